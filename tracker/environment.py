"""What the environment says, read early and refused in plain words."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured
from environ import Env

# Why each: see settings.py, under DATABASES.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON"
    ),
}
KEPT_SECONDS = 60
"""How long a connection is kept: to open one costs more than a page of records, on SQLite as well."""
POSTGRES = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"
SCHEMES = ("postgres://", "postgresql://", "sqlite:///")
ON = {"1", "true", "yes", "on"}
OFF = {"", "0", "false", "no", "off"}


def switch(env: Env, name: str) -> bool:
    """Whether a switch is on. A word that is neither on nor off is refused: "HTTPS=maybe" must not mean off."""
    word = str(env.str(name, default="")).strip().lower()
    if word not in ON | OFF:
        raise ImproperlyConfigured(f"{name} is {word!r}; write 1 to switch it on or 0 to switch it off.")
    return word in ON


def words(env: Env, name: str, *, default: list[str]) -> list[str]:
    """A list written with commas between its members."""
    return [word.strip() for word in env.list(name, default=default) if word.strip()]


def whole(env: Env, name: str, *, default: int, least: int = 0, most: int) -> int:
    """A whole number between two others."""
    text = str(env.str(name, default="")) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise ImproperlyConfigured(
            f"{name} is {text!r}; write a whole number from {least} to {most}, for example {name}={default}."
        )
    return int(text)


def port(env: Env) -> int:
    """The port to serve on."""
    return whole(env, "PORT", default=8000, least=1, most=65535)


def origin(env: Env) -> str:
    """The name that the record signs its checkpoints with: a name without a scheme, such as commitments.example.org."""
    text = str(env.str("ORIGIN", default="")) or "cooperation-commitment-tracker"
    if (
        not text.isprintable()
        or any(letter.isspace() or letter == "+" for letter in text)
        or text.endswith("/")
        or len(text) > 150
    ):
        raise ImproperlyConfigured(
            f"ORIGIN is {text!r}; write a short name without spaces, + or a last /, for example ORIGIN=commitments.example.org."
        )
    return text


def database(env: Env, *, default: Path) -> dict[str, Any]:
    """The database that DATABASE_URL names, PostgreSQL or an SQLite file; without it, the SQLite file `default`."""
    address = str(env.str("DATABASE_URL", default=""))
    if not address:
        return _sqlite({"NAME": str(default)})
    if not address.startswith(SCHEMES):
        raise ImproperlyConfigured(
            "DATABASE_URL must start with postgres:// or sqlite:///, "
            "for example postgres://user:password@127.0.0.1:5432/tracker."
        )
    try:
        found: dict[str, Any] = dict(Env.db_url_config(address))
    except ValueError:
        # The parser's own words may quote a piece of the password.
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; its form is postgres://user:password@host:5432/name, "
            "where a special character in the password is written as %40 and the like."
        ) from None
    if found["NAME"] in {"", ":memory:"}:
        raise ImproperlyConfigured("DATABASE_URL names no database; write its name or file after the last slash.")
    return _postgres(found) if found["ENGINE"] == POSTGRES else _sqlite(found)


def _sqlite(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"ENGINE": SQLITE, "CONN_MAX_AGE": KEPT_SECONDS, "OPTIONS": SQLITE_OPTIONS}


def _postgres(found: dict[str, Any]) -> dict[str, Any]:
    # Looked at before it is used again, and given up after 5 seconds without answer.
    # A host written with %2F is a folder with a socket in it.
    options = {"connect_timeout": 5} | found.get("OPTIONS", {})
    host = unquote(found["HOST"])
    return found | {"HOST": host, "CONN_MAX_AGE": KEPT_SECONDS, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def kept_secret(path: Path) -> str:
    """The secret in a file; made there, for its owner's eyes only, when there is none.

    The file appears whole or not at all, and of two processes that start together the first one's secret holds.
    """
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the database beside it is no one else's either
            _place(path, secrets.token_urlsafe(50))
        secret = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret cannot be kept in {path} ({error.strerror}); make that folder writable, or set SECRET_KEY."
        ) from error
    except UnicodeDecodeError:
        secret = ""
    if not secret:
        raise ImproperlyConfigured(f"{path} holds no secret; remove it, and a new secret will be made.")
    return secret


def _place(path: Path, secret: str) -> None:
    # mkstemp makes the file with mode 0600; a hard link, unlike a rename, never replaces what another process made.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret)
        path.hardlink_to(made)
    except FileExistsError:
        pass
    finally:
        made.unlink()
