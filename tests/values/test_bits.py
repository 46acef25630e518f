"""Sets of numbers as bits: they hold what Python's own sets hold, and know the order of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commitments.values.bits import (
    DAY_BITS,
    before,
    bits_of,
    dated,
    first,
    first_by_day,
    numbers_in,
    slices_of_day,
    without,
)

numbers = st.frozensets(st.integers(0, 3000), max_size=60)
days = st.dates() | st.dates(date(2026, 1, 1), date(2026, 1, 20))
some_days = st.dictionaries(st.integers(0, 300), days | st.none(), max_size=40)


def slices(dates: dict[int, date | None]) -> list[int]:
    """The days of numbered rows, bit by bit."""
    return [
        bits_of(number for number, day in dates.items() if place in slices_of_day(day)) for place in range(DAY_BITS)
    ]


@given(numbers, numbers)
def test_a_set_holds_what_it_was_made_of(one: frozenset[int], other: frozenset[int]) -> None:
    assert numbers_in(bits_of(one)) == sorted(one)
    assert numbers_in(bits_of(one) & bits_of(other)) == sorted(one & other)
    assert numbers_in(without(bits_of(one), bits_of(other))) == sorted(one - other)
    assert bits_of(one).bit_count() == len(one)


@given(numbers, st.integers(0, 8))
def test_the_first_of_a_set_are_the_least(chosen: frozenset[int], count: int) -> None:
    assert numbers_in(first(bits_of(chosen), count)) == sorted(chosen)[:count]


@given(some_days, days)
def test_what_lies_before_a_day_is_found_bit_by_bit(dates: dict[int, date | None], day: date) -> None:
    assert set(numbers_in(dated(slices(dates)))) == {number for number, each in dates.items() if each}
    assert set(numbers_in(before(slices(dates), day))) == {n for n, each in dates.items() if each and each < day}


@given(some_days, numbers, st.integers(0, 8))
def test_the_first_by_day_are_those_that_sorting_finds(
    dates: dict[int, date | None], also: frozenset[int], count: int
) -> None:
    dated_ones = {number: day for number, day in dates.items() if day and number in also}
    expected = sorted(dated_ones, key=lambda number: (dated_ones[number], number))[:count]
    among = bits_of(also) & dated(slices(dates))
    assert numbers_in(first_by_day(slices(dates), among, count)) == sorted(expected)


def test_the_last_day_of_all_has_a_number_that_fits() -> None:
    assert max(slices_of_day(date.max)) < DAY_BITS
    assert before(slices({1: date.max, 2: date.max - timedelta(1)}), date.max) == bits_of([2])
