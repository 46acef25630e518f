"""The history of a commitment: its editions as one reader may see them, each with the record that it changed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commitments.models import Commitment, Edition, Event
from commitments.models.editions import EditionQuerySet
from commitments.queries.latest import names_of
from commitments.queries.names import Names, names_for
from commitments.values.texts import Text

LIMIT = 25
BRIEF = ("number", "public_number", "public_event", "recorded_at", "by", "organisation", "side", "reason", "record")


@dataclass(frozen=True, slots=True)
class PastEdition:
    """One edition, numbered in the chain that the reader follows.

    `record` is None for a withdrawal, `before` for a first edition; `returned` is one that made it public again.
    `by` is for those only who are signed in to the admin.
    """

    pk: int
    number: int
    withdrawn: bool
    returned: bool
    recorded_at: datetime
    by: str
    organisation: Text | None
    side: str
    reason: Text
    record: dict[str, Any] | None
    before: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The editions of one commitment that a reader follows, by the numbers of the public or of the full chain."""

    editions: EditionQuerySet
    public: bool

    @property
    def numbered(self) -> str:
        """The column that holds the numbers."""
        return "public_number" if self.public else "number"

    def number(self, edition: Edition) -> int:
        """An edition's number in this chain."""
        return int(getattr(edition, self.numbered))

    def withdraws(self, edition: Edition) -> bool:
        """Whether an edition tells this reader nothing but that it was withdrawn."""
        return self.public and edition.public_event == Event.WITHDRAWN

    def telling(self) -> EditionQuerySet:
        """Those that hold a record."""
        chosen: EditionQuerySet = self.editions.exclude(public_event=Event.WITHDRAWN) if self.public else self.editions
        return chosen

    def reaches(self, number: int) -> bool:
        """Whether there is an edition below this number; one query."""
        return self.editions.filter(**{f"{self.numbered}__lt": number}).exists()


@dataclass(frozen=True, slots=True)
class History:
    """A page of editions, newest first. `older` and `newer` are the numbers to ask for before, None at the ends."""

    editions: Sequence[PastEdition]
    older: int | None
    newer: int | None
    names: Names


def chain_of(commitment: Commitment, *, until: int | None = None) -> Chain:
    """What the readers of a commitment's page follow: the public chain of a public one, else the full one.

    `until` is the number of the last edition of the full chain that counts; None when all do.
    """
    editions = Edition.objects.of(commitment.noun, commitment.reference)
    editions = editions.filter(number__lte=until) if until is not None else editions
    return Chain(editions.public() if commitment.is_public else editions, public=commitment.is_public)


def history(chain: Chain, *, before: int | None = None, limit: int = LIMIT) -> History:
    """At most `limit` editions below the number `before`, newest first; seven queries at most."""
    rows = chain.editions.order_by(f"-{chain.numbered}").only(*BRIEF)
    below = rows.filter(**{f"{chain.numbered}__lt": before}) if before is not None else rows
    chosen = list(below[: limit + 1])
    shown, more = chosen[:limit], len(chosen) > limit
    records = {each.pk: None if chain.withdraws(each) else json.loads(each.record) for each in shown}
    beneath = chosen[limit] if more else None
    last = _record_at(chain, beneath) if beneath else None
    hidden = beneath is not None and chain.withdraws(beneath)
    return History(
        editions=_past(chain, shown, records, last, hidden=hidden),
        older=chain.number(shown[-1]) if more else None,
        newer=_newer(chain, before, limit=limit) if before is not None else None,
        names=names_for([*records.values(), last]),
    )


def _past(
    chain: Chain, rows: Sequence[Edition], records: dict[int, Any], before: dict[str, Any] | None, *, hidden: bool
) -> list[PastEdition]:
    organisations = names_of(each.organisation for each in rows)
    found = []
    for row in reversed(rows):
        record = records[row.pk]
        found.append(_edition(chain, row, organisations.get(row.organisation), record, before, returned=hidden))
        before, hidden = record or before, record is None
    return found[::-1]


def _edition(
    chain: Chain,
    row: Edition,
    organisation: Text | None,
    record: dict[str, Any] | None,
    before: dict[str, Any] | None,
    *,
    returned: bool,
) -> PastEdition:
    withdrawn = record is None
    return PastEdition(
        pk=row.pk,
        number=chain.number(row),
        withdrawn=withdrawn,
        returned=returned and not withdrawn,
        recorded_at=row.recorded_at,
        by="" if chain.public else row.by,
        organisation=None if withdrawn else organisation,
        side="" if withdrawn else row.side,
        reason={} if withdrawn else row.reason,
        record=record,
        before=before,
    )


def _record_at(chain: Chain, row: Edition) -> dict[str, Any] | None:
    """The record that an edition holds or, when it withdrew it, the last one before."""
    if not chain.withdraws(row):
        return dict(json.loads(row.record))
    below = chain.telling().filter(**{f"{chain.numbered}__lt": chain.number(row)})
    record = below.order_by(f"-{chain.numbered}").values_list("record", flat=True).first()
    return json.loads(record) if record else None


def _newer(chain: Chain, before: int, *, limit: int) -> int | None:
    """The number below which the page before this one lies; one past the newest for the first page."""
    above = chain.editions.filter(**{f"{chain.numbered}__gte": before}).order_by(chain.numbered)
    numbers = list(above.values_list(chain.numbered, flat=True)[: limit + 1])
    return (numbers[limit] if len(numbers) > limit else numbers[-1] + 1) if numbers else None


def editions_by_number(chain: Chain, numbers: Iterable[int]) -> dict[int, PastEdition]:
    """Those of a chain's editions that have these numbers, by number and without what they changed; two queries."""
    rows = list(chain.editions.filter(**{f"{chain.numbered}__in": set(numbers)}).only(*BRIEF))
    records = {each.pk: None if chain.withdraws(each) else json.loads(each.record) for each in rows}
    organisations = names_of(each.organisation for each in rows)
    return {
        chain.number(each): _edition(
            chain, each, organisations.get(each.organisation), records[each.pk], None, returned=False
        )
        for each in rows
    }
