"""What stands in front of a commitment's record on a day: all that depends on the day, spelt by the database.

A download has thousands of rows, and to spell five values takes Python longer than to read a record. None of them needs
an escape. A test holds them to `values.lateness` and to days counted by hand.
"""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, Func, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan

from commitments.models.commitments import lateness_on
from commitments.queries.stored import Utf8
from commitments.queries.then import then
from commitments.values.standing import CLOSED

Columns = tuple[Any, ...]


class Spelt(Func):
    """A text in which each %s stands for one of the values behind it. To put it together of pieces takes longer."""

    function = "FORMAT"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The name that older SQLite knows as well."""
        return self.as_sql(compiler, connection, function="PRINTF", **context)


class Moment(Func):
    """A moment as records write it: a fraction has six digits, or there is none."""

    arity = 1
    output_field = TextField()
    template = (
        """REPLACE(TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '') || 'Z'"""
    )

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps it so, but for the T and the Z."""
        return self.as_sql(compiler, connection, template="REPLACE(%(expressions)s, ' ', 'T') || 'Z'", **context)


class Days(Func):
    """The days from the second day to the first."""

    arity = 2
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps days as text."""
        template, joiner = "CAST(JULIANDAY(%(expressions)s) AS INTEGER)", ") - JULIANDAY("
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner, **context)


def told_on(on: date) -> Columns:
    """The columns of which `records.served` makes a commitment as JSON on a day: its record, and what goes before it."""
    spoken, age = Q(last_word_on__lte=on), Days(Value(on, DateField()), F("last_word_on"))
    old = Q(GreaterThan(age, F("review_interval"))) & ~Q(status__in=CLOSED)
    front = Spelt(
        Value(f'{{"edition":%s,"recorded_at":"%s","lateness":"%s","days_since_update":%s,"stale":%s{as_of()},'),
        "edition__public_number",
        Moment("edition__recorded_at"),
        lateness_on(on),
        _when(spoken, Cast(age, TextField())),
        # Null when no side has spoken: that nobody has looked is not that a word has grown old.
        _when(spoken, Case(When(old, then=TRUE), default=FALSE)),
    )
    return Utf8("edition__record"), Utf8(front)


TRUE, FALSE, NULL = (Value(word, TextField()) for word in ("true", "false", "null"))


def _when(condition: Q, told: Any) -> Case:
    return Case(When(condition, then=told), default=NULL, output_field=TextField())


def as_of() -> str:
    """A record cut down to what was true on a day is no longer the text that was signed, and says so by that day."""
    asked = then()
    return f',"as_of":"{asked.times.as_of}"' if asked and asked.times.as_of else ""
