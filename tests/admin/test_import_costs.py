"""What is sent in is looked through once, however it is made."""

import pytest
from django.test import Client

from commitments.admin.spreadsheets import archives, workbooks
from commitments.admin.spreadsheets.unreadable import letters
from tests.admin.broken_cells import sparse
from tests.admin.tables import lines, rows_of, send, taken, told, workbook
from tests.factories import CommitmentFactory


def test_an_unended_tag_without_end_is_looked_through_once() -> None:
    assert (
        archives.MERGED.search(b"<mergeCell " * 20_000) is None
    )  # looked through from each beginning, it takes a minute
    assert archives.MERGED.search(b'<mergeCells><mergeCell ref="A1:B2"/>')


def test_rows_of_nothing_but_a_far_cell_are_not_read_without_end(aa: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_CELLS", 100)
    CommitmentFactory()
    (row,) = rows_of(taken(aa))
    far = [""] * 60 + [" "]
    sent = send(aa, workbook(list(row), *[far] * 3), name="table.xlsx")
    assert told(sent).startswith("Row 3, column BI: The sheet reaches as far as here, with more than 100 cells")


def test_far_cells_that_hold_nothing_are_passed_over(aa: Client) -> None:
    CommitmentFactory()
    (row,) = rows_of(taken(aa))
    columns, cells = list(row), list(row.values())
    blank = {(0, 16_383): " ", (1, 16_383): " ", (5, 40): " ", (1_048_575, 0): " "}
    book = sparse(columns, {(1, index): cell for index, cell in enumerate(cells)} | blank)
    wide = [*columns, *[""] * 60]
    rows = [[*cells, *[""] * 60], *[[""] * len(wide)] * 10_050]
    for content, name in ((book, "table.xlsx"), (lines(wide, *rows), "table.csv")):
        answer = send(aa, content, name)
        assert told(answer) == ""
        assert answer.context["incoming"].unchanged == 1


def test_a_cell_beside_the_table_of_a_wide_header_is_named(aa: Client) -> None:
    CommitmentFactory()
    (row,) = rows_of(taken(aa))
    content = lines([*row, "", ""], [*row.values(), "", "x"])
    assert (
        told(send(aa, content))
        == f"Row 2, column {letters(len(row) + 1)}: It stands outside of the table: no column is named above it."
    )
