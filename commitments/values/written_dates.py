"""Dates as people type them, in French, English and Vietnamese: read where they can be read in one way only."""

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Final

from commitments.values.calendar_terms import Term, read_term
from commitments.values.date_words import DAY_IN_NUMBERS, MONTH_ALONE, SMALL, TERMS, spelt
from commitments.values.dates import MalformedDate, parse
from commitments.values.folding import fold

__all__ = ["LONGEST_WRITTEN", "Unreadable", "UnreadableDate", "read_written"]

LONGEST_WRITTEN: Final = 100
"""The characters of a date that are read."""


class Unreadable(StrEnum):
    """Why a text is read as no date."""

    UNKNOWN = "unknown"
    NO_SUCH_DAY = "no_such_day"
    TWO_READINGS = "two_readings"
    BACKWARDS = "backwards"


class UnreadableDate(ValueError):  # noqa: N818  named for what is wrong, as the room's other errors are
    """A text that nobody can be sure to read as its writer meant it."""

    def __init__(self, why: Unreadable) -> None:
        """Say why."""
        super().__init__(why.value)
        self.why = why


# Each says how what follows it bounds the date. "Before" excludes all of it, "by the end of" includes all of it; "by
# June" could mean either, so it is not among them.
_BEFORE: Final = re.compile(r"(?:before|avant|truoc)(?: (?P<date>.+))")
_BY: Final = re.compile(
    r"(?:(?:by|before) (?:the )?end of|(?:no|not) later than(?: (?:the )?end of)?"
    r"|(?:d ici(?: a)?|avant|au plus tard(?: a)?)(?: la)? fin|au plus tard"
    r"|cham nhat(?: la)?(?: het)?|truoc khi het|den het) (?P<date>.+)"
)
_BY_DAY: Final = re.compile(r"(?:by|d ici (?:au|le)) (?P<date>.+)")
_FROM: Final = re.compile(r"from (?P<date>.+?) (?:on|onwards)|(?:a partir|tu) (?P<since>.+)")
_ABOUT: Final = re.compile(r"(?:about|around|circa|vers|environ|khoang) (?P<date>.+)")
_BETWEEN: Final = re.compile(
    r"(?:between (?P<a>.+) and (?P<b>.+)|entre (?P<c>.+) et (?P<d>.+)"
    r"|(?:trong khoang )?(?:tu|giua) (?P<e>.+) (?:den|va) (?P<f>.+)"
    r"|(?:from|de|du) (?P<g>.+) (?:to|a|au) (?P<h>.+)|(?P<i>.+?) (?:to|a|au|den) (?P<j>.+)|(?P<k>[^-]+)-(?P<l>[^-]+))"
)
_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}(?:-[0-9]{2}){0,2})?")
_ISO_PART: Final = re.compile("[0-9]{4}-[0-9]{2}")
_MONTHS_OF_YEAR: Final = re.compile(r"thang (?P<first>[0-9]{1,2})-(?P<last>[0-9]{1,2})(?P<year>/[0-9]{4})")


