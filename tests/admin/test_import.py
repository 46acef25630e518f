"""What an import writes: what was shown and confirmed, through the actions, once, with one reason, all or nothing."""

import time
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from commitments.actions.keep import keep
from commitments.admin.spreadsheets import uploads
from commitments.models import Commitment, Edition
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.admin.tables import (
    LIST,
    Row,
    cells_of,
    confirm,
    on_record,
    rows_of,
    send,
    taken,
    told,
    two_rows,
    workbook,
    written,
)
from tests.factories import (
    AT,
    WHY,
    CommitmentFactory,
    DeadlineFactory,
    OrganisationFactory,
    SectorFactory,
    StatusUpdateFactory,
    analyst,
)


@pytest.fixture
def rows(aa: Client) -> list[Row]:
    """The table of two commitments, the first with an owner, a deadline and words."""
    return two_rows(aa)


def newest() -> Edition:
    return Edition.objects.latest("number")


def test_what_was_shown_is_written_as_one_change_with_one_reason(aa: Client, rows: list[Row]) -> None:
    for row in rows:
        row["title_en"] += ", mended"
    before = newest()
    shown = send(aa, written(rows))
    assert [(each.number, told) for each, told in changes(shown)] == [
        (2, [("title_en", "A bridge", "A bridge, mended")]),
        (3, [("title_en", rows[1]["title_en"].removesuffix(", mended"), rows[1]["title_en"])]),
    ]
    assert newest() == before
    answer = confirm(aa, shown)
    assert answer.redirect_chain == [(address(*LIST), 302)]
    assert "The import wrote 2 commitments." in answer.content.decode()
    editions = Edition.objects.filter(number__gt=before.number)
    assert [each.reason for each in editions] == [{"en": "The ministries reported it."}] * 2
    assert len({each.change for each in editions}) == 1
    first = Commitment.objects.order_by("reference").first()
    assert first is not None
    assert first.title == {"en": "A bridge, mended", "fr": "Un pont", "lo": "ຂົວ"}


def changes(shown: Any) -> list[tuple[Any, list[tuple[str, str, str]]]]:
    """The rows of a preview, and the cells that they change."""
    return [(row, [(each.column, each.old, each.new) for each in told]) for row, told, _more in shown.context["rows"]]


def test_the_preview_shows_old_and_new_and_counts_what_stays(aa: Client, rows: list[Row]) -> None:
    rows[0] |= {"word_progress": "", "word_outlook": "at_risk"}
    shown = send(aa, written(rows))
    page = shown.content.decode()
    assert (shown.context["incoming"].changed, shown.context["incoming"].unchanged) == (1, 1)
    assert changes(shown)[0][1] == [("word_outlook", "", "at_risk"), ("word_progress", "10", "")]
    assert f"Row 2 · {rows[0]['reference']}" in page
    assert "was empty" in page
    assert "becomes empty" in page


def test_every_column_can_be_changed(aa: Client, rows: list[Row]) -> None:
    lead, sector, parent = (
        OrganisationFactory(),
        SectorFactory(),
        Commitment.objects.get(reference=rows[1]["reference"]),
    )
    rows[0] |= {
        "summary_vi": "Một cây cầu",
        "kind": "event",
        "force": "intent",
        "level": "party",
        "sectors": sector.slug,
        "parent": parent.reference,
        "made_on": "2025-11",
        "recurrence": "FREQ=YEARLY",
        "review_interval": "30",
        "lead": "",
        "co_lead": lead.slug,
        "deadline": "2028",
        "deadline_basis": "inferred",
        "deadline_phrase": "soon",
        "deadline_reason_en": "It moved.",
        "word_status": "completed",
        "word_as_of": "2026-01-04",
        "word_outlook": "on_track",
        "word_progress": "100",
        "word_note_en": "Done.",
        "word_next_step_fr": "Inaugurer",
        "word_awaiting": "BB",
    }
    confirm(aa, send(aa, written(rows)))
    row = Commitment.objects.get(reference=rows[0]["reference"])
    assert (row.kind, row.force, row.level, row.made_on, row.recurrence) == (
        "event",
        "intent",
        "party",
        "2025-11",
        "FREQ=YEARLY",
    )
    assert (row.review_interval, row.parent, list(row.sectors.all())) == (30, parent, [sector])
    assert row.summary == {"vi": "Một cây cầu"}
    assert [(each.role, each.organisation) for each in row.responsibilities.all()] == [("co_lead", lead)]
    due = row.deadlines.order_by("revision").last()
    assert (due.revision, due.edtf, due.basis, due.phrase, due.reason) == (
        2,
        "2028",
        "inferred",
        "soon",
        {"en": "It moved."},
    )
    word = row.updates.order_by("number").last()
    assert (word.side.code, word.status, word.progress, word.awaiting.code) == ("AA", "completed", 100, "BB")
    assert (word.note, word.next_step) == ({"en": "Done.", "lo": "ເລີ່ມ"}, {"fr": "Inaugurer"})
    again = rows_of(taken(aa))[0]
    assert again | {"edition": ""} == rows[0] | {"edition": "", "deadline_reason_fr": ""}


