"""What is sent in is looked through once, however it is made."""

import pytest
from django.test import Client

from commitments.admin.spreadsheets import archives, workbooks
from tests.admin.tables import rows_of, send, taken, told, workbook
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
    assert "split it" in told(sent)
