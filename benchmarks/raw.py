"""The raw limit: the driver alone fetches the same stored records, in one prepared statement."""

from typing import Any

import psycopg
from django.db import connection

from benchmarks.interleaving import Call

STORED = """
SELECT edition.record FROM commitments_commitment JOIN commitments_edition edition
ON edition.id = commitments_commitment.edition_id
"""
PUBLIC = "commitments_commitment.visibility = 'public'"
BY_REFERENCE = "ORDER BY commitments_commitment.reference, commitments_commitment.id"


class Driver:
    """A connection of its own, with the settings of the tracker's."""

    def __init__(self) -> None:
        """Connect."""
        connection.ensure_connection()
        self.backends: set[int] = set()
        parameters = connection.get_connection_params()
        if connection.vendor == "sqlite":
            from sqlite3 import connect  # noqa: PLC0415  the other database has no use for it

            self._connection: Any = connect(parameters["database"], isolation_level=None)
        else:
            self._connection = psycopg.connect(self._address(parameters), autocommit=True)
            self._connection.prepare_threshold = 0
            self.backends = {self._connection.info.backend_pid, connection.connection.info.backend_pid}

    def fetching(self, statement: str) -> Call:
        """A call that fetches every row of a statement; a string in it is written as SQL, so no plan is a general one."""
        cursor = self._connection.cursor()
        return lambda: cursor.execute(statement).fetchall()

    @staticmethod
    def _address(parameters: dict[str, Any]) -> str:
        names = {"dbname", "user", "password", "host", "port"}
        return psycopg.conninfo.make_conninfo(**{name: parameters[name] for name in names & parameters.keys()})


def page(where: str = "", *, limit: int = 50, order: str = BY_REFERENCE) -> str:
    """The statement for a page of public records."""
    return f"{STORED} WHERE {PUBLIC} {where} {order} LIMIT {limit}"


def editions(after: int, *, limit: int) -> str:
    """The statement for a page of the public chain, with all that its statements tell."""
    columns = "public_number, noun, key, public_event, recorded_at, organisation, side, reason, record"
    digests = "public_previous, public_digest"
    return (
        f"SELECT {columns}, {digests} FROM commitments_edition "  # noqa: S608  written in this folder
        f"WHERE public_number > {after} ORDER BY public_number LIMIT {limit}"
    )
