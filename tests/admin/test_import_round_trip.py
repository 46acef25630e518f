"""The table goes back in without a change, in every language and both formats, whatever the texts hold."""

import csv
import datetime as dt
import re
from contextlib import closing
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from commitments.admin.spreadsheets.formats import XlsxTable
from commitments.admin.spreadsheets.habits import habits_of
from commitments.admin.spreadsheets.neutral import neutral, plain_again
from commitments.admin.spreadsheets.workbooks import read_workbook
from commitments.models import Commitment
from tests.admin.broken_files import members
from tests.admin.pages import address
from tests.admin.tables import cells_of, on_record, rows_of, send, taken, told
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    OrganisationFactory,
    PassageFactory,
    ResponsibilityFactory,
    SectorFactory,
    SideFactory,
    StatusUpdateFactory,
)

LANGUAGES = ["fr", "en", "vi"]
SEPARATORS = {"fr": ";", "en": ",", "vi": ";"}
HARD = (
    "=1+1",
    "'=1+1",
    "''-1",
    "-1;2,3",
    "@x\t“y”",
    '"quoted"; and, more',
    "Two\nlines",
    "Two\r\nlines, the other way",
    "  Éàü ườ ນ 𝄞  ",
    "_x0041_ and \x07 and \u2028",
    "a\ufffeb_xFFFE_\x07\uffff",
    "_x005F\ufffe_",
    "31/12/2026",
    "1e5",
    "TRUE",
    "a,=1+1",
    "a; +1|@x\t-1",
    'a,"=1","\'=2',
    "',''= 1, '=2",
    "In short:\n- one\n\n=two",
)
ACTIVE = tuple("=+-@＝＋－＠")


@pytest.fixture
def full(db: None) -> Commitment:
    """A commitment with something in every column."""
    parent = CommitmentFactory()
    row = CommitmentFactory(
        title={"en": "A bridge", "fr": "Un pont ; à péage"},
        summary={"vi": "Cầu"},
        parent=parent,
        sectors=[SectorFactory(), SectorFactory()],
        recurrence="FREQ=YEARLY;INTERVAL=2",
        review_interval=3650,
    )
    ResponsibilityFactory(commitment=row)
    ResponsibilityFactory(commitment=row, organisation=OrganisationFactory(), role="lead")
    ResponsibilityFactory(commitment=row, role="oversight")
    DeadlineFactory(commitment=row, edtf="2026-12-31", phrase="rapidement", passage=PassageFactory())
    StatusUpdateFactory(
        commitment=row,
        outlook="at_risk",
        progress=0,
        note={"fr": "À moitié", "en": "Half"},
        next_step={"vi": "Rồi"},
        awaiting=SideFactory(code="BB"),
        as_of=dt.date(2025, 12, 30),
    )
    StatusUpdateFactory(commitment=row, side=SideFactory(code="BB"), status="stalled")
    return row


@pytest.fixture
def hard(full: Commitment) -> None:
    """Commitments whose texts a spreadsheet would mistake."""
    for text in HARD:
        row = CommitmentFactory(title={"en": text}, summary={"fr": f"{text}\n{text}"})
        DeadlineFactory(commitment=row, edtf="", basis="none", phrase=text[:20])
        StatusUpdateFactory(commitment=row, note={"vi": text}, next_step={"en": text * 40})


