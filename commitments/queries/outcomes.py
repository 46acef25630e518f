"""What came out of a meeting: the commitments that its texts establish, those they only name, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commitments.models import Citation, Meeting, Source
from commitments.models.vocabulary import CitationRelation
from commitments.queries.keysets import COMMITMENT_ORDERINGS, read_cursor
from commitments.queries.listed import Listed, all_listed, first_of
from commitments.queries.overview import Tally, counted
from commitments.queries.pages import page_of_commitments
from commitments.queries.sources import without_copies
from commitments.queries.visible import Visible
from commitments.values.bits import bits_of, without

TEXTS, LISTED, NAMED = 25, 25, 25
"""How many texts are shown, how many established commitments on a page, and how many that are only named."""


@dataclass(frozen=True, slots=True)
class Named:
    """A commitment that was made elsewhere, and what the meeting's texts do to it."""

    listed: Listed
    relations: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a meeting. The tally is of the established ones; `next` and `previous` are cursors of these."""

    texts: Sequence[Source]
    further_texts: int
    tally: Tally
    established: Sequence[Listed]
    next: str | None
    previous: str | None
    named: Sequence[Named]
    further_named: int

    @property
    def all_named(self) -> int:
        """How many commitments the texts name in any way."""
        return self.tally.total + len(self.named) + self.further_named


def outcome(meeting: Meeting, visible: Visible, *, on: date, cursor: str = "") -> Outcome:
    """What came out of a meeting, as it stands on a day; six queries. Raises MalformedCursor."""
    ordering = COMMITMENT_ORDERINGS["reference"]
    place = read_cursor(cursor, ordering) if cursor else None
    established, others = _cited(meeting, visible)
    page = page_of_commitments(lambda: visible.among(established), ordering, place, limit=LISTED)
    reports = without_copies().filter(meeting=meeting).order_by("published_earliest", "slug")
    texts = list(reports[:TEXTS])
    named = first_of(visible.among(others), "reference", on=on, limit=NAMED)
    return Outcome(
        texts=texts,
        further_texts=reports.count() - len(texts),
        tally=counted(visible.rolls, established, on=on),
        established=all_listed(page.records, on=on),
        next=page.next,
        previous=page.previous,
        named=_with_relations(named, meeting),
        further_named=others.bit_count() - len(named),
    )


def _cited(meeting: Meeting, visible: Visible) -> tuple[int, int]:
    """The commitments that a meeting's texts establish, and those they only name, as sets."""
    pairs: Any = Citation.objects.filter(passage__source__meeting=meeting).order_by()
    cited = list(pairs.values_list("commitment", "relation").distinct())
    established = visible.bits & bits_of(pk for pk, relation in cited if relation == CitationRelation.ESTABLISHES)
    return established, without(visible.bits & bits_of(pk for pk, _relation in cited), established)


def _with_relations(named: Sequence[Listed], meeting: Meeting) -> list[Named]:
    references = [each.record["reference"] for each in named]
    found = Citation.objects.filter(commitment__reference__in=references, passage__source__meeting=meeting)
    pairs = set(found.order_by().values_list("commitment__reference", "relation"))
    return [
        Named(each, [word for word in CitationRelation.values if (each.record["reference"], word) in pairs])
        for each in named
    ]
