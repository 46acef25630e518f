"""What is kept beside the tables, set aside while they are filled: made over all rows at once it takes a fraction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEPT = {
    "sqlite": """
        SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name LIKE 'commitments_%'
        AND type IN ('index', 'trigger')
    """,
    "postgresql": """
        SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        AND tablename LIKE 'commitments_%' AND indexname NOT IN (SELECT conname FROM pg_constraint)
    """,
}
"""Indexes, but for those of a constraint, and the triggers that follow the rows, each with its definition."""
WORDS = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%content=%'"
"""The indexes of words over a table's rows, which its triggers keep."""


@contextmanager
def indexes_set_aside() -> Iterator[None]:
    """Drop them, and make them again as they were when the block ends in order."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT[connection.vendor])
        kept = cursor.fetchall()
        for kind, name, _definition in kept:
            cursor.execute(f'DROP {kind} "{name}"')
    yield
    with connection.cursor() as cursor:
        for _kind, _name, definition in kept:
            cursor.execute(definition)
        if connection.vendor == "sqlite":
            cursor.execute(WORDS)
            for (name,) in cursor.fetchall():
                cursor.execute(f'INSERT INTO "{name}" ("{name}") VALUES (%s)', ["rebuild"])  # noqa: S608
