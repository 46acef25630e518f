"""A commitment's line of a table: what its record says, written once when its edition is made, and sent as it is.

To read a record and spell its forty cells takes longer than all else that a download costs. The line is told from the
record alone and changes as little as it does; whoever reads it looks first whether it has the columns of today.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from django.conf import settings

from commitments.records.tables import header, recorded_cells
from commitments.values import comma_separated
from commitments.values.comma_separated import END

FORM: Final = 1
"""Raise it when a cell is told or spelt in another way than before; a test fails until it is."""
STAMP: Final = 16
"""The characters of a stamp."""


def stamp() -> str:
    """What a line begins with: it is another one when the columns, or what stands in them, are others."""
    return _stamp(settings.CONTENT_LANGUAGES)


@cache
def _stamp(languages: tuple[str, ...]) -> str:
    columns = "\n".join([str(FORM), *header(languages)])
    return hashlib.sha256(columns.encode()).hexdigest()[:STAMP]


def line(record: bytes) -> str:
    """The stamp of today's columns, and the cells of a stored record as CSV, but for those of `tables.DAILY`."""
    return stamp() + _cells(record)


def is_told_by(record: str, kept: str | None) -> bool:
    """Whether a line is none, says what the record says, or has a stamp of other columns, by which nobody reads it."""
    if kept is None:
        return True
    if kept.startswith(stamp()):
        return kept == line(record.encode())
    return STAMPED.match(kept) is not None


def written(rows: Iterable[Any]) -> bytes:
    """The lines of rows of `queries.fronts.lines_on`, each ended by CR LF."""
    parts: list[Any] = []
    for kept, record, daily, *_further in rows:
        cells = _cells(record).encode() if kept is None else memoryview(kept)[STAMP:]
        parts += (cells, b",", daily, ENDED)
    return b"".join(parts)


def _cells(record: bytes) -> str:
    return comma_separated.line(recorded_cells(record, settings.CONTENT_LANGUAGES))


STAMPED: Final = re.compile(f"[0-9a-f]{{{STAMP}}}")
ENDED: Final = END.encode()
