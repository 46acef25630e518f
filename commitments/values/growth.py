"""Growth that compounds from year to year: how quick it was, how quick it must be, and where it leads."""

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import Final, Literal

DAYS_IN_A_YEAR: Final = Decimal("365.2425")
SHORTEST: Final = Decimal("0.1")
"""In years. Over less than that a growth for each year says nothing."""

STEEPEST: Final = Decimal(10)
"""A growth of more than 1,000 % a year is not told as a number."""

WIDE: Final = Context(prec=600)

Reason = Literal["", "undated", "passed", "begun", "reached", "no_time", "not_positive"]
"""Why no growth can be computed; empty when it can."""


@dataclass(frozen=True, slots=True)
class Base:
    """A reported value to compute from, and the last day of its period. `yearly` when it is the value of a year."""

    on: date
    value: Decimal
    yearly: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """A promised value, and the first and last day on which it can be due; None where none is stated."""

    value: Decimal
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Way:
    """The growth needed each year (1 is a doubling) to be there on a day; None for more than `STEEPEST`."""

    day: date
    years: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Need:
    """What it takes to reach a goal: by its earliest and by its latest day, or why neither can be computed."""

    ways: tuple[Way, ...]
    reason: Reason


def yearly_growth(first: Decimal, last: Decimal, years: Decimal) -> Decimal:
    """Return what `first` must grow by each year to become `last`: 0.071 is 7.1 %. To six decimals.

    Raises ValueError unless all three are more than nothing, as otherwise no growth leads from one to the other.
    """
    if min(first, last, years) <= 0:
        raise ValueError(f"No yearly growth leads from {first} to {last} in {years} years: all must be above zero.")
    with localcontext(prec=60):
        factor = (last / first) ** (1 / years)
    return (factor - 1).quantize(Decimal("1E-6"), context=WIDE)


def grown(value: Decimal, rate: Decimal, years: int) -> Decimal:
    """Return what a value becomes when it grows by so much each year."""
    with localcontext(prec=60):
        return value * (1 + rate) ** years


def significant(value: Decimal, digits: int = 3) -> Decimal:
    """Return a value to so many digits: what is computed from rounded numbers is no more exact than they are."""
    with localcontext(prec=digits):
        return +value


def needed(base: Base, goal: Goal, *, on: date) -> Need:
    """Return the growth needed from a base to a goal, as seen on a day.

    Of yearly values whole years are counted, from the year of the base to the year in which the day lies. All else
    is counted in days. A day that is behind us is left out; the same answer is not given twice.
    """
    reason = _reason(base, goal, on)
    if reason:
        return Need((), reason)
    ways = [_way(base, goal, day) for day in _days(base, goal, on)]
    possible = tuple(way for way in ways if way is not None)
    return Need(possible, "" if possible else "no_time")


def _reason(base: Base, goal: Goal, on: date) -> Reason:
    if base.value >= goal.value:
        return "reached"
    if goal.earliest is None and goal.latest is None:
        return "undated"
    if goal.latest is not None and goal.latest < on:
        return "passed"
    if goal.latest is None and not _days(base, goal, on):
        return "begun"
    return "not_positive" if base.value <= 0 else ""


def _days(base: Base, goal: Goal, on: date) -> list[date]:
    days = [day for day in (goal.earliest, goal.latest) if day is not None]
    if base.yearly:  # the year that runs is not over
        by_year = {day.year: day for day in days if day.year >= on.year}
        return sorted(by_year.values())
    return sorted({day for day in days if day >= on})


def _way(base: Base, goal: Goal, day: date) -> Way | None:
    years = Decimal(day.year - base.on.year) if base.yearly else (day - base.on).days / DAYS_IN_A_YEAR
    if years < SHORTEST:
        return None
    rate = yearly_growth(base.value, goal.value, years)
    return Way(day, years, rate if rate <= STEEPEST else None)
