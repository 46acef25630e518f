"""The two formats of the table, CSV and XLSX: bytes to rows and rows to bytes."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import islice
from tempfile import TemporaryFile
from typing import Any, TypeVar
from wsgiref.util import FileWrapper

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from tablib import Dataset

from commitments.admin.spreadsheets.cells import LONGEST, Choice
from commitments.admin.spreadsheets.csv_files import read_csv
from commitments.admin.spreadsheets.escapes import FaithfulSheet
from commitments.admin.spreadsheets.habits import MARK, Habits
from commitments.admin.spreadsheets.neutral import neutral
from commitments.admin.spreadsheets.sniffing import CSV, XLSX
from commitments.admin.spreadsheets.unreadable import Unreadable
from commitments.admin.spreadsheets.workbooks import read_workbook
from commitments.reports.render.workbook import FIRST_DAY, OPTIONS, WIDTH

QUOTE = '"'
WIDE = 40
CHUNK = 100
"""How many rows are sent together."""
BLOCK = 64 * 1024
T = TypeVar("T")


class CsvTable(base_formats.CSV):  # type: ignore[misc]  # the library ships no types
    """Comma-separated values, or semicolon-separated where the comma is the decimal sign.

    Excel takes the separator of the machine's own language, and UTF-8 only behind a mark: with both, each opens the
    file of its reader by a double click. A line “sep=;” would set the separator, but makes Excel forget the mark.
    """

    def __init__(self, habits: Habits) -> None:
        """Write in the habits of a language."""
        super().__init__("utf-8-sig")
        self.habits = habits

    def create_dataset(self, in_stream: bytes, **_options: Any) -> Any:
        """The rows of a file; Unreadable when it is no such table."""
        return _dataset(read_csv(in_stream))

    def written(self, header: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
        """The bytes of a file, a few rows at a time. When reading fails under way, its last row says so."""
        yield MARK.encode() + self._line(header)
        try:
            for some in chunked(map(self._line, rows), CHUNK):
                yield b"".join(some)
        except Exception:
            yield self._line([_("This file is not complete: reading failed under way. Take it again.")])
            raise

    def _line(self, cells: list[Any]) -> bytes:
        return (self.habits.separator.join([self._spelt(str(cell)) for cell in cells]) + "\r\n").encode()

    def _spelt(self, cell: str) -> str:
        text = neutral(cell)
        quoted = any(each in text for each in (self.habits.separator, QUOTE, "\n", "\r"))
        return f"{QUOTE}{text.replace(QUOTE, QUOTE * 2)}{QUOTE}" if quoted else text


class XlsxTable(base_formats.XLSX):  # type: ignore[misc]  # the same
    """A workbook of one sheet: texts are texts, never formulas, numbers are numbers and days are days."""

    def __init__(self, habits: Habits, widgets: Any = None) -> None:
        """Write days in the habits of a language, and offer the words of closed lists."""
        super().__init__()
        self.habits, self.widgets = habits, widgets or {}

    def create_dataset(self, in_stream: bytes, **_options: Any) -> Any:
        """The rows of a file; Unreadable when it is no such table."""
        return _dataset(read_workbook(in_stream))

    def written(self, header: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
        """The bytes of a file, which is written whole before the first of them.

        Memory stays flat however many rows there are. Unreadable when a text is longer than a cell, and would come
        back cut.
        """
        with ExitStack() as failing:
            file = failing.enter_context(TemporaryFile())
            with xlsxwriter.Workbook(file, OPTIONS | {"default_date_format": self.habits.day_format}) as book:
                self._fill(book, header, rows)
            file.seek(0)
            failing.pop_all()  # from here on the answer closes it, when it has been sent
        return FileWrapper(file, BLOCK)

    def _fill(self, book: Any, header: list[str], rows: Iterable[list[Any]]) -> None:
        sheet, number = self._head(book, header), 0
        for number, row in enumerate(rows, start=1):
            for index, cell in enumerate(row):
                _check_length(cell, reference=str(row[0]), column=header[index])
                _write(sheet, number, index, cell)
        for index, name in enumerate(header):
            if number and isinstance(widget := self.widgets.get(name), Choice):
                sheet.data_validation(1, index, number, index, {"validate": "list", "source": list(widget.words)})

    def _head(self, book: Any, header: list[str]) -> Any:
        text, bold, sheet = book.add_format({"num_format": "@"}), book.add_format({"bold": True}), _sheet(book)
        for index, name in enumerate(header):
            wide = WIDE if "_" in name and name.startswith(("title", "summary")) else WIDTH
            sheet.set_column(index, index, wide, text)
            sheet.write_string(0, index, name, bold)
        return sheet


def _sheet(book: Any) -> Any:
    book.use_zip64()
    sheet = book.add_worksheet("commitments", FaithfulSheet)
    sheet.freeze_panes(1, 1)
    return sheet


def _check_length(cell: Any, *, reference: str, column: str) -> None:
    if isinstance(cell, str) and len(cell) > LONGEST:
        told = _(
            "%(reference)s, column %(column)s: the text has %(count)d characters, and a cell of a workbook holds "
            "%(most)d. Take the table as CSV, which holds all of it."
        )
        raise Unreadable(told % {"reference": reference, "column": column, "count": len(cell), "most": LONGEST})


def _write(sheet: Any, number: int, index: int, cell: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(number, index, cell)
    elif isinstance(cell, date) and cell >= FIRST_DAY:
        sheet.write_datetime(number, index, cell)
    elif text := str(cell):
        sheet.write_string(number, index, text)


def chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut into lists of at most `size`."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _dataset(rows: list[list[Any]]) -> Any:
    header, *rest = rows
    return Dataset(*rest, headers=header)


FORMATS = {CSV: CsvTable, XLSX: XlsxTable}
