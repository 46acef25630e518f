"""A commitment is late on a day after its due day, and for certain only when every possible due day has passed."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commitments.values.lateness import Lateness, lateness

ORDER = [Lateness.NOT_DUE, Lateness.POSSIBLY_OVERDUE, Lateness.OVERDUE]
near_days = st.dates(date(2027, 1, 1), date(2027, 3, 1))
bounds = st.none() | near_days


@given(near_days, near_days, near_days)
def test_it_is_what_the_possible_due_days_say_one_by_one(one: date, other: date, on: date) -> None:
    earliest, latest = sorted((one, other))
    due_days = [earliest + timedelta(days=number) for number in range((latest - earliest).days + 1)]
    late = [on > due for due in due_days]
    expected = Lateness.OVERDUE if all(late) else Lateness.POSSIBLY_OVERDUE if any(late) else Lateness.NOT_DUE
    assert lateness(closed=False, earliest=earliest, latest=latest, on=on) == expected


@given(st.booleans(), bounds, bounds, near_days)
def test_exactly_one_answer_holds(closed: bool, earliest: date | None, latest: date | None, on: date) -> None:  # noqa: FBT001 - hypothesis fills the arguments by name
    assume(earliest is None or latest is None or earliest <= latest)
    dated = not closed and not (earliest is None and latest is None)
    overdue = dated and latest is not None and latest < on
    possibly = dated and not overdue and earliest is not None and earliest < on
    holds = {
        Lateness.CLOSED: closed,
        Lateness.UNDATED: not closed and not dated,
        Lateness.OVERDUE: overdue,
        Lateness.POSSIBLY_OVERDUE: possibly,
        Lateness.NOT_DUE: dated and not overdue and not possibly,
    }
    answer = lateness(closed=closed, earliest=earliest, latest=latest, on=on)
    assert [name for name in Lateness if holds[name]] == [answer]


@given(bounds, bounds, near_days, near_days)
def test_it_never_gets_less_late_as_days_pass(
    earliest: date | None, latest: date | None, one: date, other: date
) -> None:
    assume(earliest is not None or latest is not None)
    before, after = sorted((one, other))
    earlier_answer = lateness(closed=False, earliest=earliest, latest=latest, on=before)
    later_answer = lateness(closed=False, earliest=earliest, latest=latest, on=after)
    assert ORDER.index(earlier_answer) <= ORDER.index(later_answer)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 12, 31), "not_due"),
        (date(2027, 1, 1), "not_due"),
        (date(2027, 1, 2), "possibly_overdue"),
        (date(2027, 12, 31), "possibly_overdue"),
        (date(2028, 1, 1), "overdue"),
    ],
)
def test_a_promise_for_a_year_is_possibly_late_within_it_and_late_after_it(on: date, expected: str) -> None:
    assert lateness(closed=False, earliest=date(2027, 1, 1), latest=date(2027, 12, 31), on=on) == expected


@given(near_days, near_days)
def test_no_later_than_a_day_is_not_due_until_that_day_has_passed(latest: date, on: date) -> None:
    expected = Lateness.OVERDUE if on > latest else Lateness.NOT_DUE
    assert lateness(closed=False, earliest=None, latest=latest, on=on) == expected


@given(near_days, near_days)
def test_without_a_last_day_nothing_is_overdue_for_certain(earliest: date, on: date) -> None:
    expected = Lateness.POSSIBLY_OVERDUE if on > earliest else Lateness.NOT_DUE
    assert lateness(closed=False, earliest=earliest, latest=None, on=on) == expected


@given(bounds, bounds, near_days)
def test_what_is_closed_is_not_late(earliest: date | None, latest: date | None, on: date) -> None:
    assert lateness(closed=True, earliest=earliest, latest=latest, on=on) == Lateness.CLOSED
