"""What the sides say: recorded in one step from the commitment's page, for the own side only, and never changed."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commitments.actions.keep import keep
from commitments.admin import updates
from commitments.admin.writing import signature
from commitments.models import Commitment, Edition, Evidence, StatusUpdate
from tests.admin.pages import address, errors_of, form_of, typed
from tests.factories import CommitmentFactory, DeadlineFactory, PassageFactory, SideFactory, StatusUpdateFactory

WHY = "The ministry reported it."


def test_a_word_is_recorded_in_one_step_with_what_it_rests_on(aa: Client) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory()
    before = Edition.objects.count()
    response = typed(
        aa,
        address("commitment", "change", commitment.pk),
        updates__0__status="in_progress",
        updates__0__as_of="2026-01-03",
        updates__0__outlook="at_risk",
        updates__0__progress="40",
        updates__0__note_en="Half of the ground is bought.",
        updates__0__passage=passage.pk,
        updates__0__address="https://example.org/report",
        why=WHY,
    )
    assert response.status_code == 302
    assert Edition.objects.count() == before + 1
    word = commitment.updates.get()
    assert (word.side.code, word.status, word.outlook, word.progress) == ("AA", "in_progress", "at_risk", 40)
    assert (word.as_of, word.recorded_by.username) == (dt.date(2026, 1, 3), "anna")
    assert [each.passage or each.address for each in word.evidence.all()] == [passage, "https://example.org/report"]
    commitment.refresh_from_db()
    assert commitment.status == "in_progress"
    page = aa.get(address("commitment", "change", commitment.pk)).content.decode()
    assert "Half of the ground is bought." in page


def test_a_word_is_taken_even_when_somebody_else_saved_in_between(aa: Client, bb: Client) -> None:
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    opened = form_of(aa.get(path))
    typed(bb, path, updates__0__status="stalled", why=WHY)
    response = aa.post(path, opened | {"updates-0-status": "in_progress", "why": WHY})
    assert response.status_code == 302
    commitment.refresh_from_db()
    assert (commitment.standing, commitment.status) == ("divergent", "stalled")


def test_a_form_left_open_overnight_says_nothing(aa: Client) -> None:
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    response = typed(aa, path, updates__0__as_of="2025-12-31", title_en="Another", why=WHY)
    assert response.status_code == 302
    assert not commitment.updates.exists()


def test_the_other_sides_word_cannot_be_forged(aa: Client) -> None:
    commitment, other = CommitmentFactory(), SideFactory(code="BB")
    path = address("commitment", "change", commitment.pk)
    typed(aa, path, updates__0__status="completed", updates__0__side=other.pk, side=other.pk, why=WHY)
    assert [word.side.code for word in commitment.updates.all()] == ["AA"]
    given = {"commitment": commitment.pk, "side": other.pk, "status": "completed", "as_of": "2026-01-01", "why": WHY}
    aa.post(address("statusupdate", "add"), given)
    assert {word.side.code for word in commitment.updates.all()} == {"AA"}


def test_the_other_sides_word_cannot_be_corrected(aa: Client) -> None:
    commitment = CommitmentFactory()
    theirs = StatusUpdateFactory(commitment=commitment, side=SideFactory(code="BB"))
    path = address("commitment", "change", commitment.pk)
    response = typed(aa, path, updates__0__status="completed", updates__0__corrects=theirs.pk, why=WHY)
    assert response.status_code == 200
    given = {"commitment": commitment.pk, "status": "completed", "as_of": "2026-01-01", "why": WHY}
    response = aa.post(address("statusupdate", "add"), given | {"corrects": theirs.pk})
    assert response.status_code == 200
    assert "Only an update of the same side" in errors_of(response)
    assert StatusUpdate.objects.count() == 1


def test_a_correction_leaves_the_old_word_struck_through(aa: Client) -> None:
    commitment = CommitmentFactory()
    wrong = StatusUpdateFactory(commitment=commitment, status="completed", note={"en": "A slip"})
    path = address("commitment", "change", commitment.pk)
    typed(aa, path, updates__0__status="in_progress", updates__0__corrects=wrong.pk, why=WHY)
    page = aa.get(path).content.decode()
    assert "<s>A slip</s>" in page
    assert "Corrected by #2" in page
    commitment.refresh_from_db()
    assert commitment.status == "in_progress"


def test_nobody_without_a_side_of_the_partnership_is_offered_a_word(cc: Client, joint: Client) -> None:
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    forged = {"updates-TOTAL_FORMS": 1, "updates-INITIAL_FORMS": 0, "updates-0-status": "completed"}
    for client in (cc, joint):
        page = client.get(path)
        assert page.status_code == 200
        assert "updates-0-status" not in page.content.decode()
    assert cc.post(path, forged | {"why": WHY}).status_code == 403
    joint.post(path, form_of(joint.get(path)) | forged | {"updates-0-as_of": "2026-01-01", "why": WHY})
    assert joint.get(address("statusupdate", "add")).status_code == 403
    given = {"commitment": commitment.pk, "status": "completed", "as_of": "2026-01-01", "why": WHY}
    assert "Select a valid choice" in cc.post(address("statusupdate", "add"), given).content.decode()
    assert not StatusUpdate.objects.exists()


def test_a_word_on_a_day_to_come_is_refused(aa: Client) -> None:
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    response = typed(aa, path, updates__0__status="completed", updates__0__as_of="2999-01-01", why=WHY)
    assert response.status_code == 200
    assert "a day that has come" in response.content.decode()
    assert not commitment.updates.exists()


@pytest.mark.parametrize("address_typed", ["javascript:alert(1)", "not an address", "ftp://example.org/"])
def test_evidence_is_an_address_of_the_web(aa: Client, address_typed: str) -> None:
    commitment = CommitmentFactory()
    path = address("commitment", "change", commitment.pk)
    response = typed(aa, path, updates__0__status="completed", updates__0__address=address_typed, why=WHY)
    assert response.status_code == 200
    assert not Evidence.objects.exists()


def test_words_and_deadlines_are_added_on_their_own_pages_too(aa: Client) -> None:
    commitment = CommitmentFactory()
    given = {"commitment": commitment.pk, "status": "completed", "as_of": "2026-01-01", "why": WHY}
    response = aa.post(address("statusupdate", "add"), given | {"_continue": "x"})
    word = commitment.updates.get()
    assert response.headers["Location"] == address("statusupdate", "change", word.pk)
    assert typed(aa, address("deadline", "add"), **new_deadline(commitment)).status_code == 302
    assert commitment.deadlines.get().edtf == "2027"
    assert Edition.objects.last().reason == {"en": WHY}


def new_deadline(commitment: Commitment) -> dict[str, Any]:
    """What is typed for a deadline on its own page."""
    given = {"commitment": commitment.pk, "edtf": "2027", "basis": "explicit", "reason_en": "So it says."}
    return given | {"why": WHY}


def test_a_deadline_on_its_own_page_does_not_count_instead_of_one_that_was_not_seen(aa: Client, bb: Client) -> None:
    commitment, other = CommitmentFactory(), CommitmentFactory()
    opened = form_of(aa.get(address("deadline", "add")))
    typed(bb, address("deadline", "add"), **new_deadline(commitment) | {"edtf": "2030"})
    before = Edition.objects.count()
    response = aa.post(address("deadline", "add"), opened | new_deadline(commitment))
    assert response.status_code == 200
    assert f"Somebody changed {commitment.reference} since you opened it" in errors_of(response)
    assert form_of(response)["edtf"] == "2027"
    assert Edition.objects.count() == before
    assert commitment.deadlines.get().edtf == "2030"
    assert aa.post(address("deadline", "add"), opened | new_deadline(other)).status_code == 302


def test_a_save_that_comes_between_the_form_and_the_action_is_noticed_too(
    aa: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    commitment = CommitmentFactory()

    def between(*args: Any, **kwargs: Any) -> Any:
        commitment.title = {"en": "Theirs"}
        keep(commitment, by=None, at=timezone.now(), why={"en": WHY})
        return signature(*args, **kwargs)

    monkeypatch.setattr(updates, "signature", between)
    response = typed(aa, address("deadline", "add"), **new_deadline(commitment))
    assert "since you opened it" in errors_of(response)
    assert not commitment.deadlines.exists()


@pytest.mark.parametrize("seen", ["", "x"])
def test_a_deadline_form_that_does_not_say_what_it_shows_is_refused(aa: Client, seen: str) -> None:
    commitment = CommitmentFactory()
    assert typed(aa, address("deadline", "add"), **new_deadline(commitment), seen=seen).status_code == 200
    assert not commitment.deadlines.exists()


@pytest.mark.parametrize("page", ["commitment", "statusupdate"])
def test_without_a_reason_a_word_keeps_all_that_was_typed(aa: Client, page: str) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory(gist={"en": "Half of it"})
    word = {"status": "in_progress", "as_of": "2026-01-03", "outlook": "at_risk", "progress": "40"}
    word |= {"note_en": "Half is bought.", "next_step_fr": "Le reste", "passage": str(passage.pk)}
    word |= {"address": "https://example.org/report", "awaiting": str(SideFactory(code="BB").pk)}
    if page == "commitment":
        path = address("commitment", "change", commitment.pk)
        given = {f"updates-0-{name}": value for name, value in word.items()}
    else:
        path, given = address("statusupdate", "add"), word | {"commitment": str(commitment.pk)}
    response = aa.post(path, form_of(aa.get(path)) | given | {"why": ""})
    assert "every change to the record keeps its reason" in errors_of(response)
    kept = form_of(response)
    assert {name: kept[name] for name in given} == given
    assert "Half of it" in response.content.decode()
    assert not commitment.updates.exists()


def test_a_reason_is_asked_for_words_on_their_own_page_too(aa: Client) -> None:
    commitment = CommitmentFactory()
    given = {"commitment": commitment.pk, "status": "completed", "as_of": "2026-01-01", "why": " "}
    assert aa.post(address("statusupdate", "add"), given).status_code == 200
    assert not commitment.updates.exists()


@pytest.mark.parametrize("name", ["statusupdate", "deadline", "edition"])
def test_what_is_added_is_never_changed_or_deleted(aa: Client, name: str) -> None:
    commitment = CommitmentFactory()
    rows = {
        "statusupdate": StatusUpdateFactory(commitment=commitment),
        "deadline": DeadlineFactory(commitment=commitment),
        "edition": Edition.objects.last(),
    }
    row = rows[name]
    page = aa.get(address(name, "change", row.pk))
    assert page.status_code == 200
    assert 'type="submit" value="Save"' not in page.content.decode()
    given = {"status": "completed", "edtf": "2099", "record": "{}", "why": WHY}
    assert aa.post(address(name, "change", row.pk), given).status_code == 403
    assert aa.get(address(name, "delete", row.pk)).status_code == 403
    assert aa.post(address(name, "delete", row.pk), {"post": "yes"}).status_code == 403
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    stored = type(row).objects.get(pk=row.pk)
    assert {field.attname: getattr(stored, field.attname) for field in row._meta.concrete_fields} == before


@pytest.mark.parametrize("part", ["updates", "deadlines"])
def test_stored_rows_cannot_be_changed_through_the_commitments_page(aa: Client, part: str) -> None:
    commitment = CommitmentFactory()
    word, deadline = StatusUpdateFactory(commitment=commitment), DeadlineFactory(commitment=commitment)
    path = address("commitment", "change", commitment.pk)
    data = form_of(aa.get(path)) | {"why": WHY, f"{part}-INITIAL_FORMS": 1, f"{part}-TOTAL_FORMS": 1}
    row = word if part == "updates" else deadline
    data |= {f"{part}-0-id": row.pk, f"{part}-0-status": "completed", f"{part}-0-edtf": "2099"}
    data |= {f"{part}-0-basis": "explicit", f"{part}-0-reason_en": "x", f"{part}-0-DELETE": "on"}
    assert aa.post(path, data).status_code in {200, 302}
    assert StatusUpdate.objects.get(pk=word.pk).status == "in_progress"
    assert commitment.deadlines.get(pk=deadline.pk).edtf == "2027"


def test_a_page_opens_on_an_edition_with_its_record_in_view(aa: Client) -> None:
    CommitmentFactory(title={"vi": "Đường sắt"})
    page = aa.get(address("edition", "change", Edition.objects.last().pk)).content.decode()
    assert "Đường sắt" in page
    assert aa.get(address("edition", "add")).status_code == 403
