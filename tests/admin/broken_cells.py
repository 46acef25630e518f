"""Tables with one wrong cell each: made for the tests of the import, which must name its row and its column."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from tests.admin.broken_files import Broken
from tests.admin.tables import Row, workbook, written

# What each column refuses, and words of what is said of it.
WRONG: dict[str, dict[str, str]] = {
    "kind": {"projekt": "is none of these words", "1": "is none"},
    "force": {"strong": "is none"},
    "level": {"galaxy": "is none"},
    "visibility": {"secret": "is none", "": "cannot be blank"},
    "made_on": {
        "31/02/2026": "is not a date",
        "2026-02-30": "There is no such day",
        "2026-13": "",
        "janv-26": "",
        "2027/2026": "",
        "../..": "",
        "tomorrow": "",
        "": "cannot be blank",
        "20277": "",
        "２０２７": "",
    },
    "review_interval": {
        "0": "greater than or equal to 1",
        "-5": "greater than or equal to 1",
        "3651": "less than or equal to",
        "40,5": "is no whole number",
        "40.5": "is no whole number",
        "4e2": "is no whole number",
        "ninety": "is no whole number",
        "3 650": "is no whole number",
        "3.650": "is no whole number",
        "٣٠": "is no whole number",
        "9" * 25: "less than or equal to",
        "9" * 31: "is no whole number",
        "": "cannot be null",
    },
    "recurrence": {"EVERY DAY": "", "FREQ=SECONDLY": ""},
    "sectors": {"nowhere": "There is no “nowhere” on record", "a; a": "“a” is there twice"},
    "partnership": {"other": "There is no “other” on record", "": "Name the partnership"},
    "parent": {"AB-1999-001": "There is no", "AB-2024": "There is no"},
    "lead": {"nobody": "There is no “nobody” on record", "nobody; nobody": "there twice"},
    "deadline": {
        "31/12/2026": "",
        "Q5 2026": "",
        "03/04/2027": "",
        "2026-00": "",
        "2026-12-32": "There is no such day",
        "soon": "",
    },
    "deadline_basis": {"guessed": "is none of these words"},
    "deadline_phrase": {"x" * 201: "at most 200 characters"},
    "deadline_passage": {"a-text nowhere": "There is no “a-text nowhere” on record"},
    "word_status": {"not_assessed": "is none of these words", "": "cannot be blank"},
    "word_as_of": {
        "31/12/2025": "is no day: write it as 2026-12-31",
        "12/31/2025": "is no day",
        "03/04/25": "is no day",
        "2025-02-29": "There is no such day",
        "46022": "is no day",
        "2025": "is no day",
        "2999-01-01": "a day that has come",
        "": "Say on which day",
        "0000-01-01": "There is no such day",
    },
    "word_outlook": {"rosy": "is none of these words"},
    "word_progress": {
        "101": "less than or equal to 100",
        "-1": "",
        "50,5 %": "is no whole number",
        "%": "is no whole number",
        "50 %%": "",
        "0,5": "is no whole",
    },
    "word_awaiting": {"ZZ": "There is no “ZZ” on record", "CC": "It can only wait for a side", "AA; BB": "one alone"},
    "word_side": {"BB": "This is the word of BB", "ZZ": "This is the word of ZZ"},
    "edition": {"0": "", "1": "", "-1": "", "x": "is no whole number", "": "is on record already", "9" * 30: ""},
    "reference": {"": "Give the reference", "AB-1999-001": "There is no commitment AB-1999-001 that you may read"},
}
LOCAL: dict[str, dict[str, dict[str, str]]] = {
    "fr": {
        "word_as_of": {
            "31/02/2025": "",
            "12/31/2025": "",
            "2025/12/31": "",
            "1er janvier": "",
            "31.02.2025": "",
            "décembre 2025": "",
            "46022": "",
        },
        "review_interval": {"40.5": "", "3,650": "", "3.650": "", "40,5": "", "36 50": ""},
        "made_on": {"31/02/2025": "", "déc-25": ""},
    },
    "vi": {
        "word_as_of": {"30/02/2025": "", "12/31/2025": "", "31-02-2025": "", "ngày 1": "", "tháng 12 năm 2025": ""},
        "review_interval": {"3,650": "", "40,5": "", "3 650": "", "36.50": ""},
    },
}
SAYABLE = {"deadline_reason_en": "It moved."}
FORMULAS = (
    "title_en",
    "reference",
    "kind",
    "review_interval",
    "deadline",
    "word_as_of",
    "word_note_fr",
    "word_awaiting",
)


def wrong_values(rows: list[Row]) -> Iterator[Broken]:
    """Cells that hold nothing of their column's kind."""
    for column, values in WRONG.items():
        for value, says in values.items():
            content = written([rows[0], rows[1] | SAYABLE | {column: value}])
            yield Broken(f"{column} {value[:30]!r}", content, f"Row 3, column {column}: |{says}")