_SIGNS: Final = frozenset("-/.,'’\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


def read_written(text: str, *, day_first: bool) -> str:
    """Return in EDTF the date that a person wrote; EDTF itself is returned as it is.

    Read are years, half-years, quarters, months and days in words or numbers, "before", "by the end of", "from … on",
    "about", and from one to another. `day_first` says that the writer's language always puts the day before the
    month, so that 03/04/2027 has one reading. Raises UnreadableDate, and nothing else, for every other text.
    """
    given = text.strip()
    if len(given) <= LONGEST_WRITTEN and _is_edtf(given):
        return given
    if len(given) > LONGEST_WRITTEN or not all(map(_is_read, given)):
        raise UnreadableDate(Unreadable.UNKNOWN)
    if _ISO.fullmatch(given):
        return _checked(given)
    return _checked(_Reader(day_first=day_first).whole(_plain(given)))


def _is_read(character: str) -> bool:
    """Whether a character is looked at: "<2027" or "2027 ?" would lose what their signs say."""
    return character in _SIGNS or character.isspace() or unicodedata.category(character)[0] in "LMN"


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except MalformedDate:
        return False
    return True


def _checked(edtf: str) -> str:
    """What was understood, if the calendar has it."""
    try:
        parse(edtf)
    except MalformedDate as error:
        terms = [each for each in edtf.rstrip("~").split("/") if each != ".."]
        wrong = Unreadable.BACKWARDS if all(map(_is_edtf, terms)) else Unreadable.NO_SUCH_DAY
        raise UnreadableDate(wrong) from error
    return edtf


def _plain(text: str) -> str:
    """The words without accents and case, and with the signs that stand between numbers."""
    dashed = re.sub("[\u2010-\u2015\u2212]", "-", text)
    marked = re.sub(r"(?<![0-9])\.|\.(?![0-9])", " ", dashed)
    return "".join(each if each in {"-", "/", "."} else fold(each) for each in re.split("([-/.])", marked))


class _Reader:
    """Reads what `_plain` left. Each way returns None for what is not its own."""

    def __init__(self, *, day_first: bool) -> None:
        self.day_first = day_first

    def whole(self, text: str) -> str:
        """A date, in EDTF."""
        ways: tuple[Callable[[str], str | None], ...] = (self._bounded, self._about, self._span, self._term)
        for way in ways:
            if edtf := way(text):
                return edtf
        raise UnreadableDate(Unreadable.UNKNOWN)

    def _bounded(self, text: str) -> str | None:
        if (match := _BY.fullmatch(text)) and (last := self._term(match["date"])):
            return f"../{last}"
        if (
            (match := _BY_DAY.fullmatch(text))
            and (last := self._term(match["date"]))
            and len(last) == len("2027-03-14")
        ):
            return f"../{last}"
        if (match := _BEFORE.fullmatch(text)) and (after := self._term(match["date"])):
            return f"../{_one_before(after)}"
        if (match := _FROM.fullmatch(text)) and (first := self._term(match["date"] or match["since"])):
            return f"{first}/.."
        return None

    def _about(self, text: str) -> str | None:
        match = _ABOUT.fullmatch(text)
        date = self._term(match["date"]) if match else None
        return f"{date}~" if date else None

    def _span(self, text: str) -> str | None:
        if months := _MONTHS_OF_YEAR.fullmatch(text):
            ends = [f"thang {months[each]}{months['year']}" for each in ("first", "last")]
        elif match := _BETWEEN.fullmatch(text):
            ends = [each for each in match.groups() if each is not None]
        else:
            return None
        last = self._term(ends[1])
        first = self._term(ends[0]) or (self._month_of(ends[0], last) if last else None)
        return f"{first}/{last}" if first and last else None

    def _month_of(self, text: str, last: str) -> str | None:
        """A month that leaves its year to the month that it reaches to."""
        match = MONTH_ALONE.fullmatch(_bare(text))
        is_month = len(last) == len("2027-03") and int(last[5:]) <= 12
        return self._term(f"{match[0]} {last[:4]}") if match and is_month else None

    def _term(self, text: str) -> str | None:
        bare = _bare(text)
        if match := DAY_IN_NUMBERS.fullmatch(bare):
            return self._day_in_numbers(match)
        if _ISO_PART.fullmatch(bare):
            return bare
        return next((spelt(match) for pattern in TERMS if (match := pattern.fullmatch(bare))), None)

    def _day_in_numbers(self, match: re.Match[str]) -> str:
        numbers = match["first"], match["second"]
        orders = [numbers] if self.day_first else [numbers, numbers[::-1]]
        days = {f"{match['year']}-{int(month):02}-{int(day):02}" for day, month in orders}
        found = [each for each in days if _is_edtf(each)]
        if len(found) != 1:
            raise UnreadableDate(Unreadable.TWO_READINGS if found else Unreadable.NO_SUCH_DAY)
        return found[0]


def _bare(text: str) -> str:
    while match := SMALL.match(text):
        text = text[match.end() :]
    return text


def _one_before(edtf: str) -> str:
    """The year, half, quarter, month or day that ends where this one begins."""
    try:
        term = read_term(edtf)
        day = term.earliest - timedelta(days=1)
    except (MalformedDate, OverflowError) as error:
        raise UnreadableDate(Unreadable.NO_SUCH_DAY) from error
    return f"{day.year:04}{_part(term, day.month, day.day)}"


def _part(term: Term, month: int, day: int) -> str:
    return {
        "year": "",
        "half": f"-{39 + (month + 5) // 6}",
        "quarter": f"-{32 + (month + 2) // 3}",
        "month": f"-{month:02}",
    }.get(term.precision, f"-{month:02}-{day:02}")
