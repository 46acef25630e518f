"""Reading a workbook of one sheet, strictly: what a formula once gave is not read, and no cell is guessed."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.conf import settings
from django.utils.translation import gettext as _

from commitments.admin.spreadsheets.archives import check_archive, damaged
from commitments.admin.spreadsheets.escapes import unescaped
from commitments.admin.spreadsheets.headers import checked
from commitments.admin.spreadsheets.unreadable import MOST, Unreadable, called, letters, outside, too_far_down, wrong_at

FORMULA, ERROR = "f", "e"
LAST = 1_048_576
"""The last row of any sheet. Below the last one of the table there may be any number of empty ones."""
MOST_CELLS = 2_000_000
"""How many cells are looked at, empty ones included: a row that holds one far to the right has thousands."""
Rows = list[list[Any]]


def read_workbook(content: bytes) -> Rows:
    """The header and the rows of its one sheet, all as wide as the header. Raises Unreadable."""
    check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a workbook also holds and a table does not need
            return _table(content)
    except Unreadable:
        raise
    except Exception as error:  # a damaged part fails in whichever way its reader happens to
        raise Unreadable(damaged()) from error


def _table(content: bytes) -> Rows:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    if not book.sheetnames:
        raise Unreadable(damaged())
    if len(book.sheetnames) != 1:
        raise Unreadable(
            _("The workbook has %(count)d sheets: leave the one that holds the table.")
            % {"count": len(book.sheetnames)}
        )
    rows = _rows(book.worksheets[0])
    header = checked([str(cell.value or "").strip() for cell in _until_last(next(rows, ()))])
    return [header, *_read_all(rows, header)]


def _rows(sheet: Any) -> Iterator[Any]:
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    yield from sheet.iter_rows()


def _read_all(rows: Iterator[Any], header: list[str]) -> Rows:
    table: Rows = []
    problems: list[str] = []
    for number, cells in _within_bounds(rows):
        if number <= settings.IMPORT_ROWS + 1:
            problems.extend(_problems(number, cells, header))
            table.append([_value(cell) for cell in cells[: len(header)]] + [None] * (len(header) - len(cells)))
        elif cells:
            filled = sum(any(each is not None for each in row) for row in table)
            first = next(index for index, cell in enumerate(cells) if not _is_empty(cell))
            raise Unreadable(too_far_down(number, called(header, first), filled=filled))
        if len(problems) >= MOST:
            break
    if problems:
        raise Unreadable(*problems)
    while table and not any(each is not None for each in table[-1]):
        table.pop()
    return table


def _within_bounds(rows: Iterator[Any]) -> Iterator[tuple[int, list[Any]]]:
    """Each row's number and its cells up to the last that holds something. Raises Unreadable after MOST_CELLS cells."""
    seen, furthest = 0, (0, 0)
    for number, row in enumerate(rows, start=2):
        seen, furthest = seen + len(row), max(furthest, (len(row), number))
        if number > LAST:
            raise Unreadable(damaged())
        if seen > MOST_CELLS:
            raise Unreadable(_too_wide(*furthest))
        yield number, _until_last(row)


def _too_wide(width: int, number: int) -> str:
    told = _(
        "The sheet reaches as far as here, with more than %(most)d cells, nearly all of them empty: delete the empty "
        "columns and rows around the table."
    )
    return wrong_at(number, letters(width - 1), told % {"most": MOST_CELLS})


def _until_last(row: Any) -> list[Any]:
    """The cells up to the last that holds something."""
    cells = list(row)
    while cells and _is_empty(cells[-1]):
        cells.pop()
    return cells


def _is_empty(cell: Any) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _problems(number: int, cells: list[Any], header: list[str]) -> Iterator[str]:
    for index, cell in enumerate(cells):
        kind = getattr(cell, "data_type", None)
        if kind == FORMULA:
            yield wrong_at(number, called(header, index), _("It holds a formula: put its value there."))
        elif kind == ERROR:
            yield wrong_at(
                number,
                called(header, index),
                _("It holds the error %(error)s of a spreadsheet.") % {"error": str(cell.value)[:20]},
            )
        elif index >= len(header) and not _is_empty(cell):
            yield outside(number, called(header, index))


def _value(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return f"{100 * value:.10g}%"  # as the cell shows it: a spreadsheet keeps 0.4 of what is typed as 40%
    return value
