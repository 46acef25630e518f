"""The register of sources: each text with its meeting, its passages, and how many commitments it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Coalesce

from commitments.models import Citation, Meeting, Passage, Source
from commitments.queries.keysets import Ordering, read_cursor
from commitments.queries.pages import page_of_rows
from commitments.queries.visible import Visible, of_one_of

LIMIT = 50
"""How many texts a page of the register shows."""

NEWEST = Ordering("-said", "said_on", date.fromisoformat, descending=True, optional=True)
"""By the last day on which it may have been published, else on which its meeting may have been held."""


@dataclass(frozen=True, slots=True)
class Published:
    """A text, with how many passages it has and how many commitments these name. `row` has `has_copy`, not its copy."""

    row: Source
    passages: int
    commitments: int


@dataclass(frozen=True, slots=True)
class Sources:
    """A page of the register, the cursors of the pages beside it, and how many texts and commitments there are."""

    rows: list[Published]
    next: str | None
    previous: str | None
    number: int
    total: int


def without_copies() -> QuerySet[Any]:
    """Texts with their meetings, but without their copies; `has_copy` tells whether one is attached."""
    attached = ExpressionWrapper(~Q(copy=""), output_field=BooleanField())
    rows: QuerySet[Any] = Source.objects.defer("copy").select_related("meeting").annotate(has_copy=attached)
    return rows


def sources(visible: Visible, *, meeting: Meeting | None = None, by: date | None = None, cursor: str = "") -> Sources:
    """A page of texts, the newest first and those without a day last; five queries at most. Raises MalformedCursor.

    `meeting` chooses those that report it; `by` leaves out what had not been said by that day.
    """
    place = read_cursor(cursor, NEWEST) if cursor else None
    chosen = without_copies().annotate(said_on=Coalesce("published_latest", "meeting__held_latest"))
    if meeting:
        chosen = chosen.filter(meeting=meeting)
    if by:
        chosen = chosen.annotate(first=Coalesce("meeting__held_earliest", "published_earliest"))
        chosen = chosen.filter(Q(first=None) | Q(first__lte=by))
    page = page_of_rows(chosen, NEWEST, place, limit=LIMIT)
    passages = _counted(Passage.objects.filter(source__in=page.records), "source", "pk")
    named = Citation.objects.filter(of_one_of(visible.rows), passage__source__in=page.records)
    commitments = _counted(named, "passage__source", "commitment")
    return Sources(
        rows=[Published(row, passages.get(row.pk, 0), commitments.get(row.pk, 0)) for row in page.records],
        next=page.next,
        previous=page.previous,
        number=chosen.count(),
        total=visible.total,
    )


def _counted(rows: QuerySet[Any], by: str, what: str) -> Mapping[int, int]:
    return dict(rows.order_by().values_list(by).annotate(number=Count(what, distinct=True)))
