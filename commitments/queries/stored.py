"""Stored records as they are read for readers: as bytes, with the columns that what depends on the day is computed from."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BinaryField, Func, TextField

from commitments.queries.prepared import Row


class Utf8(Func):
    """A text as the bytes it is kept in. They are sent as they are: to decode and encode them costs more than to read them.

    To be asked by `Prepared.rows`, which has the driver of PostgreSQL leave texts as they come.
    """

    arity = 1
    template = "%(expressions)s"
    output_field = BinaryField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite gives bytes for what is no text."""
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS BLOB)", **context)


class Kept(Func):
    """A day or a moment as it is kept: to have Django read fifty of them costs more than the query.

    SQLite gives a text, for a day as well. PostgreSQL gives a day, and of a moment what it writes.
    """

    arity = 1
    template = "%(expressions)s"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A cast has no declared type, by which the driver would choose a reading."""
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS TEXT)", **context)


STORED = (Utf8("edition__record"), "edition__public_number", Kept("edition__recorded_at"))
STORED_COMMITMENT = (
    *STORED,
    "status",
    Kept("due_earliest"),
    Kept("due_latest"),
    Kept("last_word_on"),
    "review_interval",
)
"""A commitment's stored record, its edition and moment, and what all that depends on the day is computed from.

Its rows stay as the driver gives them: to make objects of fifty takes longer than to read them.
"""


class StoredRecord(NamedTuple):
    """Any other noun's stored record."""

    record: bytes
    edition: int
    recorded_at: str


def day_read(kept: Any) -> date | None:
    """A day that was asked for as `Kept`."""
    return date.fromisoformat(kept) if kept.__class__ is str else kept


def days_since(kept: Any, on: date) -> int | None:
    """How old a side's last word is, by its day that was asked for as `Kept`. A word of a later day is no word yet."""
    spoken_on = day_read(kept)
    return (on - spoken_on).days if spoken_on and spoken_on <= on else None


def records_read(rows: Iterable[Row]) -> list[StoredRecord]:
    """What rows of STORED hold."""
    return [StoredRecord(record, edition, moment_read(at)) for record, edition, at, *_further in rows]


def moment_read(at: str) -> str:
    """A moment that was asked for as `Kept`, as records write it.

    PostgreSQL says that it is in UTC, and leaves out the last zeros of a fraction; records write six digits, or none.
    """
    whole, point, fraction = at.removesuffix("+00").partition(".")
    return f"{whole[:10]}T{whole[11:]}{point}{fraction:0<6}Z" if point else f"{whole[:10]}T{whole[11:]}Z"
