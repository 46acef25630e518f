"""The past states that have been rebuilt, each a file that is never written again; the oldest make room for new ones."""

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils.connection import ConnectionDoesNotExist

from commitments.models import Edition
from commitments.models.search import FULL_TEXT
from commitments.past.rebuilding import Present, present, rebuild
from commitments.past.routing import rebuilt
from commitments.queries.then import Place, Then, set_place

ALIAS = "past"
ENGINE = "django.db.backends.sqlite3"
FORM = 7
"""Raise it whenever the same editions are rebuilt differently."""
KEPT = 24
"""How many states are kept. Each is about the size of the editions it is rebuilt from."""

# What is lost half-way is built again. Rows may come before those they refer to, and there are no accounts.
FILLING = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF")

WHOLE = 1967
"""What a file says of itself once everything is in it; an empty or torn one does not."""
HALF, ABANDONED = "half-", 3600

# One rebuilding at a time in each process: it is work, and two for the same state would do it twice. Only one more may
# wait for it, so that threads are left for those who ask nothing of the past.
_rebuilding = threading.Lock()
_waiting = threading.BoundedSemaphore(2)


class PastBusy(Exception):  # noqa: N818  it names what is the matter, and is answered with 503
    """Too many past states are being rebuilt: ask again in a moment."""


@contextmanager
def opened(then: Then) -> Iterator[None]:
    """Open the state of the record at `then` under ALIAS, in this thread; it is rebuilt when it is not on the shelf."""
    try:
        connection = _open(_on_the_shelf(then))
    except DatabaseError:  # another process made room in between, or the file was damaged
        connection = _open(_on_the_shelf(then))
    try:
        yield
    finally:
        _disconnect(connection)


def _open(path: Path) -> DatabaseWrapper:
    connection = _connect(f"file:{path}?mode=ro&immutable=1")
    try:
        with connection.cursor() as cursor:
            if cursor.execute("PRAGMA user_version").fetchone() != (WHOLE,):
                raise DatabaseError("This past state is not whole.")
    except DatabaseError:
        _disconnect(connection)
        path.unlink(missing_ok=True)
        raise
    return connection


def _on_the_shelf(then: Then) -> Path:
    folder: Path = settings.PAST
    now = present()
    path = folder / _name(then, now)
    if not path.exists():
        with _turn():
            if not path.exists():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _build(then, now, path)
                _make_room(folder)
    with suppress(FileNotFoundError):
        os.utime(path)  # the least recently asked for makes room first
    return path


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one's turn to rebuild, unless others wait already: then PastBusy, so that the present goes on."""
    if not _waiting.acquire(blocking=False):
        raise PastBusy
    try:
        with _rebuilding:
            yield
    finally:
        _waiting.release()


def _name(then: Then, now: Present) -> str:
    """A name that says everything the state depends on, so that no state is ever taken for another."""
    edition = Edition.objects.filter(number=then.until).values_list("digest", flat=True).first()
    depends_on = repr((FORM, then.until, edition, then.times.as_of, sorted(now.hidden.items()), sorted(now.copies)))
    return f"{then.until}-{then.times.as_of or 'all'}-{hashlib.sha256(depends_on.encode()).hexdigest()[:24]}.sqlite3"


def _build(then: Then, now: Present, path: Path) -> None:
    """Build it beside, and put it in its place whole: whoever finds it finds all of it."""
    with TemporaryDirectory(dir=path.parent, prefix=HALF) as scratch:
        half = Path(scratch) / "half.sqlite3"
        half.write_bytes(_empty())
        connection = _connect(f"file:{half}?mode=rw")
        try:
            copy_context().run(_fill, then, now, connection)
        finally:
            _disconnect(connection)
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.rename(path)


@cache
def _empty() -> bytes:
    """A file with all tables and no rows, made once in each process."""
    connection = _connect("file:empty?mode=memory")
    try:
        with connection.schema_editor() as editor:
            for model in rebuilt():
                editor.create_model(model)
            for statement in FULL_TEXT["sqlite"]:
                editor.execute(statement)
        return bytes(connection.connection.serialize())
    finally:
        _disconnect(connection)


def _fill(then: Then, now: Present, connection: DatabaseWrapper) -> None:
    set_place(Place(then, ALIAS))
    with connection.cursor() as cursor:
        for pragma in FILLING:
            cursor.execute(f"PRAGMA {pragma}")
    with transaction.atomic(using=ALIAS):
        rebuild(then, now, ALIAS)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version={WHOLE}")


def _connect(name: str) -> DatabaseWrapper:
    """A connection of this thread alone; the settings know nothing of it, as its file is another each time."""
    known = connections.configure_settings({DEFAULT_DB_ALIAS: {}, ALIAS: {"ENGINE": ENGINE, "NAME": name}})
    connection = DatabaseWrapper(known[ALIAS], ALIAS)
    connections[ALIAS] = connection
    return connection


def _disconnect(connection: DatabaseWrapper) -> None:
    connection.close()
    with suppress(ConnectionDoesNotExist):
        if connections[ALIAS] is connection:  # not one that was opened since
            del connections[ALIAS]


def _make_room(folder: Path) -> None:
    kept = sorted(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-KEPT]:
        path.unlink(missing_ok=True)
    for half in folder.glob(f"{HALF}*"):  # of a process that was killed while it rebuilt
        if time.time() - half.stat().st_mtime > ABANDONED:
            shutil.rmtree(half, ignore_errors=True)
