"""Rows as comma-separated values (RFC 4180)."""

from collections.abc import Iterable, Sequence
from datetime import date

Cell = str | int | bool | date | None

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
    return "".join([line(row) + END for row in rows])


def line(row: Sequence[Cell]) -> str:
    """Write one of them without its end."""
    return ",".join(_spelt(row))


def _spelt(row: Sequence[Cell]) -> list[str]:
    # Python's own csv.writer looks at each character for itself: it took as long as all else that a row costs.
    cells = []
    for cell in row:
        if cell is None:
            cells.append("")
        elif cell.__class__ is str:
            text = f"'{cell}" if cell[:1] in ACTIVE else cell
            quoted = "," in text or QUOTE in text or "\n" in text or "\r" in text
            cells.append(f"{QUOTE}{text.replace(QUOTE, QUOTE * 2)}{QUOTE}" if quoted else text)
        else:
            cells.append(SPELT[cell] if cell.__class__ is bool else str(cell))
    return cells


END = "\r\n"
QUOTE = '"'
SPELT = {True: "true", False: "false"}
