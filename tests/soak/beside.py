"""The control of the feed: a plain table beside the editions, as one would keep it who trusts a sequence or a clock."""

from datetime import datetime
from typing import Any

from django.db import connection

TABLE = (
    "CREATE TABLE beside (id bigint PRIMARY KEY, moment timestamptz NOT NULL, token text NOT NULL)",
    "CREATE INDEX beside_by_moment ON beside (moment)",
    "CREATE SEQUENCE beside_id",
)
CURSORS = {"id": "SELECT id, token FROM beside WHERE id > %s ORDER BY id LIMIT %s"} | {
    "moment": "SELECT moment, token FROM beside WHERE moment > %s ORDER BY moment LIMIT %s"
}


def draw() -> int:
    """A number of the sequence, taken when a change begins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('beside_id')")
        return int(cursor.fetchone()[0])


def add(drawn: int, moment: datetime, token: str) -> None:
    """A row with the number and the moment of the change's beginning."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO beside (id, moment, token) VALUES (%s, %s, %s)", [drawn, moment, token])


def after(name: str, last: Any, *, limit: int) -> list[tuple[Any, str]]:
    """At most `limit` rows after `last`, by "id" or by "moment", in that order."""
    with connection.cursor() as cursor:
        cursor.execute(CURSORS[name], [last, limit])
        return list(cursor.fetchall())
