"""What must hold before the tracker can be served, each refusal a sentence that says what to do."""

import errno
import hashlib
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection

LOOPBACK = "127.0.0.1"
OLDEST_POSTGRES = 15
LARGEST_PORT = 65535


class CannotStart(Exception):  # noqa: N818 - it reads as the sentence it carries
    """The tracker cannot be served; the message says why, and what to do."""


def require_free_port(port: int) -> None:
    """Refuse a port of this machine that another program listens on, or that we may not use."""
    if not 1 <= port <= LARGEST_PORT:
        raise CannotStart(f"There is no port {port}; choose one from 1 to {LARGEST_PORT}: make run PORT=8080")
    with socket.socket() as probe:
        # A port whose last connections are still closing is free: the server will take it in the same way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen()
        except OSError as error:
            raise CannotStart(_about_port(port, error)) from error


def _about_port(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program; stop that program, or choose another port: make run PORT=8080"
        )
    return f"Port {port} cannot be used ({error.strerror}); choose another port: make run PORT=8080"


def require_database() -> None:
    """Refuse a database that does not answer, or that is too old for us. Makes the folder of an SQLite file."""
    try:
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        connection.ensure_connection()
        version = connection.get_database_version()
    except (DatabaseError, OSError) as error:
        raise CannotStart(_about_database(error)) from error
    if connection.vendor == "postgresql" and version < (OLDEST_POSTGRES,):
        raise CannotStart(f"PostgreSQL {version[0]} is too old; use PostgreSQL {OLDEST_POSTGRES} or newer.")


def _about_database(error: Exception) -> str:
    said = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return f"The database file {name} cannot be used ({said}); make it readable and writable, or move it away."
    return f"The database in DATABASE_URL cannot be used ({said}); start it, or correct DATABASE_URL."


def about_preparation(error: Exception) -> str:
    """What to say when the database or a file refused while everything was being made ready."""
    if isinstance(error, OSError):
        return f"{error.filename} cannot be written ({error.strerror}); make it writable, and start again."
    said = (str(error).splitlines() or [type(error).__name__])[0]
    return f"The database could not be made ready ({said}); if another start is under way, wait for it, and try again."


def collect_static_files() -> None:
    """Collect the static files when they changed since the last time, and then all of them afresh.

    What was collected is written down last: after an interruption the next call starts over.
    """
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _state_of_static_files()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != state:
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state, encoding="ascii")


def _state_of_static_files() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return digest.hexdigest()
