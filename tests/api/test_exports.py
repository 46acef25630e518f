"""The whole selection as a file: the same commitments as the list shows, in three formats, streamed."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.queries import streams
from commitments.queries.keysets import COMMITMENT_ORDERINGS
from commitments.records.tables import header, row
from commitments.reports.render import workbook
from tests import factories as make
from tests.api import scenes
from tests.api.reading import BASE, DAY, ask, at_fault, read, references, refused
from tests.reports import sheets

pytestmark = pytest.mark.django_db

FILES = {
    "commitments.jsonl": "application/jsonl",
    "commitments.csv": "text/csv; charset=utf-8",
    "commitments.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LANGUAGES = ("fr", "en", "vi")


def content(path: str, **parameters: Any) -> bytes:
    """A file that was sent well."""
    answer = ask(path, **parameters)
    assert answer.status_code == 200, answer
    sent: bytes = answer.getvalue()
    return sent


def lines(**parameters: Any) -> list[str]:
    """The lines of the JSON Lines."""
    return content("commitments.jsonl", **parameters).decode().splitlines()


def table(**parameters: Any) -> list[list[str]]:
    """The rows of the CSV, read by another program's rules."""
    return list(csv.reader(StringIO(content("commitments.csv", **parameters).decode("utf-8-sig"), newline="")))


def sheet(**parameters: Any) -> list[list[Any]]:
    """The rows of the workbook."""
    return sheets.cells(content("commitments.xlsx", **parameters))


def named(**parameters: Any) -> dict[str, list[str]]:
    """The references in each file."""
    return {
        "jsonl": [json.loads(line)["reference"] for line in lines(**parameters)],
        "csv": [each[0] for each in table(**parameters)[1:]],
        "xlsx": [each[0] for each in sheet(**parameters)[1:]],
    }


def as_text(cell: Any) -> str:
    """A cell as CSV writes it."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chunk hold two commitments."""
    monkeypatch.setattr(streams, "CHUNK", 2)


@pytest.mark.parametrize("name", scenes.FILTERS)
def test_each_filter_selects_the_same_everywhere(name: str) -> None:
    scenes.rich_among_others()
    found, missed = scenes.FILTERS[name]
    for value in [*found[:1], *missed[:1]]:
        parameters = {"on": DAY, name: value}
        listed = references(**parameters)
        assert named(**parameters) == dict.fromkeys(("jsonl", "csv", "xlsx"), listed), value
        assert read("summary/", **parameters)["total"] == len(listed), value


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("ordering", COMMITMENT_ORDERINGS)
def test_the_files_are_in_the_order_of_the_list(ordering: str) -> None:
    for number in range(5):
        commitment = make.CommitmentFactory(made_on=f"202{number % 3}")
        if number % 2:
            make.DeadlineFactory(commitment=commitment, edtf=f"203{9 - number}")
    listed = references(ordering=ordering)
    assert named(ordering=ordering) == dict.fromkeys(("jsonl", "csv", "xlsx"), listed)


def test_each_line_is_what_the_list_serves() -> None:
    scenes.rich()
    (listed, *_others) = ask("commitments/", on=DAY).content.decode().removeprefix('{"results":[').split("},{")
    whole = lines(on=DAY)
    assert [json.loads(line) for line in whole] == read("commitments/", on=DAY)["results"]
    assert whole[0].removesuffix("}") == listed
    assert content("commitments.jsonl", on=DAY).endswith(b"}\n")


def test_each_row_of_the_table_is_its_record() -> None:
    scenes.rich()
    records = read("commitments/", on=DAY)["results"]
    expected = [[as_text(cell) for cell in row(json.dumps(record).encode(), LANGUAGES)] for record in records]
    assert table(on=DAY) == [header(LANGUAGES), *expected]


