"""Workbooks: what goes in comes out, text stays text, and what does not fit is said."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from commitments.reports.render import workbook
from commitments.reports.render.workbook import LONGEST, TooManyRows, write_workbook
from tests.reports import sheets

ON = date(2026, 11, 22)


def written(*rows: list[Any]) -> bytes:
    """A workbook of these rows under two columns."""
    file = BytesIO()
    write_workbook(["one", "two"], rows, file, on=ON)
    return file.getvalue()


def test_texts_numbers_and_answers_are_read_back_under_their_header() -> None:
    rows = [["Hà Nội <&> ວຽງຈັນ", -30], [True, None], [None, False], ["two\nlines", 0]]
    assert sheets.cells(written(*rows)) == [
        ["one", "two"],
        ["Hà Nội <&> ວຽງຈັນ", -30],
        [True],
        [None, False],
        ["two\nlines", 0],
    ]


def test_a_day_is_a_day_and_one_before_1900_is_text() -> None:
    book = written([date(2026, 2, 5), date(1893, 10, 3)])
    _header, (late, early) = sheets.cells(book)
    assert (sheets.day(late), early) == (date(2026, 2, 5), "1893-10-03")
    assert 'formatCode="yyyy-mm-dd"' in sheets.part(book, "xl/styles.xml")


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1+1}", "https://example.org/", "mailto:a@example.org", "5", "+1", "@SUM(A1)"]
)
def test_a_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    book = written([text, text])
    assert sheets.cells(book)[1] == [text, text]
    assert "hyperlink" not in sheets.part(book, sheets.SHEET)


def test_the_header_stays_in_sight() -> None:
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheets.part(
        written(), sheets.SHEET
    )


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    _header, (fits, cut) = sheets.cells(written(["a" * LONGEST, "a" * (LONGEST + 1)]))
    assert (fits, cut) == ("a" * LONGEST, "a" * (LONGEST - 1) + "…")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 3)
    assert len(sheets.cells(written(["a"], ["b"]))) == 3
    with pytest.raises(TooManyRows):
        written(["a"], ["b"], ["c"])


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written(["a", 1]) == written(["a", 1])
    assert written(["a", 1]) != written(["a", 2])
