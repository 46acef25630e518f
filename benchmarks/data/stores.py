"""Rows into tables as fast as each database takes them; what the data is measured for is the reading, not this."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction

from benchmarks.data.light import Table
from commitments.models import SearchKey

QUICK = (
    "PRAGMA synchronous=OFF",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA cache_size=-1000000",
    "PRAGMA journal_mode=OFF",
    "PRAGMA locking_mode=EXCLUSIVE",
)


class SqliteStore:
    """Many rows a statement, with nothing flushed: a crash means to begin again."""

    def open(self) -> None:
        """Give up durability for speed, on this connection."""
        with connection.cursor() as cursor:
            for pragma in QUICK:
                cursor.execute(pragma)

    def changing(self) -> AbstractContextManager[Any]:
        """One transaction."""
        return transaction.atomic()

    def add(self, table: Table, rows: Iterable[list[Any]]) -> None:
        """Add rows with the columns of the table."""
        columns = ", ".join(f'"{name}"' for name in table.columns)
        marks = ", ".join("?" for _each in table.columns)
        connection.ensure_connection()
        connection.connection.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)  # noqa: S608

    def close(self, _tables: Iterable[Table]) -> None:
        """Let the planner know what there is, and make the file what the tracker would have."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA locking_mode=NORMAL")
            cursor.execute("PRAGMA journal_mode=WAL")
        connection.close()


class PostgresStore:
    """COPY, without a check of each foreign key."""

    def open(self) -> None:
        """Let commits not wait for the disk, on this connection."""
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET maintenance_work_mem = '512MB'")

    def changing(self) -> AbstractContextManager[Any]:
        """One transaction."""
        return transaction.atomic()

    def add(self, table: Table, rows: Iterable[list[Any]]) -> None:
        """Add rows with the columns of the table. Triggers that follow search keys work as ever."""
        columns = ", ".join(f'"{name}"' for name in table.columns)
        role = "origin" if table.model is SearchKey else "replica"
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL session_replication_role = {role}")
            with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)

    def close(self, tables: Iterable[Table]) -> None:
        """Move the sequences on, and do what autovacuum would do in time."""
        models = [table.model for table in tables]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")
        connection.close()


Store = SqliteStore | PostgresStore


def store() -> Store:
    """The one for the database at hand."""
    return SqliteStore() if connection.vendor == "sqlite" else PostgresStore()
