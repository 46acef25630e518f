"""The register of meetings: each with the texts that report it and how many commitments came out of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from commitments.models import Citation, Meeting, Partnership, Source
from commitments.models.vocabulary import CitationRelation
from commitments.queries.keysets import Ordering, read_cursor
from commitments.queries.pages import page_of_rows
from commitments.queries.visible import Visible, of_one_of

LIMIT = 50
"""How many meetings a page of the register shows."""

NEWEST = Ordering("-held", "held_latest", date.fromisoformat, descending=True, optional=True)
"""By the last day on which it may have been held."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting, with how many texts report it and how many commitments these establish, or only name."""

    row: Meeting
    texts: int
    established: int
    only_named: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """A page of the register, the cursors of the pages beside it, and how many meetings and commitments there are."""

    rows: list[Held]
    next: str | None
    previous: str | None
    number: int
    total: int


def meetings(
    visible: Visible, *, partnership: Partnership | None = None, by: date | None = None, cursor: str = ""
) -> Meetings:
    """A page of meetings, the newest first; five queries at most. Raises MalformedCursor.

    `partnership` chooses its own; `by` leaves out what had not been held by that day.
    """
    place = read_cursor(cursor, NEWEST) if cursor else None
    chosen: Any = Meeting.objects.select_related("partnership")
    if partnership:
        chosen = chosen.filter(partnership=partnership)
    if by:
        chosen = chosen.filter(Q(held_earliest=None) | Q(held_earliest__lte=by))
    page = page_of_rows(chosen, NEWEST, place, limit=LIMIT)
    return Meetings(_held(page.records, visible), page.next, page.previous, chosen.count(), visible.total)


def _held(some: list[Meeting], visible: Visible) -> list[Held]:
    named = Citation.objects.filter(of_one_of(visible.rows), passage__source__meeting__in=some).order_by()
    first = Count("commitment", distinct=True, filter=Q(relation=CitationRelation.ESTABLISHES))
    counted = named.values("passage__source__meeting").annotate(every=Count("commitment", distinct=True), first=first)
    found: dict[int, tuple[int, int]] = {
        each["passage__source__meeting"]: (each["first"], each["every"] - each["first"]) for each in counted
    }
    reports = Source.objects.filter(meeting__in=some).order_by().values_list("meeting")
    texts: dict[int, int] = dict(reports.annotate(number=Count("pk")))
    return [Held(row, texts.get(row.pk, 0), *found.get(row.pk, (0, 0))) for row in some]
