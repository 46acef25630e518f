"""Rows of which a condition on another table holds, in time that depends on what is shown and not on how many there are.

Few of them are listed first, and looked up. Many are met soon on a walk along the rows in their order, each asked by
itself. Left the choice, a database errs: it lists and sorts them all, or walks for one among a hundred thousand.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from django.db import connections
from django.db.models import BooleanField, Exists, Expression, F, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Rows = TypeVar("Rows", bound=QuerySet[Any])
Compiled = tuple[str, list[Any]]

MOST_HITS: Final[Mapping[str, int]] = {"postgresql": 2000, "sqlite": 5000}
"""How many hits are listed. More than these are common among the rows: a walk along them soon meets enough.

As measured among a hundred thousand: PostgreSQL takes 4 µs to list a hit, SQLite less than 1, and either 4 to 7 µs for
a step of the walk.
"""


def naming(rows: Rows, path: str, named: Iterable[Any]) -> Rows:
    """Those of the rows that lead on a path to any of these records, each row once; one query more, for the list."""
    holding = rows.model._default_manager.filter(**{f"{path}__in": list(named)})
    most = MOST_HITS[connections[rows.db].vendor]
    hits = list(holding.order_by().values_list("pk", flat=True).distinct()[: most + 1])
    if len(hits) <= most:
        return rows.filter(Listed("pk", hits)) if hits else rows.none()
    return rows.filter(Exists(holding.filter(pk=OuterRef("pk"))))


def shortest(rows: Rows, chosen: Rows) -> Rows:
    """What filters have chosen among the rows, so asked that a page of it in any order is found in a short time.

    SQLite takes the index of a filter however many rows it holds, and sorts them all. So its choice is made here: what
    is common is asked of one row after the other, on the walk along the order; what is not is listed, as it is now. One
    query, of so many rows as are listed at most; none on PostgreSQL, which chooses well by itself.
    """
    if chosen is rows or connections[rows.db].vendor != "sqlite":
        return chosen
    hits = list(chosen.order_by().values_list("pk", flat=True)[: MOST_HITS["sqlite"] + 1])
    if len(hits) > MOST_HITS["sqlite"]:
        return rows.filter(Exists(chosen.filter(pk=OuterRef("pk"))))
    return rows.filter(Listed("pk", hits)) if hits else rows.none()


class Condition(Expression):
    """A condition on the number of a commitment, which a row holds in a column."""

    conditional = True

    def __init__(self, commitment: str) -> None:
        super().__init__(output_field=BooleanField())
        self.column: Any = F(commitment)

    def get_source_expressions(self) -> list[Any]:
        """The column."""
        return [self.column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The column, as a query names it."""
        (self.column,) = exprs


class Listed(Condition):
    """It is one of these numbers, which travel as one parameter: a database takes only so many."""

    def __init__(self, commitment: str, numbers: list[int]) -> None:
        super().__init__(commitment)
        self.numbers = numbers

    def as_postgresql(self, compiler: SQLCompiler, _connection: Any, **_context: Any) -> Compiled:
        """An array, which the database looks up by hash."""
        column, parameters = compiler.compile(self.column)
        return f"{column} = ANY(%s::bigint[])", [*parameters, self.numbers]

    def as_sqlite(self, compiler: SQLCompiler, _connection: Any, **_context: Any) -> Compiled:
        """A JSON array, which the database takes apart into a table."""
        column, parameters = compiler.compile(self.column)
        # Left alone, the database fetches and sorts every row of the list. The plus keeps it walking in their order.
        walks = "+" if compiler.query.is_sliced and self._are_dense() else ""
        listed = "IN (SELECT value FROM json_each(%s))"
        return f"{walks}{column} {listed}", [*parameters, json.dumps(self.numbers)]

    def _are_dense(self) -> bool:
        """Whether a walk to the end of a page is shorter than the list: a row of the list costs twenty steps.

        A page is some fifty of them, and the greatest number tells about how many commitments there are.
        """
        return 20 * len(self.numbers) ** 2 > 50 * max(self.numbers)
