"""What stands in front of a commitment's record on a day: all that depends on the day, spelt by the database.

A download has thousands of rows, and to spell five values takes Python longer than to read a record. None of them needs
an escape. A test holds them to `values.lateness` and to days counted by hand.
"""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan

from commitments.models.commitments import lateness_on
from commitments.queries.spelling import Days, Moment, Spelt
from commitments.queries.stored import Utf8
from commitments.queries.then import then
from commitments.values.standing import CLOSED

Columns = tuple[Any, ...]


def told_on(on: date) -> Columns:
    """The columns of which `records.served` makes a commitment as JSON on a day: its record, and what goes before it."""
    front = Spelt(
        Value(f'{{"edition":%s,"recorded_at":"%s","lateness":"%s","days_since_update":%s,"stale":%s{as_of()},'),
        *EDITION,
        lateness_on(on),
        *_since_a_word(on, nothing="null"),
    )
    return Utf8("edition__record"), Utf8(front)


def lines_on(on: date, *, stamp: str) -> Columns:
    """The columns of which `records.lines` makes a commitment's line of a table on a day.

    The line that its edition keeps; the record where it keeps none with this stamp; and the cells of what is not recorded.
    """
    kept, stamped = F("edition__line"), Q(edition__line__startswith=stamp)
    daily = Spelt(Value(f"%s,%s,%s,{cut_to() or ''},%s,%s"), lateness_on(on), *_since_a_word(on, nothing=""), *EDITION)
    record = Case(When(stamped, then=None), default=F("edition__record"), output_field=TextField())
    return Utf8(Case(When(stamped, then=kept))), Utf8(record), Utf8(daily)


EDITION = ("edition__public_number", Moment("edition__recorded_at"))


def _since_a_word(on: date, *, nothing: str) -> tuple[Case, Case]:
    """How many days ago a side spoke last, and whether that word has grown old."""
    spoken, age = Q(last_word_on__lte=on), Days(Value(on, DateField()), F("last_word_on"))
    old = Q(GreaterThan(age, F("review_interval"))) & ~Q(status__in=CLOSED)
    # Nothing when no side has spoken: that nobody has looked is not that a word has grown old.
    told = (Cast(age, TextField()), Case(When(old, then=_word("true")), default=_word("false")))
    days, stale = (Case(When(spoken, then=each), default=_word(nothing), output_field=TextField()) for each in told)
    return days, stale


def _word(word: str) -> Value:
    return Value(word, TextField())


def as_of() -> str:
    """A record cut down to what was true on a day is no longer the text that was signed, and says so by that day."""
    day = cut_to()
    return f',"as_of":"{day}"' if day else ""


def cut_to() -> date | None:
    """The day to which the record that is asked is cut down; none for the record as it is or was."""
    asked = then()
    return asked.times.as_of if asked else None