def other_locales(rows: list[Row]) -> Iterator[Broken]:
    """Days and numbers as another language writes them."""
    for language, columns in LOCAL.items():
        for column, values in columns.items():
            for value, says in values.items():
                row = {"reference": rows[1]["reference"], "edition": rows[1]["edition"], column: value}
                content = written([row], ";")
                yield Broken(f"{language}: {column} {value!r}", content, f" 2, |{column}|{says}", language=language)


def formulas(rows: list[Row]) -> Iterator[Broken]:
    """Formulas, with the values that they had when the file was saved."""
    for column in FORMULAS:
        for formula in ("=1+1", '=HYPERLINK("http://192.0.2.1")'):
            says = f"Row 2, column {column}: It holds a formula"
            yield Broken(f"{formula} in {column}", written([rows[0] | {column: formula}]), says)
        yield Broken(f"a formula of a workbook in {column}", computed(rows, column), says, "table.xlsx")


def computed(rows: list[Row], column: str) -> bytes:
    """A workbook in which a cell is computed, and its last value is the right one."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    page = made.add_worksheet()
    for index, (name, value) in enumerate(rows[0].items()):
        page.write_string(0, index, name)
        if name == column:
            page.write_formula(1, index, "=1+1", None, value)
        else:
            page.write_string(1, index, value)
    made.close()
    return file.getvalue()


def merged_cells(rows: list[Row]) -> Iterator[Broken]:
    """Cells that stand for several rows or columns."""
    for first, last, called in ((1, 2, "C2:C3"), (0, 1, "C1:C2")):
        for across in (2, 4):
            file = io.BytesIO()
            made = xlsxwriter.Workbook(file, {"in_memory": True})
            page = made.add_worksheet()
            for number, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
                page.write_row(number, 0, row)
            page.merge_range(first, 2, last, across, "title_fr")
            made.close()
            area = called.replace(":C", f":{'ABCDE'[across]}")
            yield Broken(
                f"merged {area}", file.getvalue(), f"The cells {area} are merged, from row {first + 1} on", "t.xlsx"
            )


def wrong_types(rows: list[Row]) -> Iterator[Broken]:
    """Cells of a workbook that are of another type than their column."""
    cells: dict[str, list[tuple[Any, str]]] = {
        "title_en": [(True, "“true” or “false”"), (dt.date(2026, 1, 1), "a day or an hour"), (1.5, "the number 1.5")],
        "kind": [(7, "is none of these words"), (False, "“true” or “false”")],
        "review_interval": [(40.5, "the number 40.5"), (dt.datetime.fromisoformat("2026-01-01"), "a day or an hour")],
        "word_as_of": [
            (46022, "is no day"),
            (dt.datetime.fromisoformat("2025-01-01T08:00"), "an hour as well"),
            (True, "“true”"),
        ],
        "reference": [(12, "Give the reference")],
        "edition": [(1.25, "the number 1.25"), (dt.date(2026, 1, 1), "a day or an hour")],
    }
    for column, values in cells.items():
        for value, says in values:
            made = [list(rows[0]), *(list(row.values()) for row in rows)]
            made[2] = [value if name == column else cell for name, cell in zip(made[0], made[2], strict=True)]
            yield Broken(f"{column} {value!r}", workbook(*made), f"Row 3, column {column}: |{says}", "table.xlsx")


def rows_at_odds(rows: list[Row]) -> Iterator[Broken]:
    """Rows that are each right and not right together."""
    first, second = rows
    twice = "This commitment is in row 2 already."
    yield Broken("a row twice", written([first, first]), f"Row 3, column reference: {twice}")
    yield Broken("a row thrice", written([first, second, first, first]), f"Row 4, column reference: {twice}|Row 5")
    moved = first | {"deadline": "2030", "deadline_basis": "explicit"}
    yield Broken("a deadline without a reason", written([moved]), "Row 2, column deadline_reason_fr: Say why")
    yield Broken(
        "a date without a basis", written([moved | SAYABLE | {"deadline_basis": ""}]), "Row 2, column deadline_basis"
    )
    undated = first | SAYABLE | {"deadline": "", "deadline_basis": "explicit"}
    yield Broken("a basis without a date", written([undated]), "Row 2, column deadline_basis: A deadline with a date")
    yield Broken("no title left", written([first | {"title_en": "", "title_fr": ""}]), "Row 2, column title_")
    yield Broken("its own parent", written([first | {"parent": first["reference"]}]), "Row 2, column parent: It cannot")
    new = first | {"edition": "", "reference": "AB-2026-001", "deadline_reason_en": "x"}
    yield Broken("another partnership's code", written([new | {"reference": "XY-2026-001"}]), "begins with the code")
    yield Broken("no reference at all", written([new | {"reference": "a road"}]), "A reference reads like")
    yield Broken("new without a title", written([new | {"title_en": "", "title_fr": ""}]), "Row 2, column title_")
    yield Broken(
        "new without a partnership", written([new | {"partnership": ""}]), "Row 2, column partnership: Name the"
    )
    yield Broken("new, and its reference taken", written([first | {"edition": ""}]), "Row 2, column edition")
    long = "x" * 40_000
    yield Broken(
        "a huge cell", written([first | {"summary_en": long}]), "Row 2, column summary_en: It has 40000 characters"
    )
    yield Broken("a cell beyond all limits", written([first | {"summary_en": long * 6}]), "Row 2: A cell is longer")


def far_cells(rows: list[Row]) -> Iterator[Broken]:
    """More rows than are taken, and cells that stand far from the others."""
    first, second = rows
    many = [first | {"reference": f"AB-2026-{number:05}"} for number in range(10_001)]
    few = ["reference", "edition"]
    yield Broken("too many rows", written(many, columns=few), "more than 10000 rows")
    yield Broken(
        "too many rows of a workbook", workbook(few, *([f"x{n}", "1"] for n in range(10_001))), "10000 rows", "t.xlsx"
    )
    far = workbook(["reference", "edition"], ["x", "1"], *([[]] * 10_100), ["y", "2"])
    yield Broken("a row far below", far, "Row 10103, column reference: It stands far below the table", "t.xlsx")
    below = written([first, *([dict.fromkeys(few, "")] * 10_100), second], columns=few)
    yield Broken("a row far below in CSV", below, "Row 10103, column reference: It stands far below the table")
    last = sparse(few, {(1_048_575, 1): "2"})
    yield Broken("a cell in the last row", last, "Row 1048576, column edition: It stands far below the table", "t.xlsx")
    right = sparse([*few, "title_en"], {(4, 16_383): "x"})
    yield Broken("a cell in the last column", right, "Row 5, column XFD: It stands outside of the table", "t.xlsx")
    named = sparse(few, {(0, 16_383): "x"})
    yield Broken("a name far to the right", named, "Row 1, column XFD: “x” is no column of the table", "t.xlsx")


def sparse(header: list[str], cells: dict[tuple[int, int], str]) -> bytes:
    """A workbook with a header and these cells by row and column."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    page = made.add_worksheet()
    page.write_row(0, 0, header)
    for (row, column), value in cells.items():
        page.write_string(row, column, value)
    made.close()
    return file.getvalue()
