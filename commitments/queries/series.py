"""What was seen of an indicator, publisher by publisher: never added up, never averaged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from commitments.models import Observation, Side
from commitments.models.indicators import Flag, Period


@dataclass(frozen=True, slots=True)
class Reading:
    """An observation. `kind` is `whole` (a year, or a count on a day), `part` (of a year) or `expected`.

    `older` when the same publisher has since reported another value for the same period.
    """

    observation: Observation
    kind: str
    older: bool

    @property
    def counts(self) -> bool:
        """Whether it is a publisher's last word on something that was really seen, and not on a part of a year."""
        return self.kind == "whole" and not self.older


@dataclass(frozen=True, slots=True)
class Series:
    """What one publisher reports of one side's statistics, in time order; `number` is its place among the others.

    The vintages of one period follow each other, oldest first.
    """

    number: int
    publisher: str
    side: Side | None
    readings: Sequence[Reading]

    @property
    def base(self) -> Reading | None:
        """The newest reading that counts."""
        return next((each for each in reversed(self.readings) if each.counts), None)

    @property
    def revised(self) -> list[tuple[Reading, Reading]]:
        """Each older reading with the one that came after it."""
        pairs = zip(self.readings, self.readings[1:], strict=False)
        return [(earlier, later) for earlier, later in pairs if earlier.older]

    @property
    def newest(self) -> Reading:
        """The newest one of any kind."""
        return next(each for each in reversed(self.readings) if not each.older)


def series_of(rows: Sequence[Observation], period: str) -> list[Series]:
    """Sort observations, with their sources and sides, into series: the one with the newest values first. No query."""
    ordered = sorted(rows, key=lambda row: (_whose(row), *_time(row), *_vintage(row)))
    grouped = [list(group) for _whose_it_is, group in groupby(ordered, key=_whose)]
    grouped.sort(key=lambda group: _time(group[-1]), reverse=True)
    return [
        Series(number, group[-1].source.publisher, group[-1].side, _readings(group, period))
        for number, group in enumerate(grouped)
    ]


def kind_of(row: Observation, period: str) -> str:
    """Tell what was seen of a whole year from a part of one, and both from what was expected or estimated.

    What is counted by no period is seen on a day, and is never a part of anything.
    """
    published = row.source.published_latest
    over = row.period_latest if period == Period.YEAR else row.period_earliest
    if row.flag == Flag.ESTIMATED or (published is not None and over is not None and published < over):
        return "expected"
    return "whole" if period != Period.YEAR or is_whole_year(row) else "part"


def is_whole_year(row: Observation) -> bool:
    """Whether its period is a calendar year, from the first day to the last."""
    first, last = row.period_earliest, row.period_latest
    if first is None or last is None:
        return False
    return bool(first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31))


def _readings(group: Sequence[Observation], period: str) -> list[Reading]:
    after = [*group[1:], None]
    return [
        Reading(row, kind_of(row, period), older=next_one is not None and _time(row) == _time(next_one))
        for row, next_one in zip(group, after, strict=True)
    ]


def _whose(row: Observation) -> tuple[str, str]:
    return (row.source.publisher, row.side.code if row.side else "")


def _time(row: Observation) -> tuple[int, int]:
    """By its last day, then from the shorter period to the longer."""
    last = row.period_latest or row.period_earliest or date.min
    first = row.period_earliest or last
    return last.toordinal(), -first.toordinal()


def _vintage(row: Observation) -> tuple[Any, ...]:
    return (row.source.published_latest or date.min, row.flag != Flag.ESTIMATED, row.source.slug)
