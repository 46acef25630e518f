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


class StoredCommitment(NamedTuple):
    """A commitment's stored record, and the columns that what depends on the day is computed from.

    `record` is its JSON in UTF-8, `recorded_at` the moment as records write it.
    """

    record: bytes
    edition: int
    recorded_at: str
    status: str
    due_earliest: date | None
    due_latest: date | None
    last_word_on: date | None
    review_interval: int


class StoredRecord(NamedTuple):
    """Any other noun's stored record."""

    record: bytes
    edition: int
    recorded_at: str


def commitments_read(rows: Iterable[Row]) -> list[StoredCommitment]:
    """What rows of STORED_COMMITMENT hold, as either driver gives them; further columns are left alone."""
    return [
        StoredCommitment(row[0], row[1], moment_read(row[2]), row[3], _day(row[4]), _day(row[5]), _day(row[6]), row[7])
        for row in rows
    ]


def _day(kept: Any) -> date | None:
    return date.fromisoformat(kept) if kept.__class__ is str else kept


def records_read(rows: Iterable[Row]) -> list[StoredRecord]:
    """What rows of STORED hold."""
    return [StoredRecord(record, edition, moment_read(at)) for record, edition, at, *_further in rows]


def moment_read(at: str) -> str:
    """A moment that was asked for as `Kept`, as records write it: PostgreSQL says that it is in UTC, SQLite knows."""
    return f"{at[:10]}T{at[11:].removesuffix('+00')}Z"
