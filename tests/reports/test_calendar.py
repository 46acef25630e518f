"""A calendar file that programs read as it is meant: whole days, words for what is not exact, the same name for good."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as any_
from icalendar import Calendar

from commitments.reports.render.calendar import Occasion, write_calendar

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
YEAR = Occasion(
    uid="AB-2025-001-deadline@example.org",
    first=date(2027, 1, 1),
    last=date(2027, 12, 31),
    summary="Due in 2027: A bridge; a road, and more",
    description="First line.\nSecond line.",
    address="https://example.org/en/commitments/AB-2025-001/",
    categories=["Trade, goods", "Roads"],
    revision=7,
    at=AT,
)


def written(*occasions: Occasion, name: str = "Deadlines", description: str = "All of them.") -> bytes:
    """A calendar of these in English."""
    return write_calendar(name, description, occasions, language="en")


def test_another_program_reads_what_was_meant() -> None:
    (event,) = Calendar.from_ical(written(YEAR)).events
    assert (event["uid"], event["dtstart"].dt, event["dtend"].dt) == (YEAR.uid, date(2027, 1, 1), date(2028, 1, 1))
    assert (str(event["summary"]), str(event["description"])) == (YEAR.summary, YEAR.description)
    assert (event["dtstamp"].dt, event["last-modified"].dt, event["sequence"]) == (AT, AT, 7)
    assert (event["url"], event["transp"]) == (YEAR.address, "TRANSPARENT")
    assert [str(each) for each in event["categories"].cats] == YEAR.categories


def test_every_line_ends_and_is_folded_as_the_rule_says() -> None:
    content = written(replace(YEAR, summary="Cầu Hữu nghị " * 40))
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_whole_day_has_no_hour_and_blocks_nobody() -> None:
    content = written(replace(YEAR, last=YEAR.first)).decode()
    assert "DTSTART;VALUE=DATE:20270101" in content
    assert "DTEND;VALUE=DATE:20270102" in content
    assert "TRANSP:TRANSPARENT" in content


def test_the_same_occasions_give_the_same_bytes() -> None:
    assert written(YEAR) == written(YEAR)
    assert written(YEAR) != written(replace(YEAR, revision=8))


def test_the_name_and_the_description_say_their_language_and_are_escaped() -> None:
    content = written(name="A, b; c", description="d\ne").decode()
    assert "NAME;LANGUAGE=en:A\\, b\\; c\r\n" in content
    assert "X-WR-CALNAME:A\\, b\\; c\r\n" in content
    assert "DESCRIPTION;LANGUAGE=en:d\\ne\r\n" in content


def test_the_last_day_of_all_calendars_breaks_nothing() -> None:
    (event,) = Calendar.from_ical(written(replace(YEAR, last=date.max))).events
    assert "dtend" not in event


@pytest.mark.parametrize("letter", ["\r", "\x00", "\x07", "\x7f", "\t"])
def test_what_no_calendar_may_hold_is_left_out(letter: str) -> None:
    (event,) = Calendar.from_ical(written(replace(YEAR, summary=f"A{letter}B"))).events
    assert str(event["summary"]) == "AB"


@given(any_.text(any_.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_any_words_come_back_as_they_were(words: str) -> None:
    (event,) = Calendar.from_ical(written(replace(YEAR, summary=words))).events
    assert str(event["summary"]) == words
