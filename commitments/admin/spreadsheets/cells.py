"""How one cell is read and written: each widget knows one kind of value, which it keeps as plain text.

What a widget keeps is the same in every language: `2026-12-31`, `40`, `in_progress`, `ministry-1; ministry-2`. It
is written for the reader's language, and read in the reader's or in the plain form. ValueError says what is wrong.
"""

import re
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from import_export.widgets import Widget

from commitments.admin.spreadsheets.habits import Habits
from commitments.models.uncertain import told as why_no_date
from commitments.values.dates import MalformedDate, parse
from commitments.values.texts import one_newline
from commitments.values.written_dates import Unreadable, UnreadableDate, read_written

LONGEST = 32_767
"""How many characters a cell of a workbook holds."""
BETWEEN = "; "
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
IN_NUMBERS = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}")
"""A day and a month in an order that languages do not share."""
SHARE = re.compile(r"(.*?)\s*%")
UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
LOST = "\ufffd"

Written = str | int | date
"""What is written into a cell of a workbook."""


class Cell(Widget):  # type: ignore[misc]  # the library ships no types
    """A text of any length."""

    def __init__(self, habits: Habits) -> None:
        """Read and write in a language's habits."""
        super().__init__()
        self.habits = habits

    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> str:
        """What a cell says; ValueError when it says nothing of this kind."""
        written = plain(value)
        check_characters(written)
        return self.read(written) if written else ""

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """How a value is written as text."""
        return str(value or "")

    def typed(self, value: str) -> Written:
        """How a value is written into a workbook."""
        return self.render(value)

    def read(self, written: str) -> str:
        """What a cell with something in it says."""
        return written


class Day(Cell):
    """A day."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Take a workbook's own days as they are, unless they have an hour."""
        if isinstance(value, datetime):
            return _whole_day(value)
        if isinstance(value, date):
            return value.isoformat()
        return super().clean(value, row, **kwargs)

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """In the reader's order."""
        found = ISO_DAY.fullmatch(value or "")
        return "/".join(reversed(found.groups())) if found and self.habits.day_first else str(value or "")

    def typed(self, value: str) -> Written:
        """As a day, which a spreadsheet shows in its own way."""
        return date.fromisoformat(value) if value else ""

    def read(self, written: str) -> str:
        """Read 2026-12-31 and 1 January 2027 in every language, and 31/12/2026 where days come first."""
        if (told := self.told(written)) is None or not ISO_DAY.fullmatch(told):
            raise ValueError(
                _("“%(written)s” is no day: write it as %(example)s.")
                % {"written": brief(written), "example": self.habits.example}
            )
        return told

    def told(self, written: str) -> str | None:
        """The date that is written, in EDTF; none when it is written in no way that is known here."""
        if found := ISO_DAY.fullmatch(written):
            return _existing(written, *found.groups())
        if IN_NUMBERS.fullmatch(written) and not self.habits.day_first:
            return None
        try:
            return read_written(written, day_first=self.habits.day_first)
        except UnreadableDate as error:
            if error.why is Unreadable.NO_SUCH_DAY:
                raise _no_such_day(written) from error
            return None


class Uncertain(Day):
    """A date as exact as the words: 2027, 2026-06, or a day."""

    def typed(self, value: str) -> Written:
        """As text: a spreadsheet would take 2027 in a cell for days for the 2027th day of its calendar."""
        return self.render(value)

    def read(self, written: str) -> str:
        """Read a date in words or numbers, and anything else as EDTF."""
        if (told := self.told(written)) is not None:
            return told
        try:
            return parse(written).text
        except MalformedDate as error:
            raise ValueError(why_no_date(error)) from error


class Whole(Cell):
    """A whole number."""

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        """Without signs between its digits, which half of the programs take for a text."""
        return str(value or "")

    def typed(self, value: str) -> Written:
        """As a number."""
        return int(value) if value else ""

    def read(self, written: str) -> str:
        """Read 3650, and 3 650, 3.650 or 3,650 as the language groups digits; 40,0 is 40."""
        grouped = f"[0-9]{{1,3}}(?:[{self.habits.grouping}][0-9]{{3}})+"
        found = re.fullmatch(rf"(-?(?:[0-9]+|{grouped}))(?:{re.escape(self.habits.decimal)}0+)?", written)
        if not found or len(written) > 30:
            raise ValueError(_("“%(written)s” is no whole number.") % {"written": brief(written)})
        return str(int(re.sub(f"[{self.habits.grouping}]", "", found[1])))


class Share(Whole):
    """A whole number of hundredths, with or without the sign for them."""

    def read(self, written: str) -> str:
        """Read 40, 40% and 40 %."""
        found = SHARE.fullmatch(written)
        return super().read(found[1] if found else written)


class Choice(Cell):
    """One word of a closed list: the record's own, or as the reader's language says it."""

    def __init__(self, habits: Habits, choices: Any) -> None:
        """Know the words."""
        super().__init__(habits)
        self.words = {str(value): str(value) for value in choices.values}
        self.labels = {str(label).casefold(): str(value) for value, label in choices.choices}

    def read(self, written: str) -> str:
        """Take the word."""
        if found := self.words.get(written) or self.labels.get(written.casefold()):
            return found
        raise ValueError(
            _("“%(written)s” is none of these words: %(words)s.")
            % {"written": brief(written), "words": ", ".join(self.words)}
        )


class Names(Cell):
    """The names of several records, in no order."""

    def read(self, written: str) -> str:
        """Refuse one that is there twice."""
        names = [name for each in written.split(";") if (name := each.strip())]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(_("“%(name)s” is there twice.") % {"name": brief(doubled[0])})
        return several(names)


def several(names: Any) -> str:
    """Several names in one cell."""
    return BETWEEN.join(sorted(names))


def plain(value: Any) -> str:
    """A cell's value as text, with one kind of line break and no white space around it."""
    if isinstance(value, bool):
        raise ValueError(_("It holds “true” or “false” where a text, a number or a day belongs."))
    if isinstance(value, float):
        value = _whole_number(value)
    if isinstance(value, datetime | time | date):
        raise ValueError(_("It holds a day or an hour where none belongs: format the cell as text."))
    return unbroken(str(value)) if value is not None else ""


def unbroken(words: str) -> str:
    """A text with one kind of line break and no white space around it."""
    return one_newline(words).strip()


def check_characters(written: str) -> None:
    """Refuse what is longer than a cell, and characters that no text has or that stand for lost ones."""
    if len(written) > LONGEST:
        raise ValueError(
            _("It has %(count)d characters; a cell holds %(most)d.") % {"count": len(written), "most": LONGEST}
        )
    if LOST in written:
        raise ValueError(_("It has “�” where a letter was lost: save the file as CSV UTF-8 from where it was written."))
    if UNPRINTED.search(written):
        raise ValueError(_("It has a control character that no text needs: type it anew."))


def brief(written: str) -> str:
    """The beginning of what is written, to be told in a sentence."""
    return written if len(written) <= 60 else f"{written[:59]}…"


def _whole_number(value: float) -> int:
    if not value.is_integer():
        raise ValueError(
            _("It holds the number %(number)s where a whole number or a text belongs.") % {"number": value}
        )
    return int(value)


def _whole_day(value: datetime) -> str:
    if value.time() != time():
        raise ValueError(_("It holds an hour as well: leave the day alone in it."))
    return value.date().isoformat()


def _existing(written: str, year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise _no_such_day(written) from error


def _no_such_day(written: str) -> ValueError:
    return ValueError(_("There is no such day as %(written)s.") % {"written": brief(written)})