def test_a_row_with_a_new_reference_registers_a_commitment(aa: Client, rows: list[Row]) -> None:
    new = dict.fromkeys(rows[0], "") | {
        "reference": "AB-2026-001",
        "title_en": "A road",
        "partnership": "aa-bb",
        "kind": "project",
        "force": "joint",
        "level": "state",
        "made_on": "2026-01-02",
        "deadline": "2027",
        "deadline_basis": "explicit",
        "deadline_reason_en": "So it says.",
        "word_status": "not_started",
        "word_as_of": "2026-01-03",
    }
    shown = send(aa, written([*rows, new]))
    assert (shown.context["incoming"].new, shown.context["incoming"].unchanged) == (1, 2)
    confirm(aa, shown)
    row = Commitment.objects.get(reference="AB-2026-001")
    assert (row.title, row.review_interval, row.visibility, row.status) == (
        {"en": "A road"},
        90,
        "public",
        "not_started",
    )
    assert row.recorded_for == analyst_of(aa).organisation
    assert row.deadlines.get().edtf == "2027"


def analyst_of(client: Client) -> Any:
    """Who is signed in."""
    return client.get(address(*LIST)).context["request"].user


def test_columns_that_are_left_out_leave_what_they_tell(aa: Client, rows: list[Row]) -> None:
    rows[0]["title_en"] = "A tunnel"
    confirm(aa, send(aa, written(rows[:1], columns=["edition", "title_en", "reference"])))
    row = Commitment.objects.get(reference=rows[0]["reference"])
    assert row.title == {"en": "A tunnel", "fr": "Un pont", "lo": "ຂົວ"}
    assert (row.updates.count(), row.deadlines.count(), row.responsibilities.count()) == (2, 1, 1)


def test_a_workbook_writes_what_a_csv_file_writes(aa: Client, rows: list[Row]) -> None:
    header, *cells = cells_of(taken(aa, "xlsx"))
    cells[0][header.index("word_progress")] = 55
    cells[0][header.index("deadline")] = 2031
    cells[0][header.index("deadline_reason_en")] = "It moved."
    confirm(aa, send(aa, workbook(header, *cells), "table.xlsx"))
    row = Commitment.objects.get(reference=rows[0]["reference"])
    assert row.progress == 55
    assert row.deadlines.order_by("revision").last().edtf == "2031"


def test_days_and_numbers_are_read_as_french_writes_them(aa: Client, rows: list[Row]) -> None:
    aa.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    rows = rows_of(taken(aa), ";")
    rows[0] |= {
        "word_as_of": "04/01/2026",
        "word_progress": "40,0",
        "review_interval": "3\u202f650",
        "made_on": "02/12/2025",
    }
    confirm(aa, send(aa, written(rows, ";")))
    row = Commitment.objects.get(reference=rows[0]["reference"])
    assert (row.review_interval, row.made_on, row.progress) == (3650, "2025-12-02", 40)
    assert str(row.updates.order_by("number").last().as_of) == "2026-01-04"


