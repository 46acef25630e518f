"""The databases' own command-line clients, and what they are told to write: the same rows, in the same order."""

import shutil
import sys
from collections.abc import Sequence

from django.db import connection

from benchmarks.raw import BY_REFERENCE, PUBLIC, STORED

RECORDS = f"{STORED} WHERE {PUBLIC} {BY_REFERENCE}"
OWN_WRITER = """
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(sys.argv[2])
while some := rows.fetchmany(2000):
    sys.stdout.write("".join(f"{row[0]}\\n" for row in some))
"""
"""What stands for the `sqlite3` program where it is not installed."""


def _columns(joined: str) -> str:
    """The statement for a table like the API's: texts, particulars, owners, sectors, the sides' newest words."""
    texts = ", ".join(f"{name}->>'{language}'" for name in ("title", "summary") for language in ("fr", "en", "vi"))
    owners = ", ".join(
        f"(SELECT {joined}(slug, '; ') FROM commitments_responsibility part JOIN commitments_organisation body "  # noqa: S608
        f"ON body.id = part.organisation_id WHERE part.commitment_id = commitments_commitment.id AND role = '{role}')"
        for role in ("lead", "co_lead", "support", "oversight", "beneficiary")
    )
    return (
        f"SELECT reference, {texts}, kind, force, level, {owners}, "  # noqa: S608  written here
        f"(SELECT {joined}(slug, '; ') FROM commitments_commitment_sectors link JOIN commitments_sector sector "
        "ON sector.id = link.sector_id WHERE link.commitment_id = commitments_commitment.id), "
        f"(SELECT {joined}(status, '; ') FROM commitments_statusupdate word "
        "WHERE word.commitment_id = commitments_commitment.id AND number > 3), "
        "made_on, due_earliest, due_latest, status, standing, progress, edition.public_number, edition.recorded_at "
        "FROM commitments_commitment JOIN commitments_edition edition "
        f"ON edition.id = commitments_commitment.edition_id WHERE {PUBLIC} {BY_REFERENCE}"
    )


def jsonl_clients() -> dict[str, list[str]]:
    """Commands that write every stored record on a line of its own."""
    if connection.vendor == "sqlite":
        return {"sqlite3" if shutil.which("sqlite3") else "Python’s sqlite3": _sqlite([], RECORDS)}
    return {"psql": _psql(RECORDS), "psql, COPY": _psql(f"COPY ({RECORDS}) TO STDOUT (FORMAT csv)")}


def csv_clients() -> dict[str, list[str]]:
    """Commands that write a table with the same columns, put together by the database."""
    if connection.vendor == "sqlite":
        return {"sqlite3 -csv": _sqlite(["-csv"], _columns("group_concat"))}
    return {"COPY": _psql(f"COPY ({_columns('string_agg')}) TO STDOUT (FORMAT csv)")}


def _sqlite(options: Sequence[str], statement: str) -> list[str]:
    file = str(connection.settings_dict["NAME"])
    if program := shutil.which("sqlite3"):
        return [program, "-readonly", *options, file, statement]
    return [sys.executable, "-c", OWN_WRITER, file, statement]


def _psql(statement: str) -> list[str]:
    where = connection.settings_dict
    return [
        "psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--host", where["HOST"], "--port", str(where["PORT"]),
        "--username", where["USER"], "--dbname", where["NAME"], "--command", statement,
    ]  # fmt: skip
