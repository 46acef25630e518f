"""All-day events as a calendar file (iCalendar, RFC 5545 and 7986)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText

PRODUCT = "-//Cooperation Commitment Tracker//NONSGML deadlines//EN"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
REFRESH = timedelta(days=1)
"""How often a program that follows the calendar is asked to look again."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something on one day or on several. `first` and `last` are both included.

    `uid` is the same for good, in every language; `revision` grows whenever what is told of it changes, and `at` is
    when it did last.
    """

    uid: str
    first: date
    last: date
    summary: str
    description: str
    address: str
    categories: Sequence[str]
    revision: int
    at: datetime


def write_calendar(name: str, description: str, occasions: Iterable[Occasion], *, language: str) -> bytes:
    """Write a calendar; the same occasions in the same language give the same bytes.

    Every event lasts whole days and leaves its reader free: a deadline is no appointment.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _text(name, language))
    calendar.add("description", _text(description, language))
    # What programs read that are older than RFC 7986.
    calendar.add("x-wr-calname", _text(name))
    calendar.add("x-wr-caldesc", _text(description))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for occasion in occasions:
        calendar.add_component(_event(occasion, language))
    written: bytes = calendar.to_ical()
    return written


def _event(occasion: Occasion, language: str) -> Event:
    event = Event()
    event.add("uid", occasion.uid)
    event.add("dtstamp", occasion.at)
    event.add("last-modified", occasion.at)
    event.add("sequence", occasion.revision)
    event.add("dtstart", occasion.first)
    # The end is the first day on which it is over. After the last day of all calendars there is none.
    if occasion.last < date.max:
        event.add("dtend", occasion.last + timedelta(days=1))
    event.add("summary", _text(occasion.summary, language))
    event.add("description", _text(occasion.description, language))
    event.add("url", occasion.address)
    if occasion.categories:
        event.add("categories", [_plain(each) for each in occasion.categories])
    event.add("transp", "TRANSPARENT")
    return event


def _text(words: str, language: str = "") -> vText:
    return vText(_plain(words), params={"language": language} if language else None)


def _plain(words: str) -> str:
    """Without characters that no calendar may hold: all that control something but the end of a line."""
    return CONTROL.sub("", words)