def test_without_a_reason_nothing_is_written_and_the_preview_stays(aa: Client, rows: list[Row]) -> None:
    rows[0]["kind"] = "event"
    shown = send(aa, written(rows))
    before = on_record()
    answer = confirm(aa, shown, why="")
    assert "Say why" in told(answer)
    assert on_record() == before
    confirm(aa, answer, why="Now with a reason.")
    assert newest().reason == {"en": "Now with a reason."}


def test_a_second_confirmation_writes_nothing(aa: Client, rows: list[Row]) -> None:
    rows[0]["word_progress"] = "60"
    shown = send(aa, written(rows))
    confirm(aa, shown)
    before = on_record()
    answer = confirm(aa, shown)
    assert "This file was written already" in answer.content.decode()
    assert on_record() == before


def test_two_confirmations_at_the_same_moment_write_once(aa: Client, rows: list[Row]) -> None:
    rows[0]["word_progress"] = "60"
    send(aa, written(rows))
    (path,) = settings.IMPORTS.iterdir()
    upload = uploads.Upload(path, "csv")
    with uploads.claimed(upload) as mine, uploads.claimed(upload) as second:
        assert mine is not None
        assert second is None


def test_a_table_that_somebody_overtook_before_it_was_sent_is_refused_by_row(aa: Client, rows: list[Row]) -> None:
    other = Commitment.objects.get(reference=rows[1]["reference"])
    keep(other, sets={"sectors": [SectorFactory()]}, by=None, at=AT, why=WHY)
    rows[0]["kind"] = rows[1]["kind"] = "event"
    before = on_record()
    answer = send(aa, written(rows))
    assert told(answer).startswith("Row 3, column edition: Somebody changed ")
    assert on_record() == before


def test_a_table_that_somebody_overtook_after_the_preview_is_refused(aa: Client, rows: list[Row]) -> None:
    rows[0]["kind"] = rows[1]["kind"] = "event"
    shown = send(aa, written(rows))
    other = Commitment.objects.get(reference=rows[1]["reference"])
    keep(other, sets={"sectors": [SectorFactory()]}, by=None, at=AT, why=WHY)
    before = on_record()
    answer = confirm(aa, shown)
    assert "The record changed since this was shown" in told(answer)
    assert f"Row 3, column edition: Somebody changed {other.reference}" in told(answer)
    assert on_record() == before


def test_a_plan_that_is_not_what_would_be_written_is_refused(aa: Client, rows: list[Row]) -> None:
    rows[0]["kind"] = "event"
    shown = send(aa, written(rows))
    before = on_record()
    assert "changed since this was shown" in told(confirm(aa, shown, plan="0" * 64))
    assert on_record() == before


def test_what_the_record_refuses_at_the_end_names_the_row_and_writes_nothing(aa: Client, rows: list[Row]) -> None:
    rows[0]["parent"] = CommitmentFactory(visibility="internal", by=analyst_of(aa)).reference
    shown = send(aa, written(rows))
    before = on_record()
    answer = confirm(aa, shown)
    assert told(answer).startswith(f"Row 2: {rows[0]['reference']}: A public commitment cannot refer to an internal")
    assert on_record() == before
    assert form_of(answer)["why"] == "The ministries reported it."


def test_a_file_is_its_senders_alone(aa: Client, rows: list[Row]) -> None:
    rows[0]["kind"] = "event"
    path = send(aa, written(rows)).request["PATH_INFO"]  # type: ignore[attr-defined]
    other = signed_in(analyst("AA"))
    assert other.get(path).headers["Location"] == address("commitment", "import")
    assert aa.get(path).status_code == 200
    for wrong in ("x", "0" * 64, "..%2f..%2fsecret-key"):
        assert aa.get(address("commitment", "import") + f"{wrong}/").status_code in {302, 404}


