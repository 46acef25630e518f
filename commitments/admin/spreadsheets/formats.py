"""The two formats of the table, CSV and XLSX: bytes to rows and rows to bytes."""

import io
from datetime import date
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from tablib import Dataset

from commitments.admin.spreadsheets.cells import LONGEST, Choice
from commitments.admin.spreadsheets.csv_files import read_csv
from commitments.admin.spreadsheets.habits import MARK, Habits
from commitments.admin.spreadsheets.neutral import neutral
from commitments.admin.spreadsheets.sniffing import CSV, XLSX
from commitments.admin.spreadsheets.unreadable import Unreadable, wrong_at
from commitments.admin.spreadsheets.workbooks import read_workbook
from commitments.reports.render.workbook import FIRST_DAY, OPTIONS, WIDTH

QUOTE = '"'
WIDE = 40


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

    def export_data(self, dataset: Any, **_options: Any) -> bytes:
        """The bytes of a file."""
        rows = [dataset.headers, *dataset]
        lines = [self.habits.separator.join(self._spelt(str(cell)) for cell in row) + "\r\n" for row in rows]
        return (MARK + "".join(lines)).encode()

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

    def export_data(self, dataset: Any, **_options: Any) -> bytes:
        """The bytes of a file; Unreadable when a text is longer than a cell, and would come back cut."""
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, self._options) as book:
            sheet = book.add_worksheet("commitments")
            self._head(book, sheet, dataset)
            for number, row in enumerate(dataset, start=1):
                for index, cell in enumerate(row):
                    _write(sheet, number, index, cell, dataset.headers[index])
        return file.getvalue()

    @property
    def _options(self) -> dict[str, Any]:
        mine = {"constant_memory": False, "in_memory": True, "default_date_format": self.habits.day_format}
        return OPTIONS | mine

    def _head(self, book: Any, sheet: Any, dataset: Any) -> None:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet.freeze_panes(1, 1)
        for index, name in enumerate(dataset.headers):
            sheet.set_column(
                index, index, WIDE if "_" in name and name.startswith(("title", "summary")) else WIDTH, text
            )
            sheet.write_string(0, index, name, bold)
            if isinstance(widget := self.widgets.get(name), Choice) and len(dataset):
                source = list(widget.words)
                sheet.data_validation(1, index, len(dataset), index, {"validate": "list", "source": source})


def _write(sheet: Any, number: int, index: int, cell: Any, column: str) -> None:
    if isinstance(cell, int):
        sheet.write_number(number, index, cell)
    elif isinstance(cell, date) and cell >= FIRST_DAY:
        sheet.write_datetime(number, index, cell)
    elif len(text := str(cell)) > LONGEST:
        told = _("It has %(count)d characters; a cell holds %(most)d.") % {"count": len(text), "most": LONGEST}
        raise Unreadable(wrong_at(number + 1, column, told))
    elif text:
        sheet.write_string(number, index, text)


def _dataset(rows: list[list[Any]]) -> Any:
    header, *rest = rows
    return Dataset(*rest, headers=header)


FORMATS = {CSV: CsvTable, XLSX: XlsxTable}
