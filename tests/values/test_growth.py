"""Yearly growth: what it was, what it must be, and why it sometimes cannot be said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.values.growth import STEEPEST, Base, Goal, grown, needed, significant, yearly_growth

ON = date(2026, 11, 22)
AMOUNTS = st.decimals(min_value="0.000001", max_value=10**18, places=6)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


def base(value: str = "2.25", year: int = 2024, *, yearly: bool = True) -> Base:
    return Base(date(year, 12, 31), Decimal(value), yearly)


def goal(value: str, first: date | None = None, last: date | None = None) -> Goal:
    return Goal(Decimal(value), first, last)


def test_growth_compounds() -> None:
    assert yearly_growth(Decimal(100), Decimal(121), Decimal(2)) == Decimal("0.1")
    assert yearly_growth(Decimal(100), Decimal(64), Decimal(2)) == Decimal("-0.2")
    assert yearly_growth(Decimal("2.25"), Decimal(5), Decimal(3)) == Decimal("0.304956")


@pytest.mark.parametrize(
    ("first", "last", "years"), [("0", "1", "1"), ("-1", "1", "1"), ("1", "0", "1"), ("1", "2", "0")]
)
def test_what_no_growth_leads_to_is_refused(first: str, last: str, years: str) -> None:
    with pytest.raises(ValueError, match="all must be above zero"):
        yearly_growth(Decimal(first), Decimal(last), Decimal(years))


@given(AMOUNTS, AMOUNTS, st.integers(min_value=1, max_value=200))
def test_growing_by_the_growth_leads_from_the_first_to_the_last(first: Decimal, last: Decimal, years: int) -> None:
    rate = yearly_growth(first, last, Decimal(years))
    low, high = (grown(first, rate + error, years) for error in (Decimal("-1E-6"), Decimal("1E-6")))
    if rate > Decimal("-0.99"):  # beneath, a millionth is more than what is left
        assert low <= last <= high


def test_years_are_counted_from_the_year_of_the_value_to_the_year_of_the_day() -> None:
    need = needed(base(), goal("5", date(2027, 12, 1), date(2028, 12, 31)), on=ON)
    assert need.reason == ""
    assert [(way.day.year, way.years, way.rate) for way in need.ways] == [
        (2027, 3, Decimal("0.304956")),
        (2028, 4, Decimal("0.220947")),
    ]


def test_one_year_is_told_once() -> None:
    need = needed(base(), goal("5", date(2027, 1, 1), date(2027, 12, 31)), on=ON)
    assert [(way.day, way.years) for way in need.ways] == [(date(2027, 12, 31), 3)]


def test_what_is_counted_on_days_is_counted_in_days() -> None:
    need = needed(base("100", 2025, yearly=False), goal("110", None, date(2026, 12, 31)), on=ON)
    (way,) = need.ways
    assert way.rate == yearly_growth(Decimal(100), Decimal(110), 365 / Decimal("365.2425"))


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (goal("10"), "undated"),
        (goal("2.25", None, date(2028, 1, 1)), "reached"),
        (goal("1"), "reached"),
        (goal("4", date(2020, 1, 1), date(2020, 12, 31)), "passed"),
        (goal("4", date(2020, 1, 1), None), "begun"),
    ],
)
def test_when_no_growth_can_be_computed_it_says_why(wanted: Goal, reason: str) -> None:
    need = needed(base(), wanted, on=ON)
    assert (need.ways, need.reason) == ((), reason)


def test_nothing_grows_from_nothing_and_nothing_in_no_time() -> None:
    dated = goal("5", None, date(2027, 12, 31))
    assert needed(base("0"), dated, on=ON).reason == "not_positive"
    assert needed(base("-3"), dated, on=ON).reason == "not_positive"
    assert needed(base("4", 2027), dated, on=ON).reason == "no_time"


def test_an_earliest_day_that_is_behind_is_left_out() -> None:
    need = needed(base(), goal("5", date(2025, 1, 1), date(2028, 12, 31)), on=ON)
    assert [way.day.year for way in need.ways] == [2028]


def test_a_growth_that_nobody_could_grasp_is_no_number() -> None:
    (way,) = needed(base("0.01"), goal("9", None, date(2027, 12, 31)), on=ON).ways
    assert way.rate is not None
    (way,) = needed(base("0.01"), goal("500", None, date(2027, 12, 31)), on=ON).ways
    assert way.rate is None


@given(
    st.builds(Base, DAYS, st.decimals(min_value=-(10**18), max_value=10**18, places=6), st.booleans()),
    st.builds(Goal, AMOUNTS, st.none() | DAYS, st.none() | DAYS),
    DAYS,
)
def test_there_is_either_a_way_or_a_reason_and_every_way_leads_upwards(start: Base, end: Goal, on: date) -> None:
    need = needed(start, end, on=on)
    assert bool(need.ways) != bool(need.reason)
    assert len(need.ways) <= 2
    for way in need.ways:
        assert way.day in (end.earliest, end.latest)
        assert way.years > 0
        assert way.rate is None or 0 <= way.rate <= STEEPEST


@given(AMOUNTS, AMOUNTS, st.integers(min_value=0, max_value=20))
def test_more_time_never_needs_more_growth(first: Decimal, more: Decimal, later: int) -> None:
    soon = date(2028, 12, 31)
    end = Goal(first + more, soon, soon + timedelta(days=366 * later))
    rates = [way.rate for way in needed(Base(date(2024, 12, 31), first, yearly=True), end, on=ON).ways]
    known = [rate for rate in rates if rate is not None]
    assert known == sorted(known, reverse=True)


def test_what_is_computed_is_told_to_three_digits() -> None:
    assert [significant(Decimal(value)) for value in ("3225600000", "0.012345", "-7", "0")] == [
        Decimal(3230000000),
        Decimal("0.0123"),
        Decimal(-7),
        Decimal(0),
    ]
