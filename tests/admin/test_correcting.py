"""A mistake is set right by a new word that names the old one, which stays and is struck through."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from commitments.admin.labels import label
from commitments.models import Commitment, Edition, StatusUpdate
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.admin.test_saying import WORD, page_of, said, told
from tests.factories import CommitmentFactory, PassageFactory, SideFactory, StatusUpdateFactory, analyst

OLD: dict[str, Any] = {
    "status": "completed",
    "as_of": dt.date(2026, 1, 2),
    "outlook": "on_track",
    "progress": 90,
    "note": {"en": "A slip", "lo": "ຜິດ"},
    "next_step": {"fr": "Rien"},
}


@pytest.fixture
def commitment(db: None) -> Commitment:
    return CommitmentFactory()


def correcting(commitment: Commitment, number: int = 1) -> str:
    """Where one of its words is corrected."""
    return page_of(commitment, f"?corrects={number}")


def test_the_form_holds_what_the_old_word_said(aa: Client, commitment: Commitment) -> None:
    other = SideFactory(code="BB")
    StatusUpdateFactory(commitment=commitment, **OLD, awaiting=other)
    asked = form_of(aa.get(correcting(commitment)))
    held = {"status": "completed", "as_of": "2026-01-02", "outlook": "on_track", "progress": "90", "note_en": "A slip"}
    held |= {"next_step_fr": "Rien", "awaiting": str(other.pk), "corrects": "1", "why": ""}
    assert {name: asked[name] for name in held} == held


def test_a_correction_names_the_old_word_and_strikes_it_through(aa: Client, commitment: Commitment) -> None:
    wrong = StatusUpdateFactory(commitment=commitment, **OLD)
    before = Edition.objects.count()
    response = said(aa, correcting(commitment), status="in_progress", progress="9", why="A nought too many.")
    assert response.status_code == 302, told(response)
    right = commitment.updates.get(number=2)
    assert (right.corrects, right.status, right.progress, right.note) == (wrong, "in_progress", 9, {"en": "A slip"})
    assert Edition.objects.count() == before + 1
    for path in (address("commitment", "change", commitment.pk), page_of(commitment)):
        page = aa.get(path).content.decode()
        assert "<s>A slip</s>" in page
        assert "<s>90 %</s>" in page
        assert "Corrected by #2" in page
        assert "corrects=1" not in page
        assert "corrects=2" in page


def test_a_correction_says_what_was_wrong(aa: Client, commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment, **OLD)
    for why in ("", "Regular status update."):
        response = said(aa, correcting(commitment), status="stalled", why=why)
        assert "what was wrong in the word" in told(response)
    assert commitment.updates.count() == 1


def test_the_evidence_that_still_holds_is_kept(aa: Client, commitment: Commitment) -> None:
    passages = [PassageFactory(), PassageFactory()]
    StatusUpdateFactory(commitment=commitment, evidence=[*passages, "https://example.org/a"])
    opened = aa.get(correcting(commitment))
    held = [str(each.pk) for each in commitment.updates.get().evidence.order_by("number")]
    assert opened.context["form"]["kept"].value() is not None
    data = form_of(opened) | {"kept": held[1:], "address": "https://example.org/b", "why": "Not that one."}
    assert aa.post(correcting(commitment), data).status_code == 302
    rests = [each.passage or each.address for each in commitment.updates.get(number=2).evidence.order_by("number")]
    assert rests == [passages[1], "https://example.org/a", "https://example.org/b"]


def test_the_evidence_of_another_word_is_not_kept(aa: Client, commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment)
    other = StatusUpdateFactory(commitment=CommitmentFactory(), evidence=["https://example.org/other"])
    response = said(aa, correcting(commitment), why="Wrong.", kept=[other.evidence.get().pk])
    assert response.status_code == 200
    assert commitment.updates.count() == 1


def test_the_other_sides_word_and_a_corrected_one_are_not_offered(aa: Client, commitment: Commitment) -> None:
    theirs = StatusUpdateFactory(commitment=commitment, side=SideFactory(code="BB"))
    wrong = StatusUpdateFactory(commitment=commitment)
    StatusUpdateFactory(commitment=commitment, corrects=wrong, status="stalled")
    for path in (address("commitment", "change", commitment.pk), page_of(commitment)):
        page = aa.get(path).content.decode()
        offered = [number for number in (1, 2, 3) if f"corrects={number}" in page]
        assert offered == [3]
    for row in (theirs, wrong):
        response = aa.get(correcting(commitment, row.number))
        assert response.headers["Location"].startswith(page_of(commitment))
    response = said(aa, page_of(commitment), **WORD, corrects=theirs.number, why="Forced.")
    assert "That word cannot be corrected here" in told(response)
    response = said(aa, page_of(commitment), **WORD, corrects=wrong.number, why="Forced.")
    assert "Two versions" in response.content.decode()
    assert commitment.updates.count() == 3


@pytest.mark.parametrize("number", ["", "x", "9" * 15, "9" * 40, "%00", "-1"])
def test_an_address_that_names_no_word_opens_an_empty_form(aa: Client, commitment: Commitment, number: str) -> None:
    StatusUpdateFactory(commitment=commitment)
    page = aa.get(page_of(commitment, f"?corrects={number}"), follow=True)
    assert form_of(page)["corrects"] == ""
    assert "cannot be corrected" in page.content.decode()


def test_who_corrects_a_word_that_a_colleague_corrected_first_sees_both_and_corrects_theirs(
    aa: Client, commitment: Commitment
) -> None:
    wrong = StatusUpdateFactory(commitment=commitment, **OLD)
    opened = form_of(aa.get(correcting(commitment))) | {"status": "stalled", "note_en": "Typed.", "why": "Wrong."}
    theirs = StatusUpdateFactory(commitment=commitment, corrects=wrong, status="not_started", note={"en": "Said."})
    shown = aa.post(correcting(commitment), opened)
    assert commitment.updates.count() == 2
    page = shown.content.decode()
    assert all(words in page for words in ("A slip", "Said.", "Typed.", "Go on with what I typed"))
    assert "Save what I typed as well" not in page
    again = form_of(aa.post(correcting(commitment), form_of(shown) | {"_look": "x"}))
    assert (again["corrects"], again["note_en"], again["why"], again["after"]) == ("2", "Typed.", "Wrong.", "2")
    assert commitment.updates.count() == 2
    assert aa.post(correcting(commitment), again).status_code == 302
    right = commitment.updates.get(number=3)
    assert (right.corrects, right.status, right.note["en"]) == (theirs, "stalled", "Typed.")


def test_a_correction_that_is_sent_twice_is_written_once_and_both_answers_say_so(
    aa: Client, commitment: Commitment
) -> None:
    StatusUpdateFactory(commitment=commitment, **OLD)
    data = form_of(aa.get(correcting(commitment))) | {"status": "stalled", "why": "Wrong."}
    answers = [aa.post(correcting(commitment), data) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    told = [aa.get(each.headers["Location"]).context["messages"] for each in answers]
    assert [str(each) for each in told[0]] == [
        f"Recorded for AA on {label(commitment)}: no. 2 corrects no. 1: stalled as of Jan. 2, 2026."
    ] * 2
    assert commitment.updates.count() == 2


def test_a_new_word_can_start_from_the_values_of_the_last_one(aa: Client, commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment, **OLD)
    asked = form_of(aa.get(page_of(commitment, "?like=1")))
    assert (asked["status"], asked["corrects"], asked["why"]) == ("completed", "", "Regular status update.")
    assert asked["as_of"] > "2026-01-02"


def test_an_editor_is_offered_no_correction(commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment)
    editor = signed_in(analyst("AA", roles=["editor"]))
    assert "corrects=1" not in editor.get(address("commitment", "change", commitment.pk)).content.decode()
    assert editor.post(correcting(commitment), WORD | {"corrects": 1, "why": "Forced."}).status_code == 403
    assert StatusUpdate.objects.count() == 1
