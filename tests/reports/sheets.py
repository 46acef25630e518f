"""How these tests read a workbook: with the standard library alone, by the format's own description."""

import io
import re
import zipfile
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"
DAY_ZERO = date(1899, 12, 30)


def part(workbook: bytes, name: str) -> str:
    """The XML of one part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        assert parts.testzip() is None
        return parts.read(name).decode()


def cells(workbook: bytes) -> list[list[Any]]:
    """The rows of its one sheet: text, numbers, yes and no; None where a cell is empty. A day is a number."""
    root = ElementTree.fromstring(part(workbook, SHEET))  # noqa: S314  we have written it ourselves
    rows = []
    for row in root.iter(f"{MAIN}row"):
        found = {_column(cell.get("r", "")): _value(cell) for cell in row}
        rows.append([found.get(column) for column in range(max(found) + 1)] if found else [])
    return rows


def day(number: int) -> date:
    """The day that a number stands for in a workbook, from March 1900 on."""
    return DAY_ZERO + timedelta(days=number)


def _column(place: str) -> int:
    letters = re.sub("[0-9]", "", place)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Any) -> Any:
    kind, text = cell.get("t"), "".join(cell.itertext())
    assert cell.find(f"{MAIN}f") is None, "a formula"
    if kind == "inlineStr":
        return text
    return text == "1" if kind == "b" else int(text)
