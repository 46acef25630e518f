"""Sets of commitments, as the rolls have them now: what is counted from them is counted at once, and never stale.

A process keeps the rolls it has read, as one whole number for each heading, and reads again only those blocks that were
written since. A set of commitments is the same sort of number: its bits are their private keys.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from itertools import groupby
from operator import itemgetter, or_
from threading import Lock
from typing import Any

from django.db import router, transaction

from commitments.models import Roll
from commitments.models.rolls import BLOCK
from commitments.models.vocabulary import LatenessWord
from commitments.queries.head import rolls_written
from commitments.queries.prepared import KEPT, Row, Slot
from commitments.queries.then import place
from commitments.values.bits import before, dated, until, without
from commitments.values.headings import INTERVAL, PUBLIC, heading, slice_headings
from commitments.values.standing import CLOSED

HEADING, VERSION = itemgetter(0), itemgetter(3)
"""Of a row as it is read: heading, block, bits, version."""
WHOLE_BLOCK = (1 << BLOCK) - 1
DAYS_KEPT = 4
"""The days whose lateness is remembered: today's is asked for again and again."""


@dataclass(frozen=True)
class Rolls:
    """Every roll, as of one write. Nothing in it ever changes, but for what it remembers of itself."""

    version: int = 0
    listed: Mapping[str, int] = field(default_factory=dict)
    _lateness: dict[date, dict[str, int]] = field(default_factory=dict)

    def of(self, facet: str, value: str) -> int:
        """Those with this value of a facet."""
        return self.listed.get(heading(facet, value), 0)

    def any_of(self, facet: str, values: Iterable[str]) -> int:
        """Those with any of these values."""
        return reduce(or_, (self.of(facet, value) for value in values), 0)

    def readable(self, keepers: Iterable[str]) -> int:
        """What is public, and what these organisations keep internal: all that their side may see."""
        return self.listed.get(PUBLIC, 0) | self.any_of("kept_for", keepers)

    def values(self, facet: str) -> list[str]:
        """The values of a facet that any commitment has, or had."""
        beginning = heading(facet, "")
        return [name.removeprefix(beginning) for name in self.listed if name.startswith(beginning)]

    def days(self, facet: str) -> list[int]:
        """A day of each, bit by bit: see `values.bits.before`."""
        return [self.listed.get(each, 0) for each in slice_headings(facet)]

    @cached_property
    def closed(self) -> int:
        """Those that a side's word has closed."""
        return self.any_of("status", CLOSED)

    @cached_property
    def everything(self) -> int:
        """Every commitment with an edition, also those that nobody but their keeper may see."""
        return self.any_of("status", self.values("status"))

    def stale(self, on: date) -> int:
        """The open ones whose newest word is older than their review interval; the twin of `CommitmentQuerySet.stale`."""
        spoken, old = self.days("last_word_on"), 0
        for days in self.values(INTERVAL):
            begin = date.fromordinal(max(1, on.toordinal() - int(days)))
            old |= self.of(INTERVAL, days) & before(spoken, begin)
        return without(old, self.closed)

    def fresh(self, on: date) -> int:
        """Those with a word by that day that is not stale; silent ones are neither."""
        return without(until(self.days("last_word_on"), on), self.stale(on))

    def lateness(self, on: date) -> Mapping[str, int]:
        """Those whose deadline stands so on a day; the twin of `lateness_on`."""
        found = self._lateness.get(on)
        if found is None:
            found = self._judged(on)
            if len(self._lateness) >= DAYS_KEPT:
                self._lateness.clear()  # another thread may do so at any moment: what was found is held on to
            self._lateness[on] = found
        return found

    def _judged(self, on: date) -> dict[str, int]:
        earliest, latest = self.days("due_earliest"), self.days("due_latest")
        left = without(self.everything, self.closed)
        undated = without(left, dated(earliest) | dated(latest))
        overdue = left & before(latest, on)
        possibly = without(left & before(earliest, on), overdue)
        return {
            LatenessWord.CLOSED: self.closed,
            LatenessWord.UNDATED: undated,
            LatenessWord.NOT_DUE: without(left, undated | overdue | possibly),
            LatenessWord.POSSIBLY_OVERDUE: possibly,
            LatenessWord.OVERDUE: overdue,
        }

    def written(self, rows: Iterable[Row], *, version: int = 0) -> "Rolls":
        """With these rows of later versions, this one or further ones, in place of what was known of them."""
        listed = dict(self.listed)
        for heading_read, written in groupby(rows, key=HEADING):
            name, blocks = _text(heading_read), list(written)
            listed[name] = _with_blocks(listed.get(name, 0), blocks)
            version = max(version, *map(VERSION, blocks))
        return Rolls(version, listed)


def _text(name: Any) -> str:
    """PostgreSQL's answers come undecoded: see `prepared`."""
    return name.decode() if isinstance(name, bytes) else str(name)


def _with_blocks(whole: int, blocks: list[Row]) -> int:
    if not whole:
        return _joined(blocks)
    for _name, block, bits, _version in blocks:
        place = block * BLOCK
        known = whole >> place & WHOLE_BLOCK
        whole ^= (known ^ int.from_bytes(bits, "little")) << place
    return whole


def _joined(blocks: list[Row]) -> int:
    size = BLOCK // 8
    content = bytearray(size * (blocks[-1][1] + 1))
    for _name, block, bits, _version in blocks:
        content[size * block : size * (block + 1)] = bits
    return int.from_bytes(content, "little")


class _Kept:
    """The rolls of this process."""

    def __init__(self) -> None:
        self.rolls = Rolls()
        self.reading = Lock()

    def renewed(self) -> Rolls:
        """As they are now; one query, and one more when they were written since."""
        if self.rolls.version == rolls_written():
            return self.rolls
        with self.reading:  # of several that begin at once, one reads them all
            newest = rolls_written()
            if self.rolls.version > newest:
                self.rolls = Rolls()  # another database, such as an earlier copy, was put in the place of this one
            if self.rolls.version < newest:
                self.rolls = self.rolls.written(_written_after(self.rolls.version), version=newest)
            return self.rolls

    def forget(self) -> None:
        """Read everything anew: for whoever has put another database in the place of this one."""
        self.rolls = Rolls()


KEPT_ROLLS = _Kept()


def rolls_now() -> Rolls:
    """The rolls as they are now; a query, and one of what was written since they were last asked for in this process.

    Of the past, and inside a transaction, which may never come to be, all are read and none is kept.
    """
    if place() is not None or transaction.get_connection(router.db_for_read(Roll)).in_atomic_block:
        return Rolls().written(_written_after(0))
    return KEPT_ROLLS.renewed()


def _written_after(version: int) -> list[Row]:
    columns = ("heading", "block", "bits", "version")
    name: Hashable = ("rolls", router.db_for_read(Roll))
    rows = Roll.objects.filter(version__gt=Slot("version")).order_by().values_list(*columns)
    (question,) = KEPT.prepared(name, lambda: [rows])
    # Put in order here: asked for it, SQLite walks along all headings for the few that were written.
    return sorted(question.rows(version=version), key=itemgetter(0, 1))
