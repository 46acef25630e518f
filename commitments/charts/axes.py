"""Axes: round steps for values, whole years for days, and where each lies in a frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Values:
    """A vertical axis from `low` at the `bottom` to `high` at the `top`, in user units."""

    low: Decimal
    high: Decimal
    step: Decimal
    top: float
    bottom: float

    def place(self, value: Decimal) -> float:
        """Where a value lies."""
        part = float((value - self.low) / (self.high - self.low))
        return self.bottom - part * (self.bottom - self.top)

    def ticks(self) -> list[Decimal]:
        """The round values with a line across the chart."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]


def values_axis(values: Sequence[Decimal], *, top: float, bottom: float, lines: int = 5) -> Values:
    """An axis that holds all values and zero, with about so many lines."""
    with localcontext(prec=60):
        low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
        if low == high:
            high = Decimal(1)
        step = _round_step((high - low) / lines)
        low = (low / step).to_integral_value("ROUND_FLOOR") * step
        high = (high / step).to_integral_value("ROUND_CEILING") * step
        return Values(low, high, step, top, bottom)


def _round_step(raw: Decimal) -> Decimal:
    unit = Decimal(1).scaleb(raw.adjusted())
    return next(step * unit for step in STEPS if step * unit >= raw)


@dataclass(frozen=True, slots=True)
class Years:
    """A horizontal axis of whole years, from the start of `first` to the end of `last`."""

    first: int
    last: int
    left: float
    right: float

    def place(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or ends when `after`."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal() + 1
        part = (day.toordinal() + after - start) / (end - start)
        return self.left + min(1.0, max(0.0, part)) * (self.right - self.left)

    def labels(self, *, narrowest: float) -> list[int]:
        """The years that are named, so few that each has at least so much room."""
        count = self.last - self.first + 1
        room = max(1, int((self.right - self.left) / narrowest))
        step = -(-count // room)
        return list(range(self.first, self.last + 1, step))


def years_axis(days: Sequence[date], *, left: float, right: float) -> Years:
    """An axis of the years in which the days lie."""
    years = [day.year for day in days]
    return Years(min(years), max(years), left, right)
