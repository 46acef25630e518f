"""Reading CSV as spreadsheets save it, strictly: what could be read in two ways is refused with its row."""

import codecs
import csv
import io
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.admin.spreadsheets.columns import EDITION, REFERENCE
from commitments.admin.spreadsheets.headers import checked
from commitments.admin.spreadsheets.neutral import is_formula, plain_again
from commitments.admin.spreadsheets.unreadable import (
    MOST,
    Unreadable,
    called,
    outside,
    place,
    too_far_down,
    wrong_at,
)
from commitments.admin.texts import LONGEST

SEPARATORS = ",;\t"
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
Rows = list[list[str]]
csv.field_size_limit(2 * LONGEST)  # the longest text of a form goes out and comes in, with a ' before its every sign


def read_csv(content: bytes) -> Rows:
    """The header and the rows, all as wide as the header. Raises Unreadable."""
    text = decoded(content)
    rows = _rows(text)
    named = [each.strip() for each in next(rows)]
    header, width = checked(named), len(named)
    table: Rows = [header]
    problems: list[str] = []
    for number, cells in enumerate(rows, start=2):
        if number <= settings.IMPORT_ROWS + 1:
            table.append(_read(number, cells, header, width, problems))
        elif (index := _first_filled(cells)) is not None:
            filled = sum(any(row) for row in table[1:])
            raise Unreadable(too_far_down(number, called(header, index), filled=filled))
        if len(problems) >= MOST:
            break
    if problems:
        raise Unreadable(*problems)
    return table


def _first_filled(cells: list[str]) -> int | None:
    return next((index for index, cell in enumerate(cells) if cell.strip()), None)


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises Unreadable."""
    if content.startswith(UTF_32):
        raise Unreadable(_other_encoding())
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise Unreadable(_other_encoding()) from error
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    if "\x00" in text.partition("\n")[0]:
        raise Unreadable(_other_encoding())
    return text


def _other_encoding() -> str:
    return _("The letters of this file are in an encoding that cannot be known: save it as “CSV UTF-8”.")


def _rows(text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(wrong_at(number, "", _plainly(error))) from error


def _separator(text: str) -> str:
    """The sign that follows the name of a column that every table has; whichever splits the header most, else."""
    header = text.partition("\n")[0]
    follows = [
        each
        for each in SEPARATORS
        if f"{REFERENCE}{each}" in header.replace('"', "") or f"{each}{EDITION}" in header.replace('"', "")
    ]
    return (follows or sorted(SEPARATORS, key=header.count, reverse=True))[0]


def _plainly(error: csv.Error) -> str:
    told = str(error)
    if "unexpected end" in told:
        return _("A quotation mark opens a cell here or further down and is never closed; or the file is cut short.")
    if "field larger" in told:
        return _("A cell is longer than any spreadsheet's: is a quotation mark missing?")
    return _("A quotation mark stands inside of a cell: write it twice, and one more around the cell.")


def _read(number: int, cells: list[str], header: list[str], width: int, problems: list[str]) -> list[str]:
    """The cells under the header, which is `width` cells wide with the empty ones behind its last column."""
    if not any(cells):
        return [""] * len(header)
    if len(cells) != width:
        problems.append(
            _(
                "%(place)s has %(count)d cells, and the header has %(columns)d: is a separator or a quotation mark missing?"
            )
            % {"place": place(number), "count": len(cells), "columns": width}
        )
    problems.extend(_problems(number, cells, header))
    return [plain_again(cell) for cell in cells[: len(header)]]


def _problems(number: int, cells: list[str], header: list[str]) -> Iterator[str]:
    for index, cell in enumerate(cells):
        if is_formula(cell):
            yield wrong_at(number, called(header, index), _("It holds a formula: put its value there."))
        elif index >= len(header) and cell.strip():
            yield outside(number, called(header, index))
