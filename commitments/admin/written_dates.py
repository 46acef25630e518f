"""The form field of a date as people write it, which gives EDTF."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.admin.labels import reading_language
from commitments.values.written_dates import LONGEST_WRITTEN, Unreadable, UnreadableDate, read_written

DAY_FIRST = {"fr", "vi"}
"""The languages in which the day always stands before the month. English is written both ways."""

EXAMPLES = _(
    "A year, a month or a day, such as 2027, June 2027 or 30/06/2027; or before June 2027, by the end of 2027, "
    "2026-2027. Or EDTF."
)
TOLD = {
    Unreadable.UNKNOWN: _(
        "“%(text)s” cannot be read as one date for certain. Write it as in: 2027, June 2027, 30 June 2027, "
        "before June 2027, by the end of June 2027, 2026-2027."
    ),
    Unreadable.NO_SUCH_DAY: _(
        "“%(text)s” is not in the calendar. Write a day, month or year that there is, as in: 30 June 2027, June 2027, "
        "2027."
    ),
    Unreadable.TWO_READINGS: _(
        "“%(text)s” may be two different days. Write the month as a word or the year first, as in: 3 April 2027, "
        "2027-04-03."
    ),
    Unreadable.BACKWARDS: _("“%(text)s” ends before it begins. Write the earlier date first, as in: 2026-2027."),
}
MOST_QUOTED = 40
"""The characters of what was typed that an error repeats."""


class WrittenDateField(forms.CharField):
    """A date in words, in numbers or in EDTF; what can be read in two ways is refused, with examples."""

    def __init__(self, **options: Any) -> None:
        """Leave room for words, and say what can be written."""
        super().__init__(**{"max_length": LONGEST_WRITTEN, "help_text": EXAMPLES, **options})
        self.widget.attrs |= {"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        """The date in EDTF, or nothing."""
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return read_written(text, day_first=reading_language() in DAY_FIRST)
        except UnreadableDate as error:
            quoted = {"text": text[:MOST_QUOTED]}
            raise forms.ValidationError(TOLD[error.why], code=error.why, params=quoted) from error
