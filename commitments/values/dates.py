"""Dates as they were promised: a day, a month, a year or an interval, never more exact than the words."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from commitments.values.calendar_terms import MalformedDate, Precision, Term, gettext_noop, malformed, read_term

__all__ = ["LONGEST", "MalformedDate", "Precision", "UncertainDate", "distance", "parse"]

LONGEST: Final = len("2027?-03?-14?/2028?-03?-14?")
"""The longest text that can be a date, in characters: what a column for it must hold."""


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date in the subset of EDTF (ISO 8601-2) that this project keeps.

    `text` is the date as written, kept as given. `earliest` and `latest` are the first and last day it can
    mean, both included; None is an open end. `approximate` (~ or %) and `uncertain` (? or %) say how sure the
    words are, on any part. They never widen the bounds: "about 2027" names no number of days to add, and
    nothing is invented.
    """

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool
    uncertain: bool
    precision: Precision


def parse(text: str) -> UncertainDate:
    """Return the date that `text` writes.

    Accepted: `2027`, half-years `2027-40` and `-41`, quarters `2027-33` to `-36`, months `2027-03`, days
    `2027-03-14`; ~ ? or % after any part; intervals `a/b`, `../b`, `a/..` of these. Raises MalformedDate, and
    nothing else, for any other string: the empty one too, as a date that is not known is left out.
    """
    if not text:
        raise malformed(text, gettext_noop("it is empty; leave the date out when there is none"))
    if len(text) > LONGEST:
        raise malformed(text, gettext_noop("it is longer than %(most)s characters"), most=str(LONGEST))
    earliest, latest, precision = _bounds(text)
    return UncertainDate(
        text=text,
        earliest=earliest,
        latest=latest,
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
        precision=precision,
    )


def distance(first: UncertainDate, newest: UncertainDate) -> int | None:
    """Return the slip in days from the last day of `first` to the last day of `newest`.

    Positive is later, negative earlier; None when either has no last day.
    """
    if first.latest is None or newest.latest is None:
        return None
    return (newest.latest - first.latest).days


def _bounds(text: str) -> tuple[date | None, date | None, Precision]:
    start, slash, end = text.partition("/")
    if not slash:
        term = read_term(text)
        return term.earliest, term.latest, term.precision
    first, last = _side(text, start), _side(text, end)
    _refuse_empty(text, first, last)
    return (first.earliest if first else None), (last.latest if last else None), "interval"


def _side(text: str, side: str) -> Term | None:
    if not side:
        raise malformed(text, gettext_noop("one side of the interval is missing; write .. for an open end"))
    return None if side == ".." else read_term(side)


def _refuse_empty(text: str, first: Term | None, last: Term | None) -> None:
    if first is None and last is None:
        raise malformed(text, gettext_noop("an interval open on both sides says nothing; leave the date out"))
    if first and last and first.earliest > last.latest:
        raise malformed(text, gettext_noop("the interval runs backwards"))
