"""Rows as comma-separated values (RFC 4180)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from commitments.reports.tables import Cell

MARK = "\ufeff"
"""Opens the file: without it Excel takes UTF-8 for the code page of its machine."""

ACTIVE = frozenset("=+-@\t\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def comma_separated(rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows, each ended by CR LF. Whoever writes the first rows of a file writes `MARK` before them.

    A text that begins with = + - @ tab or CR gets a leading ', so that no spreadsheet runs what somebody wrote as a
    formula: who reads the file with a program takes that one character away again. Numbers and days are ours and
    stay as they are, a negative number too. What is unknown is empty; yes and no are true and false, as in JSON.
    """
    text = StringIO()
    csv.writer(text).writerows(map(_written, rows))
    return text.getvalue()


def _written(row: Sequence[Cell]) -> list[Cell]:
    # A table has millions of cells: two comparisons for each, and no call.
    return [
        (f"'{cell}" if cell[:1] in ACTIVE else cell)
        if cell.__class__ is str
        else SPELT[cell]
        if cell.__class__ is bool
        else cell
        for cell in row
    ]


SPELT = {True: "true", False: "false"}