def test_each_row_of_the_sheet_is_its_record() -> None:
    scenes.rich()
    records = read("commitments/", on=DAY)["results"]
    first, *rows = sheet(on=DAY)
    assert first == header(LANGUAGES)
    days = {name: number for number, name in enumerate(first) if name in {"deadline_earliest", "deadline_latest"}}
    for found, record in zip(rows, records, strict=True):
        told = [sheets.day(cell) if place in days.values() and cell else cell for place, cell in enumerate(found)]
        assert told == row(json.dumps(record).encode(), LANGUAGES)


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_title_that_a_spreadsheet_would_run_is_plain_text(title: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001", title={"en": title})
    assert table()[1][2] == f"'{title}"
    assert sheet()[1][2] == title.replace("\r", "_x000D_")
    assert json.loads(lines()[0])["title"] == {"en": title}


def test_a_negative_number_of_our_own_is_left_a_number() -> None:
    commitment = make.CommitmentFactory()
    for year in ("2027", "2026"):
        make.DeadlineFactory(commitment=commitment, edtf=year)
    slip = header(LANGUAGES).index("deadline_slip_days")
    assert (table()[1][slip], sheet()[1][slip]) == ("-365", -365)


def test_the_table_opens_with_its_mark_and_ends_its_lines_as_the_rule_says() -> None:
    make.CommitmentFactory(summary={"en": "two\nlines, “quoted”"})
    sent = content("commitments.csv")
    assert sent.startswith(b"\xef\xbb\xbfreference,title_fr,")
    assert sent.count(b"\r\n") == 2
    assert sent.count(b"\xef\xbb\xbf") == 1


def test_an_empty_selection_is_a_header_alone() -> None:
    make.CommitmentFactory(kind="project")
    assert lines(kind="event") == []
    assert table(kind="event") == sheet(kind="event") == [header(LANGUAGES)]


def test_what_is_internal_or_withdrawn_is_in_no_file() -> None:
    scenes.internal()
    scenes.withdrawn()
    assert references() == ["AB-2025-001"]
    assert named() == dict.fromkeys(("jsonl", "csv", "xlsx"), references())


@pytest.mark.parametrize("path", FILES)
def test_a_file_says_what_it_is_and_of_which_day(path: str) -> None:
    answer = ask(path, on="2026-02-05")
    assert answer["Content-Type"] == FILES[path]
    assert answer["Content-Disposition"] == f'attachment; filename="{path.replace(".", "-2026-02-05.")}"'
    assert answer.getvalue() or path == "commitments.jsonl"
    assert f"commitments-{datetime.now(UTC).date()}." in Client().head(f"{BASE}{path}")["Content-Disposition"]


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("path", ["commitments.jsonl", "commitments.csv"])
def test_a_file_is_sent_while_it_is_read(path: str) -> None:
    for _each in range(5):
        make.CommitmentFactory()
    with CaptureQueriesContext(connection) as queries:
        answer = ask(path)
        assert answer.streaming
        costs = [len(queries)]
        for _block in answer.streaming_content:
            costs.append(len(queries))  # noqa: PERF401  each is taken at its moment
    # The version and the first chunk before the answer begins; then two chunks more, each when it is its turn.
    assert costs == ([2, 2, 3, 4] if path == "commitments.jsonl" else [2, 2, 2, 3, 4])


def test_a_workbook_is_streamed_from_a_file_that_is_closed_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def watched(*given: Any) -> Any:
        opened.append(original(*given))
        return opened[-1]

    original = workbook.xlsxwriter.Workbook
    make.CommitmentFactory()
    monkeypatch.setattr("commitments.reports.render.workbook.xlsxwriter.Workbook", watched)
    answer = ask("commitments.xlsx")
    (book,) = opened
    assert answer.streaming
    assert not book.filename.closed
    assert len(sheets.cells(answer.getvalue())) == 2
    answer.close()
    assert book.filename.closed


@pytest.mark.parametrize("path", FILES)
def test_who_has_the_file_is_told_so_in_one_query(path: str) -> None:
    make.CommitmentFactory()
    first = ask(path)
    with CaptureQueriesContext(connection) as queries:
        again = ask(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    make.CommitmentFactory()
    other = ask(path, headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    assert other.getvalue() != first.getvalue()


@pytest.mark.parametrize("path", FILES)
def test_the_same_tag_is_the_same_bytes(path: str) -> None:
    make.CommitmentFactory()
    one, other = ask(path), ask(path)
    assert one["ETag"] == other["ETag"]
    assert one.getvalue() == other.getvalue()


@pytest.mark.parametrize("path", FILES)
def test_head_says_what_get_would_and_reads_no_record(path: str) -> None:
    make.CommitmentFactory()
    answer = Client().get(f"{BASE}{path}")
    with CaptureQueriesContext(connection) as queries:
        head = Client().head(f"{BASE}{path}")
    assert (head.status_code, head.getvalue(), len(queries)) == (200, b"", 1)
    names = ("ETag", "Content-Type", "Content-Disposition", "Cache-Control")
    assert [head[name] for name in names] == [answer[name] for name in names]
    assert answer.getvalue()
    assert "Content-Length" not in head
    assert Client().head(f"{BASE}{path}?kind=x").status_code == 400


@pytest.mark.parametrize("path", FILES)
def test_only_its_own_media_type_can_be_asked_for(path: str) -> None:
    for accept in (FILES[path], "*/*", "text/html, */*;q=0.8"):
        answer = ask(path, headers={"Accept": accept})
        assert (answer.status_code, bool(answer.getvalue())) == (200, path != "commitments.jsonl")
    refused(ask(path, headers={"Accept": "application/json"}), 406, "not-acceptable")
    options = Client().options(f"{BASE}{path}")
    assert (options.status_code, options["Allow"], options.content) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize("path", FILES)
def test_bad_input_is_a_problem_and_no_file(path: str) -> None:
    for name, value in {"kind": "x", "side": "ZZ", "ordering": "title", "made_after": "2025", "q": "x" * 201}.items():
        answer = ask(path, **{name: value})
        assert at_fault(refused(answer, 400, "bad-parameter")) == [name]
        assert "Content-Disposition" not in answer


@pytest.mark.parametrize("path", FILES)
def test_what_fails_before_the_first_byte_is_a_problem(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_on: object) -> Iterator[object]:
        raise OperationalError("down")
        yield

    monkeypatch.setattr("commitments.api.views.exports.written_commitments", fail)
    refused(ask(path), 503, "unavailable")


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("path", ["commitments.jsonl", "commitments.csv"])
def test_what_fails_under_way_never_looks_complete(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(*given: Any, **on: Any) -> Iterator[Any]:
        yield next(original(*given, **on))
        raise OperationalError("gone")

    original = streams.written_commitments
    for _each in range(3):
        make.CommitmentFactory()
    monkeypatch.setattr("commitments.api.views.exports.written_commitments", breaking)
    sent, answer = [], ask(path)
    with pytest.raises(OperationalError):
        sent += answer.streaming_content
    last = b"".join(sent).decode().splitlines()[-1]
    assert "not complete" in last
    assert "gone" not in last
    assert path.endswith("csv") or set(json.loads(last)) == {"type", "detail"}


@pytest.mark.usefixtures("small_chunks")
def test_a_workbook_that_fails_under_way_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(*given: Any, **on: Any) -> Iterator[Any]:
        yield next(original(*given, **on))
        raise OperationalError("gone")

    original = streams.written_commitments
    for _each in range(3):
        make.CommitmentFactory()
    monkeypatch.setattr("commitments.api.views.exports.written_commitments", breaking)
    refused(ask("commitments.xlsx"), 503, "unavailable")


def test_more_rows_than_a_sheet_holds_are_told_and_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(2):
        make.CommitmentFactory()
    monkeypatch.setattr(workbook, "ROWS", 2)
    told = refused(ask("commitments.xlsx"), 400, "bad-request")
    assert "CSV" in told["detail"]
    assert len(table()) == 3


def test_what_depends_on_the_day_is_told_for_the_day_asked_for() -> None:
    make.StatusUpdateFactory(as_of=date(2026, 1, 1))
    column = header(LANGUAGES).index("days_since_update")
    assert [table(on=on)[1][column] for on in ("2026-01-01", "2026-01-31", "2025-12-31")] == ["0", "30", ""]


def test_the_list_page_offers_the_files() -> None:
    make.CommitmentFactory()
    page = Client().get("/en/commitments/?kind=project").content.decode()
    assert all(f'href="/api/v1/{path}?kind=project"' in page for path in FILES)
