"""Rows as an Excel workbook (Office Open XML) of one sheet."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types

from commitments.values.comma_separated import Cell

ROWS: Final = 1_048_576
"""How many rows a sheet holds, its header included."""

LONGEST: Final = 32_767
"""How many characters a cell holds."""

FIRST_DAY: Final = date(1900, 1, 1)
"""Days before it have no number in a workbook."""

CUT = "…"
WIDTH = 20
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


class TooManyRows(ValueError):  # noqa: N818  it names what is wrong
    """A sheet cannot hold so many rows."""


def write_workbook(header: Sequence[str], rows: Iterable[Sequence[Cell]], file: BinaryIO, *, on: date) -> None:
    """Write a sheet with its header frozen into a file; the same rows on the same day give the same bytes.

    Memory stays flat however many rows there are. A text is always text, never a formula or a link; one that is
    longer than a cell is cut and ends in “…”. A day before 1900 is written as text. Raises TooManyRows.
    """
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"created": datetime.combine(on, time(), UTC)})
        book.use_zip64()
        sheet = book.add_worksheet("commitments")
        sheet.set_column(0, len(header) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            if number >= ROWS:
                raise TooManyRows(number)
            _write_row(sheet, number, row)


def _write_row(sheet: Any, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if cell is not None:
            _write(sheet, number, column, cell)


def _write(sheet: Any, number: int, column: int, cell: str | int | date) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(number, column, cell)
    elif isinstance(cell, int):
        sheet.write_number(number, column, cell)
    elif isinstance(cell, date) and cell >= FIRST_DAY:
        sheet.write_datetime(number, column, cell)
    else:
        sheet.write_string(number, column, _fitting(str(cell)))


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
