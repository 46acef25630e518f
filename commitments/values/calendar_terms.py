"""One term of the date notation: a year, half, quarter, month or day, and the days it covers."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Precision = Literal["day", "month", "quarter", "half", "year", "interval"]

# [0-9] and not \d, which would also take Lao, Thai and Khmer digits.
_FORM: Final = re.compile(r"(?P<year>[0-9]{4})[~?%]?(?:-(?P<part>[0-9]{2})[~?%]?(?:-(?P<day>[0-9]{2})[~?%]?)?)?")

_WHOLE_YEAR: Final[tuple[int, int, Precision]] = (1, 12, "year")

# The two digits after the year, as EDTF level 2 (sub-year groupings) numbers them: first month, last month, precision.
_PARTS: Final[Mapping[str, tuple[int, int, Precision]]] = {
    **{f"{month:02}": (month, month, "month") for month in range(1, 13)},
    **{f"{33 + quarter}": (3 * quarter + 1, 3 * quarter + 3, "quarter") for quarter in range(4)},
    "40": (1, 6, "half"),
    "41": (7, 12, "half"),
}


def gettext_noop(words: str) -> str:
    """Mark words for the catalogues; this room knows no languages, whoever tells them to people does."""
    return words


ACCEPTED: Final = gettext_noop(
    "Write a year (2027), half-year (2027-40, 2027-41), quarter (2027-33 to 2027-36), month (2027-03) or "
    "day (2027-03-14), with a sign (~ ? %) after a part if its words are unsure, or an interval of two of these "
    "(2027/2028-06, ../2028, 2027/..)."
)

_REASONS: Final = (
    (re.compile(r"\s"), gettext_noop("it has a space or a line break in it")),
    (re.compile(r"[^!-~]"), gettext_noop("only the ASCII digits 0 to 9 and the signs - ~ ? %% / . may stand in it")),
    (re.compile(r"X", re.IGNORECASE), gettext_noop("open digits (X) are not kept; an interval says the same")),
    (re.compile(r"T"), gettext_noop("a time of day is not kept")),
    (re.compile(r"[\[\]{},]"), gettext_noop("sets of dates are not kept")),
    (re.compile(r"\.\."), gettext_noop("an open end (..) stands alone on one side of an interval")),
)

NO_DAY: Final = gettext_noop("the calendar has no day %(day)s")
NO_SEASON: Final = gettext_noop(
    "%(part)s is a season, which has no first and last day everywhere; use a quarter or months"
)
NO_PART: Final = gettext_noop("there is no month, quarter or half-year %(part)s")


class MalformedDate(ValueError):  # noqa: N818 - named for what is wrong, as the room's other errors are
    """A text that is not a date this project keeps; the message says why and lists the accepted forms.

    `text` is at most its first 40 characters, `reason` a template for `named`: for whoever tells it in a language.
    """

    def __init__(self, text: str, reason: str, named: Mapping[str, str]) -> None:
        """Say it in English."""
        self.text, self.reason, self.named = text[:40], reason, named
        super().__init__(f"{self.text!r} is not a date: {reason % named}. {ACCEPTED}")


@dataclass(frozen=True, slots=True)
class Term:
    """The first and last day a term covers, both included, and the precision it was written with."""

    earliest: date
    latest: date
    precision: Precision


def malformed(text: str, reason: str, **named: str) -> MalformedDate:
    """Return the error for `text`."""
    return MalformedDate(text, reason, named)


def read_term(text: str) -> Term:
    """Return the days that one term covers.

    The bounds are those of the calendar (ISO 8601-1, proleptic Gregorian, years 0001 to 9999). A qualifier
    (~ ? %) is accepted after any part and changes no bound. Raises MalformedDate for every other text.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise malformed(text, _reason(text))
    if match["year"] == "0000":
        raise malformed(text, gettext_noop("there is no year 0000"))
    if match["day"] is not None:
        return _day(text, match["year"], match["part"], match["day"])
    return _months(text, int(match["year"]), match["part"])


def _reason(text: str) -> str:
    return next((reason for pattern, reason in _REASONS if pattern.search(text)), "it has none of the accepted forms")


def _day(text: str, year: str, month: str, day: str) -> Term:
    try:
        only = date(int(year), int(month), int(day))
    except ValueError:
        raise malformed(text, NO_DAY, day=f"{year}-{month}-{day}") from None
    return Term(only, only, "day")


def _months(text: str, year: int, part: str | None) -> Term:
    span = _WHOLE_YEAR if part is None else _PARTS.get(part)
    if span is None:
        raise malformed(text, _no_such_part(str(part)), part=str(part))
    first, last, precision = span
    return Term(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), precision)


def _no_such_part(part: str) -> str:
    # Seasons (ISO 8601-2: 21 to 24) begin on different days in different places, so they bound nothing.
    if part in {"21", "22", "23", "24"}:
        return NO_SEASON
    return NO_PART