def test_a_file_is_kept_for_an_hour(aa: Client, rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    rows[0]["kind"] = "event"
    path = send(aa, written(rows)).request["PATH_INFO"]  # type: ignore[attr-defined]
    later = time.time() + uploads.KEPT_SECONDS + 60
    monkeypatch.setattr(uploads.time, "time", lambda: later)
    assert aa.get(path).status_code == 302
    rows[1]["kind"] = "event"
    send(aa, written(rows))
    assert len(list(settings.IMPORTS.iterdir())) == 1


def test_what_is_larger_than_five_megabytes_is_refused_before_it_is_read(aa: Client) -> None:
    class Unread:
        """A body that nobody may ask for."""

        def read(self, *_size: Any) -> bytes:
            """Fail: it was read."""
            raise AssertionError

        readline = read

    length = 50 * 1024 * 1024
    answer = aa.generic(
        "POST",
        address("commitment", "import"),
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(length), "wsgi.input": Unread()},  # type: ignore[arg-type]
    )
    assert answer.status_code == 413
    assert "The file is larger than 5.0" in answer.content.decode()


def test_the_import_asks_for_the_token_against_forged_requests(db: None, rows: list[Row]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(analyst("AA"))
    assert send(client, written(rows)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_costs_the_same_however_many_rows_it_has(
    aa: Client, django_assert_num_queries: Any, count: int
) -> None:
    body = OrganisationFactory()
    for _ in range(count):
        row = CommitmentFactory(sectors=[SectorFactory()])
        DeadlineFactory(commitment=row)
        StatusUpdateFactory(commitment=row)
    rows = rows_of(taken(aa))
    for row in rows:
        row |= {
            "word_progress": "60",
            "deadline": "2028",
            "deadline_reason_en": "It moved.",
            "title_en": "Another",
            "lead": body.slug,
            "word_awaiting": "BB",
        }
    path = send(aa, written(rows)).request["PATH_INFO"]  # type: ignore[attr-defined]
    with django_assert_num_queries(18):
        aa.get(path)


def test_what_is_selected_goes_out_too(aa: Client, rows: list[Row]) -> None:
    chosen = Commitment.objects.get(reference=rows[1]["reference"])
    answer = aa.post(address(*LIST), {"action": "take_csv", "_selected_action": [chosen.pk]})
    assert [row["reference"] for row in rows_of(answer.getvalue())] == [chosen.reference]


def test_more_than_a_table_has_does_not_go_out(aa: Client, rows: list[Row], settings: Any) -> None:
    settings.EXPORT_ROWS = 1
    answer = aa.get(address("commitment", "export", "csv"), follow=True)
    assert "These are 2 commitments; a table has at most 1. Filter the list." in answer.content.decode()


def test_of_a_table_that_is_too_long_the_changed_rows_come_in(aa: Client, rows: list[Row], settings: Any) -> None:
    settings.IMPORT_ROWS = 1
    rows[1]["kind"] = "event"
    assert told(send(aa, written(rows))).startswith(
        "The file has more than 1 rows: leave only the rows that you changed"
    )
    confirm(aa, send(aa, written(rows[1:])))
    assert Commitment.objects.get(reference=rows[1]["reference"]).kind == "event"


def test_an_address_that_the_list_does_not_know_leads_back_to_what_it_says_of_it(aa: Client) -> None:
    for query in ("?status__exact=%00", "?nonsense=1", "?status=never"):
        answer = aa.get(address("commitment", "export", "csv") + query)
        assert (answer.status_code, answer.headers["Location"]) == (302, address(*LIST) + query)
        assert aa.get(answer.headers["Location"]).status_code == 400
    assert aa.get(address("commitment", "export", "ods")).status_code == 404


def test_the_form_says_what_is_missing(aa: Client) -> None:
    answer = aa.post(address("commitment", "import"), {})
    assert "This field is required." in told(answer)


def test_a_table_that_changes_more_than_can_be_written_at_once_is_refused(
    aa: Client, rows: list[Row], settings: Any
) -> None:
    settings.IMPORT_CHANGES = 1
    for row in rows:
        row["kind"] = "event"
    assert told(send(aa, written(rows))) == "The file changes 2 commitments; one import writes at most 1: split it."
    assert confirm(aa, send(aa, written(rows[:1]))).status_code == 200
