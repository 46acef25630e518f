"""Questions that are put together once and asked often: Django takes longer to compile one than a database to answer it."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import InterfaceError, OperationalError, connections
from django.db.models import Expression, QuerySet
from psycopg.adapt import Loader

Row = tuple[Any, ...]
Compose = Callable[[], list[QuerySet[Any]]]
Execute = Callable[[Any, str, list[Any]], Any]
Prepare = Callable[[Hashable, Compose], list["Prepared"]]


class Slot(Expression):
    """Stands in a question for a value that differs from one asking to the next."""

    def __init__(self, name: str) -> None:
        """Take the name by which `Prepared.rows` is given the value."""
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        """A parameter that is this slot."""
        return "%s", [self]


class Undecoded(Loader):
    """Leaves what PostgreSQL says as the bytes that come from the server, which are UTF-8."""

    def load(self, data: Any) -> bytes:
        """Copy them: the driver uses its buffer again."""
        return bytes(data)


class Unread(Loader):
    """Leaves a moment as PostgreSQL writes it in UTC, such as `2026-02-06 03:14:00+00`."""

    def load(self, data: Any) -> str:
        """As text."""
        return bytes(data).decode()


LOADERS = {"text": Undecoded, "jsonb": Undecoded, "timestamptz": Unread}


def opened(connection: Any, sql: str, parameters: list[Any]) -> Any:
    """A cursor of its own that has the answer."""
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        _load_as_it_comes(cursor.cursor)
    cursor.execute(sql, parameters)
    return cursor


def at_once(connection: Any, sql: str, parameters: list[Any]) -> list[Row]:
    """The whole answer. On PostgreSQL from a cursor that is kept: to open one takes three times as long as to ask.

    Whoever watches the questions, such as a test that counts them, does so at cursors that are opened.
    """
    rows: list[Row]
    if connection.vendor != "postgresql" or connection.queries_logged or connection.execute_wrappers:
        with opened(connection, sql, parameters) as cursor:
            rows = cursor.fetchall()
        return rows
    connection.ensure_connection()
    connection.validate_thread_sharing()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        rows = _kept_cursor(connection).execute(sql, parameters).fetchall()
    return rows


def _kept_cursor(connection: Any) -> Any:
    # With the framework's own object, which goes with its thread: a cursor holds its connection, and would keep it open.
    cursor = getattr(connection, "kept_cursor", None)
    if cursor is None or cursor.connection is not connection.connection:
        cursor = connection.kept_cursor = connection.create_cursor()
        _load_as_it_comes(cursor)
    return cursor


def _load_as_it_comes(cursor: Any) -> None:
    for kind, loader in LOADERS.items():
        cursor.adapters.register_loader(kind, loader)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A compiled question. `sql` is empty when it can have no answer."""

    database: str
    sql: str
    parameters: tuple[Any, ...]

    def rows(self, **values: Any) -> list[Row]:
        """Ask it with these values in its slots; one query. Columns come as the driver reads them: see `stored`."""
        if not self.sql:
            return []
        rows: list[Row] = self._asked(values, at_once)
        return rows

    def blocks(self, size: int, **values: Any) -> Iterator[list[Row]]:
        """The same rows, at most so many at a time. Take them all at once: SQLite's reading goes on until the last."""
        if not self.sql:
            return
        with self._asked(values, opened) as cursor:
            while block := cursor.fetchmany(size):
                yield block

    def _asked(self, values: Mapping[str, Any], execute: Execute) -> Any:
        """What `execute` gives of its answer."""
        connection: Any = connections[self.database]
        # Asking is its own look at whether the connection still stands: one more, before, would take as long again.
        connection.health_check_done = True
        try:
            return execute(connection, self.sql, self._given(connection, values))
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or connection.is_usable():
                raise
            connection.close()  # the server has been started anew since
            return execute(connection, self.sql, self._given(connection, values))

    def _given(self, connection: Any, values: Mapping[str, Any]) -> list[Any]:
        given = {name: _stored(value, connection) for name, value in values.items()}
        return [given[each.name] if isinstance(each, Slot) else each for each in self.parameters]


def compiled(rows: QuerySet[Any]) -> Prepared:
    """The question of `values_list` rows, for the database that it is asked of now."""
    try:
        sql, parameters = rows.query.get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:
        return Prepared(rows.db, "", ())
    return Prepared(rows.db, sql, tuple(parameters))


class Questions:
    """Compiled questions by their names. A process has one of these, and whoever asks much in a row one more."""

    def __init__(self, most: int) -> None:
        """Keep so many."""
        self.most = most
        self.kept: dict[Hashable, list[Prepared]] = {}

    def prepared(self, name: Hashable, rows: Compose) -> list[Prepared]:
        """The questions `rows()`, compiled; those of the same name are compiled once.

        The name must say everything that the questions depend on but the values in their slots: also the state of the
        record, as far as they were put together from what is stored.
        """
        found = self.kept.get(name)
        if found is None:
            found = [compiled(each) for each in rows()]
            if len(self.kept) >= self.most:
                self.kept.clear()
            self.kept[name] = found
        return found

    def of(self, whole: Hashable) -> Prepare:
        """The questions over one selection, whose name goes before theirs. Without a name nothing is kept."""
        if whole is None:
            return lambda _name, rows: [compiled(each) for each in rows()]
        return lambda name, rows: self.prepared((whole, name), rows)

    def forget(self) -> None:
        """Compile everything anew: for whoever has put another database in the place of this one."""
        self.kept.clear()


KEPT = Questions(most=300)
"""Those of this process. One that lists the hits of a filter takes up to 35 kilobytes."""


def _stored(value: Any, connection: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