def in_language(client: Client, language: str) -> Client:
    """The same browser, set to a language."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unedited_table_changes_nothing(aa: Client, hard: None, kind: str, language: str) -> None:
    client, before = in_language(aa, language), on_record()
    response = send(client, taken(client, kind), f"table.{kind}")
    assert response.context["problems"] == []
    assert (response.context["incoming"].rows, response.context["incoming"].unchanged) == ([], 2 + len(HARD))
    assert response.redirect_chain == []
    assert on_record() == before


def test_the_page_says_that_nothing_changed(aa: Client, full: Commitment) -> None:
    page = send(aa, taken(aa)).content.decode()
    assert "Nothing changed." in page
    assert "2 rows of the file say what the record says." in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_is_written_as_a_spreadsheet_of_that_language_opens_it(aa: Client, full: Commitment, language: str) -> None:
    content = taken(in_language(aa, language))
    assert content.startswith(b"\xef\xbb\xbfreference" + SEPARATORS[language].encode() + b"edition")
    row = rows_of(content, SEPARATORS[language])[1]
    day, due = ("30/12/2025", "31/12/2026") if language != "en" else ("2025-12-30", "2026-12-31")
    assert (row["word_as_of"], row["deadline"], row["review_interval"]) == (day, due, "3650")
    assert (row["word_side"], row["word_progress"], row["word_status"]) == ("AA", "0", "in_progress")
    assert row["recurrence"] == "FREQ=YEARLY;INTERVAL=2"


def test_a_workbook_holds_numbers_and_days_as_such(aa: Client, full: Commitment) -> None:
    header, _parent, cells = cells_of(taken(aa, "xlsx"))
    row: dict[str, Any] = dict(zip(header, cells, strict=True))
    assert (row["review_interval"], row["word_progress"]) == (3650, 0)
    assert row["word_as_of"] == dt.datetime.fromisoformat("2025-12-30")
    assert (row["deadline"], row["made_on"]) == ("2026-12-31", "2025-12-01")


def test_no_cell_of_a_workbook_is_a_formula(aa: Client, hard: None) -> None:
    content = taken(aa, "xlsx")
    parts = members(content)
    assert not [name for name, part in parts.items() if b"<f>" in part]
    assert "=1+1" in [cell for row in cells_of(content) for cell in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reader_of_csv_finds_a_formula_whatever_separates_its_cells(aa: Client, hard: None, language: str) -> None:
    content = taken(in_language(aa, language)).decode("utf-8-sig")
    apart = [cell.strip(' "') for cell in re.split("[,;\t|\r\n]", content)]  # as the boldest of readers would
    assert not [cell for cell in apart if cell.startswith(ACTIVE)]
    read = [cell for sign in ",;\t|" for row in csv.reader(content.splitlines(), delimiter=sign) for cell in row]
    assert not [cell for cell in read if cell.strip().startswith(ACTIVE)]
    assert "'=1+1" in apart


@given(st.text("a=+-@,;\t|\r\n '\"＝", max_size=12))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    shown = neutral(text)
    assert plain_again(shown) == text
    assert not [cell for cell in re.split("[,;\t|\r\n]", shown) if cell.strip(' "').startswith(ACTIVE)]


@given(st.text("_x05Ff\x07\x1f\ufffe\uffff", max_size=16))
def test_a_workbook_gives_back_whatever_text_it_was_given(text: str) -> None:
    row: list[Any] = [f"a{text}b", "1"]
    table: Any = XlsxTable(habits_of("en")).written(["reference", "edition"], [row])
    with closing(table) as file:
        assert read_workbook(b"".join(file))[1] == row


def test_the_table_of_a_filtered_list_has_what_the_list_shows(aa: Client) -> None:
    CommitmentFactory(kind="project")
    event = CommitmentFactory(kind="event")
    assert [row["reference"] for row in rows_of(taken(aa, query="?kind=event"))] == [event.reference]


def test_a_text_that_no_cell_holds_is_named_by_its_commitment_and_goes_out_as_csv(aa: Client) -> None:
    row = CommitmentFactory()
    note = ",=" * 49_999 + "."
    StatusUpdateFactory(commitment=row, note={"en": note})
    response = aa.get(address("commitment", "export", "xlsx"), follow=True)
    (said,) = [str(each) for each in response.context["messages"]]
    assert said == (
        f"{row.reference}, column word_note_en: the text has 99999 characters, and a cell of a workbook holds 32767. "
        "Take the table as CSV, which holds all of it."
    )
    (sent,) = rows_of(taken(aa))
    assert plain_again(sent["word_note_en"]) == note
    answer = send(aa, taken(aa))
    assert (told(answer), answer.context["incoming"].unchanged) == ("", 1)
