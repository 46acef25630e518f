"""Rows found by words, in time that depends on what is shown and not on how many rows hold the words."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from commitments.queries.hits import MOST_HITS, Compiled, Condition, Listed
from commitments.values.sought import Sought, readings

Rows = TypeVar("Rows", bound=QuerySet[Any])


def found(rows: Rows, query: str, *, commitment: str = "pk") -> Rows:
    """Those of the rows whose commitment holds every word of the query; all of them when it has no word.

    `commitment` is the field that holds the commitment's private number. What may not be read must be out of the rows
    already: whether they hold a query read in one way decides whether it is read in the next. One query, and two more
    for a query that can be read in two ways.
    """
    several = readings(query)
    if not several:
        return rows
    for sought in several[:-1]:
        chosen = _holding(rows, sought, commitment)
        if chosen.exists():
            return chosen
    return _holding(rows, several[-1], commitment)


def _holding(rows: Rows, sought: Sought, commitment: str) -> Rows:
    vendor = connections[rows.db].vendor
    hits = _hits(sought, rows.db, limit=MOST_HITS[vendor] + 1)
    if not hits:
        return rows.none()
    return rows.filter(Listed(commitment, hits) if len(hits) <= MOST_HITS[vendor] else _Holding(commitment, sought))


def _hits(sought: Sought, database: str, *, limit: int) -> list[int]:
    """The private numbers of some commitments that hold it; one query."""
    connection = connections[database]
    sql, parameters = BULK[connection.vendor](sought)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [*parameters, limit])
        return [pk for (pk,) in cursor.fetchall()]


class _Holding(Condition):
    """Its search key holds what is sought.

    A query that wants some rows in an order walks along them, and asks for the key of each. One that wants them all
    takes every hit from the index. A database that is left the choice errs where words are common.
    """

    def __init__(self, commitment: str, sought: Sought) -> None:
        super().__init__(commitment)
        self.sought = sought

    def as_postgresql(self, compiler: SQLCompiler, _connection: Any, **_context: Any) -> Compiled:
        """A subquery for one row, or one for all."""
        return self._as_sql(compiler, _in_postgresql(self.sought), "vector @@ %s::tsquery", [_tsquery(self.sought)])

    def as_sqlite(self, compiler: SQLCompiler, _connection: Any, **_context: Any) -> Compiled:
        """The same. The index takes long to open, so one row is looked at without it."""
        around = [f" {each} " for each in self.sought.whole] + [f" {each}" for each in self.sought.beginnings]
        holds = " AND ".join(["instr(' ' || text || ' ', %s)"] * len(around))
        return self._as_sql(compiler, _in_sqlite(self.sought), holds, around)

    def _as_sql(self, compiler: SQLCompiler, every: Compiled, holds: str, given: list[str]) -> Compiled:
        column, parameters = compiler.compile(self.column)
        if compiler.query.is_sliced:
            key = f"FROM commitments_searchkey WHERE commitment_id = {column}"
            return f"(SELECT {holds} {key})", [*given, *parameters]
        return f"{column} IN ({every[0]})", [*parameters, *every[1]]


def _in_postgresql(sought: Sought) -> Compiled:
    return "SELECT commitment_id FROM commitments_searchkey WHERE vector @@ %s::tsquery", [_tsquery(sought)]


def _in_sqlite(sought: Sought) -> Compiled:
    asked = [f'"{each}"' for each in sought.whole] + [f'"{each}"*' for each in sought.beginnings]
    return "SELECT rowid FROM commitments_searchkey_words WHERE commitments_searchkey_words MATCH %s", [" ".join(asked)]


def _tsquery(sought: Sought) -> str:
    return " & ".join([*sought.whole, *(f"{each}:*" for each in sought.beginnings)])


BULK: Final[Mapping[str, Callable[[Sought], Compiled]]] = {"postgresql": _in_postgresql, "sqlite": _in_sqlite}
"""What asks the index for the numbers of all commitments that hold what is sought, by the vendor of the database."""
