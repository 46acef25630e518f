"""When a promise that comes round again is due next, by its RFC 5545 rule and the day that it is counted from."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from icalendar import vRecur

from commitments.values.calendar_terms import Precision
from commitments.values.dates import UncertainDate

_FINENESS: Final = ("year", "month", "day")
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The precision that a start must have for the rule to be counted from it.
_NEEDS: Final = {"YEARLY": "year", "MONTHLY": "month", "WEEKLY": "day", "DAILY": "day"}


@dataclass(frozen=True)
class Rule:
    """The parts of a rule that `models.recurrence` lets in."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: tuple[tuple[int | None, int], ...] = ()
    """Each an ordinal, such as -1 for the last one, or None for all; and the number of a day, 0 for Monday."""

    @property
    def precision(self) -> Precision:
        """How exact the rule itself is: "every year" says no month and no day."""
        if self.month_days or self.weekdays or self.frequency in {"WEEKLY", "DAILY"}:
            return "day"
        return "month" if self.months or self.frequency == "MONTHLY" else "year"


def read_rule(text: str) -> Rule:
    """Return what a stored rule says. Raises ValueError for what is no rule."""
    parts: dict[str, Any] = dict(vRecur.from_ical(text))
    until = parts.get("UNTIL", [None])[0]
    return Rule(
        frequency=str(parts["FREQ"][0]).upper(),
        interval=int(parts.get("INTERVAL", [1])[0]),
        count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
        until=until.date() if isinstance(until, datetime) else until,
        months=frozenset(int(each) for each in parts.get("BYMONTH", ())),
        month_days=frozenset(int(each) for each in parts.get("BYMONTHDAY", ())),
        weekdays=tuple((each.relative, _WEEKDAYS.index(each.weekday)) for each in parts.get("BYDAY", ())),
    )


def occurrences(rule: Rule, start: date, *, since: date, until: date) -> Iterator[date]:
    """Yield the days from `since` to `until` on which a rule that is counted from `start` comes round.

    As RFC 5545 says, with weeks from Monday: what the rule leaves open is taken from `start`, which is one of the
    days only if it fits the rule. One look at each day; a rule that ends after so many times is counted from `start`.
    """
    last = min(until, rule.until or until)
    first = start if rule.count is not None else max(start, since)
    fits, found = _fitting(rule, start), 0
    for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)):
        if not fits(day):
            continue
        found += 1
        if rule.count is not None and found > rule.count:
            return
        if day >= since:
            yield day


def _fitting(rule: Rule, start: date) -> Callable[[date], bool]:
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if not month_days and not weekdays:
        if rule.frequency == "YEARLY":
            months = months or frozenset({start.month})
        if rule.frequency in {"YEARLY", "MONTHLY"}:
            month_days = frozenset({start.day})
        if rule.frequency == "WEEKLY":
            weekdays = ((None, start.weekday()),)
    return lambda day: (
        _in_step(rule, start, day)
        and (not months or day.month in months)
        and (not month_days or not month_days.isdisjoint((day.day, day.day - _days_in_month(day) - 1)))
        and (not weekdays or any(_is_weekday(rule, each, day) for each in weekdays))
    )


def _in_step(rule: Rule, start: date, day: date) -> bool:
    passed = {
        "YEARLY": day.year - start.year,
        "MONTHLY": (day.year - start.year) * 12 + day.month - start.month,
        "WEEKLY": (_monday(day) - _monday(start)) // 7,
        "DAILY": day.toordinal() - start.toordinal(),
    }
    return passed[rule.frequency] % rule.interval == 0


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _days_in_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _is_weekday(rule: Rule, wanted: tuple[int | None, int], day: date) -> bool:
    """Whether a day is the weekday that is wanted, counted within the month or the year where the rule counts."""
    nth, weekday = wanted
    if day.weekday() != weekday:
        return False
    if nth is None or rule.frequency in {"WEEKLY", "DAILY"}:
        return True
    in_month = rule.frequency == "MONTHLY" or bool(rule.months)
    at = day.day if in_month else day.timetuple().tm_yday
    days = _days_in_month(day) if in_month else 365 + calendar.isleap(day.year)
    return nth == (at + 6) // 7 if nth > 0 else -nth == (days - at) // 7 + 1


def next_due(
    rule: Rule, *, deadline: UncertainDate | None, made_on: UncertainDate, on: date, until: date
) -> list[str] | None:
    """Return in EDTF when the promise comes round from the day `on` to `until`; None when the rule counts from no day.

    A rule is counted from the deadline, which is the first time, and as exactly as that is stated. Without one that
    is a year, a month or a day it is counted from when the promise was made, which is no time that it is due; then
    nothing but the rule says how exact it is: "every year" gives years.
    """
    start = next(filter(None, (_start(rule, deadline, is_due=True), _start(rule, made_on, is_due=False))), None)
    if start is None:
        return None
    day, precision, is_due = start
    made = None if is_due else _written(day, precision)
    days = occurrences(rule, day, since=_first_day(on, precision), until=until)
    found = dict.fromkeys(_written(each, precision) for each in days)
    return [each for each in found if each != made]


def _start(rule: Rule, when: UncertainDate | None, *, is_due: bool) -> tuple[date, str, bool] | None:
    """The first day to count from, how exact the times are, and whether it is itself one of them."""
    if when is None or when.precision not in _FINENESS or when.approximate or when.uncertain or not when.earliest:
        return None
    known, own = _FINENESS.index(when.precision), _FINENESS.index(rule.precision)
    if known < _FINENESS.index(_NEEDS[rule.frequency]):
        return None
    precision = _FINENESS[max(known, own) if is_due else own]
    return _first_day(when.earliest, precision), precision, is_due


def _first_day(day: date, precision: str) -> date:
    if precision == "day":
        return day
    return day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)


def _written(day: date, precision: str) -> str:
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
