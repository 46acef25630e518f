"""A rule of recurrence comes round when RFC 5545 says so, and proposes nothing more exact than is known."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from commitments.models.recurrence import check_recurrence
from commitments.values.dates import parse
from commitments.values.occurrences import next_due, occurrences, read_rule

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
COUNTED = ["1MO", "-1FR", "2TU", "+3WE", "-2SU", "5TH"]


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule of every kind that a commitment may hold."""
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    parts += _ends(draw)
    parts += _some(draw, "BYMONTH", st.integers(1, 12))
    parts += _some(draw, "BYMONTHDAY", st.integers(1, 31) | st.integers(-31, -1)) if frequency != "WEEKLY" else []
    # The other reading takes days with and without an ordinal together for days that are both.
    counts = frequency in {"YEARLY", "MONTHLY"} and draw(st.booleans())
    parts += _some(draw, "BYDAY", st.sampled_from(COUNTED if counts else WEEKDAYS))
    return ";".join(parts)


def _ends(draw: st.DrawFn) -> list[str]:
    return draw(
        st.just([])
        | st.integers(1, 20).map(lambda count: [f"COUNT={count}"])
        | DAYS.map(lambda day: [f"UNTIL={day:%Y%m%d}"])
    )


def _some(draw: st.DrawFn, name: str, values: st.SearchStrategy[object]) -> list[str]:
    chosen = draw(st.lists(values, max_size=3, unique=True))
    return [f"{name}={','.join(map(str, chosen))}"] if chosen else []


@given(rules(), DAYS)
def test_a_rule_comes_round_when_another_reading_of_the_standard_says_so(text: str, start: date) -> None:
    check_recurrence(text)
    rule, until = read_rule(text), start + timedelta(days=1500)
    ours = list(occurrences(rule, start, since=start, until=until))
    # The other reading looks for a rule that never comes round until the year 9999, unless it is told not to.
    assume(ours)
    endless = ";".join(part for part in text.split(";") if not part.startswith(("COUNT", "UNTIL")))
    last = min(until, rule.until or until)
    oracle = rrulestr(f"{endless};UNTIL={last:%Y%m%d}", dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001  days have no zone
    assert ours == [each.date() for each in islice(oracle, rule.count)]


@given(rules(), DAYS, st.integers(0, 900))
def test_what_came_before_is_left_out_and_nothing_else(text: str, start: date, after: int) -> None:
    rule, since, until = read_rule(text), start + timedelta(days=after), start + timedelta(days=900)
    whole = occurrences(rule, start, since=start, until=until)
    assert list(occurrences(rule, start, since=since, until=until)) == [day for day in whole if day >= since]


def due(rule: str, *, deadline: str = "", made_on: str = "2025-12-01", until: int = 2030) -> list[str] | None:
    """What a rule proposes from 1 July 2026 on."""
    when = parse(deadline) if deadline else None
    end = date(until, 12, 31)
    return next_due(read_rule(rule), deadline=when, made_on=parse(made_on), on=date(2026, 7, 1), until=end)


def test_every_year_since_it_was_made_proposes_years() -> None:
    assert due("FREQ=YEARLY") == ["2026", "2027", "2028", "2029", "2030"]
    assert due("FREQ=YEARLY;INTERVAL=2") == ["2027", "2029"]
    assert due("FREQ=YEARLY", made_on="2025") == ["2026", "2027", "2028", "2029", "2030"]


def test_the_year_in_which_it_was_made_is_no_time_that_it_is_due() -> None:
    assert due("FREQ=YEARLY", made_on="2026-08-01", until=2027) == ["2027"]


def test_a_deadline_is_the_first_time_and_says_how_exact_the_next_ones_are() -> None:
    assert due("FREQ=YEARLY", deadline="2026", until=2028) == ["2026", "2027", "2028"]
    assert due("FREQ=YEARLY", deadline="2026-09", until=2028) == ["2026-09", "2027-09", "2028-09"]
    assert due("FREQ=YEARLY", deadline="2026-09-30", until=2028) == ["2026-09-30", "2027-09-30", "2028-09-30"]
    assert due("FREQ=YEARLY", deadline="2026-06-30", until=2028) == ["2027-06-30", "2028-06-30"]


def test_a_rule_that_names_months_or_days_proposes_them() -> None:
    assert due("FREQ=YEARLY;BYMONTH=6", until=2028) == ["2027-06", "2028-06"]
    assert due("FREQ=MONTHLY", until=2026) == ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]
    assert due("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", until=2028) == ["2027-06-30", "2028-06-30"]
    assert due("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", deadline="2027", until=2028) == ["2027-06-30", "2028-06-30"]


def test_months_are_not_lost_because_they_are_shorter_than_the_one_it_was_made_in() -> None:
    assert due("FREQ=MONTHLY;INTERVAL=1", made_on="2025-12-31", until=2027)[7] == "2027-02"


def test_the_rule_ends_where_it_says() -> None:
    assert due("FREQ=YEARLY;COUNT=3") == ["2026", "2027"]
    assert due("FREQ=YEARLY;UNTIL=20281231T000000Z") == ["2026", "2027", "2028"]
    assert due("FREQ=YEARLY;COUNT=1", deadline="2026") == ["2026"]


@pytest.mark.parametrize("deadline", ["../2027", "2027/2028", "2027~", "2027?"])
def test_a_deadline_that_is_no_one_time_is_not_counted_from(deadline: str) -> None:
    assert due("FREQ=YEARLY", deadline=deadline, until=2027) == ["2026", "2027"]


def test_a_rule_that_counts_days_from_no_day_proposes_nothing() -> None:
    assert due("FREQ=WEEKLY", made_on="2025-12") is None
    assert due("FREQ=MONTHLY", made_on="2025") is None
    assert due("FREQ=WEEKLY", made_on="2025", deadline="2026-12-30", until=2026) == ["2026-12-30"]


def test_a_rule_that_never_comes_round_comes_to_an_end() -> None:
    assert due("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") == []
    assert due("FREQ=DAILY;BYMONTHDAY=99") == []
    assert due("FREQ=YEARLY;INTERVAL=2147483647", made_on="0001") == []
