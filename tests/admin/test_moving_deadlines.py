"""A deadline is moved in two steps: what it does is shown in words, and what was shown is what is saved."""

import re
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from commitments.actions.words import set_deadline
from commitments.admin import deadline_page
from commitments.models import Commitment, Edition
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.factories import (
    AT,
    CommitmentFactory,
    DeadlineFactory,
    PartnershipFactory,
    PassageFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)

WHY = "The two ministers agreed."
NEW = {"date": "June 2028", "basis": "explicit", "reason_en": WHY}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-07-01T12:00:00Z"):
        yield


def page_of(commitment: Commitment) -> str:
    return address("commitment", "deadline", commitment.pk)


def shown(client: Client, commitment: Commitment, **given: Any) -> HttpResponse:
    """The page after its first step."""
    data = form_of(client.get(page_of(commitment)))
    return client.post(page_of(commitment), data | NEW | given | {"_preview": "x"})


def saved(client: Client, commitment: Commitment, **given: Any) -> HttpResponse:
    """What the second step answers."""
    return client.post(page_of(commitment), form_of(shown(client, commitment, **given)) | {"_save": "x"})


def slip(response: HttpResponse) -> dict[str, str]:
    """What the page says that the new deadline does."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", response.content.decode(), re.DOTALL)
    return {name: " ".join(re.sub("<[^>]+>", "", words).split()) for name, words in found}


def problems(response: HttpResponse) -> str:
    """All that the form says went wrong."""
    return " ".join(message for errors in response.context["form"].errors.values() for message in errors)


def test_the_slip_is_told_before_it_is_saved(aa: Client) -> None:
    commitment = CommitmentFactory()
    for edtf in ("2025", "2026-06"):
        DeadlineFactory(commitment=commitment, edtf=edtf)
    response = shown(aa, commitment)
    assert slip(response) == {
        "From": "In June 2026",
        "To": "In June 2028",
        "It can then mean": "any day from 1 June 2028 to 30 June 2028",
        "The last day moves": "731 days later",
        "In all, since the first date (in 2025)": "912 days later",
        "How often it moved": "2 times, this one included",
        "How it stands today": "▲ overdue →becomes ▷ not yet due",
    }
    assert commitment.deadlines.count() == 2


def test_what_was_shown_is_saved_with_its_reason(aa: Client) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory()
    DeadlineFactory(commitment=commitment)
    response = saved(aa, commitment, passage=str(passage.pk), phrase="by mid-2028", reason_fr="Décidé.")
    assert response.headers["Location"] == address("commitment", "change", commitment.pk)
    newest = commitment.deadlines.last()
    assert (newest.edtf, newest.basis, newest.phrase, newest.passage) == ("2028-06", "explicit", "by mid-2028", passage)
    assert newest.reason == {"en": WHY, "fr": "Décidé."}
    assert newest.recorded_by.username == "anna"
    assert Edition.objects.last().reason == {"en": WHY, "fr": "Décidé."}


def test_nothing_is_saved_that_was_not_shown(aa: Client) -> None:
    commitment = CommitmentFactory()
    data = form_of(aa.get(page_of(commitment)))
    first = aa.post(page_of(commitment), data | NEW | {"_save": "x"})
    assert (first.status_code, slip(first)["To"]) == (200, "In June 2028")
    other = aa.post(page_of(commitment), form_of(first) | {"date": "2029", "_save": "x"})
    assert (other.status_code, slip(other)["To"]) == (200, "In 2029")
    assert not commitment.deadlines.exists()
    assert aa.post(page_of(commitment), form_of(other) | {"_save": "x"}).status_code == 302
    assert commitment.deadlines.get().edtf == "2029"


def test_a_first_date_moves_nothing_and_an_open_end_no_number_of_days(aa: Client) -> None:
    commitment = CommitmentFactory()
    told = slip(shown(aa, commitment))
    assert (told["From"], told["The last day moves"]) == (
        "No date stated",
        "nothing moves: no date was stated until now",
    )
    assert told["How often it moved"] == "never so far"
    DeadlineFactory(commitment=commitment, edtf="2027/..")
    assert (
        slip(shown(aa, commitment))["The last day moves"] == "cannot be counted in days: one of the two has no last day"
    )


def test_a_closed_commitment_stays_closed(aa: Client) -> None:
    commitment = CommitmentFactory()
    for code in ("AA", "BB"):
        StatusUpdateFactory(commitment=commitment, side=SideFactory(code=code), status="completed")
    assert slip(shown(aa, commitment))["How it stands today"] == "■ closed as before"


def test_a_deadline_becomes_undated_only_when_that_is_chosen(aa: Client) -> None:
    commitment = CommitmentFactory()
    DeadlineFactory(commitment=commitment)
    emptied = shown(aa, commitment, date="")
    assert "Write the date." in problems(emptied)
    assert "data-shown" not in emptied.content.decode()
    assert "keep" not in problems(emptied)
    both = shown(aa, commitment, basis="none")
    assert "empty the date, or choose another basis" in problems(both)
    told = slip(shown(aa, commitment, date="", basis="none"))
    assert (told["From"], told["To"]) == ("In 2027", "No date stated")
    assert told["The last day moves"] == "there is none any more: it leaves every list of what is due"
    assert saved(aa, commitment, date="", basis="none", phrase="soon").status_code == 302
    commitment.refresh_from_db()
    assert (commitment.deadlines.last().edtf, commitment.due_latest) == ("", None)


def test_the_deadline_that_is_on_record_is_not_set_again(aa: Client) -> None:
    commitment = CommitmentFactory()
    DeadlineFactory(commitment=commitment, edtf="2028-06")
    assert "on record already" in problems(shown(aa, commitment))
    assert saved(aa, commitment, basis="derived").status_code == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"date": "31/02/2027"}, "is not in the calendar"),
        ({"date": "0000"}, "is not in the calendar"),
        ({"date": "2027-2026"}, "ends before it begins"),
        ({"date": "soon"}, "cannot be read as one date for certain"),
        ({"date": "03/04/2027"}, "may be two different days"),
        ({"date": "x" * 10_000}, "at most 100 characters"),
        ({"date": "2027\x00"}, "Null characters are not allowed"),
        ({"basis": ""}, "This field is required"),
        ({"basis": "rumour"}, "Select a valid choice"),
        ({"phrase": "x" * 10_000}, "at most 200 characters"),
        ({"phrase": "\x00"}, "Null characters are not allowed"),
        ({"passage": "999999"}, "Select a valid choice"),
        ({"passage": "x\x00"}, "Null characters are not allowed"),
        ({"passage": "9" * 30}, "Select a valid choice"),
        ({"date": "2027-13"}, "is not in the calendar"),
        ({"date": "2027-02-30"}, "is not in the calendar"),
        ({"reason_en": " "}, "at least one language"),
        ({"reason_en": "\x00"}, "Null characters are not allowed"),
        ({"reason_vi": "\x00"}, "Null characters are not allowed"),
        ({"reason_en": "x" * 10_000}, "at most 2000 characters"),
        ({"seen": ""}, "does not say which edition it shows"),
        ({"seen": "x"}, "Enter a whole number"),
    ],
)
def test_bad_input_is_told_and_kept(aa: Client, given: dict[str, str], words: str) -> None:
    commitment = CommitmentFactory()
    for button in ("_preview", "_save"):
        data = form_of(aa.get(page_of(commitment))) | {"shown": "2028-06"} | NEW | given
        response = aa.post(page_of(commitment), data | {button: "x"})
        assert response.status_code == 200
        assert words in problems(response)
        kept = form_of(response)
        # What a browser cannot send again is no loss.
        assert {name: kept[name] for name in ("date", "basis", "reason_en")} | given == {
            name: data[name] for name in ("date", "basis", "reason_en")
        } | given
    assert not commitment.deadlines.exists()


def test_in_a_language_that_puts_the_day_first_numbers_are_a_day(aa: Client) -> None:
    commitment = CommitmentFactory()
    aa.cookies["django_language"] = "fr"
    assert saved(aa, commitment, date="03/04/2027").status_code == 302
    assert commitment.deadlines.get().edtf == "2027-04-03"


def test_who_saved_first_is_told_and_nothing_that_was_typed_is_lost(aa: Client, bb: Client) -> None:
    commitment = CommitmentFactory()
    ready = form_of(shown(aa, commitment))
    assert saved(bb, commitment, date="2030").status_code == 302
    response = aa.post(page_of(commitment), ready | {"_save": "x"})
    assert f"{commitment.reference} was changed since you opened it" in response.content.decode()
    assert [each.edtf for each in commitment.deadlines.all()] == ["2030"]
    shown_again = aa.post(page_of(commitment), form_of(response) | {"_look": "x"})
    assert slip(shown_again)["From"] == "In 2030"
    assert [each.edtf for each in commitment.deadlines.all()] == ["2030"]
    again = form_of(shown_again)
    assert (again["date"], again["reason_en"]) == ("June 2028", WHY)
    assert aa.post(page_of(commitment), again | {"_save": "x"}).status_code == 302
    assert [each.edtf for each in commitment.deadlines.all()] == ["2030", "2028-06"]


def test_a_save_that_comes_between_the_form_and_the_action_is_noticed_too(
    aa: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    commitment = CommitmentFactory()
    ready = form_of(shown(aa, commitment))

    def between(*args: Any, **given: Any) -> Any:
        monkeypatch.setattr(deadline_page, "set_deadline", set_deadline)
        DeadlineFactory(commitment=commitment, edtf="2030")
        return set_deadline(*args, **given)

    monkeypatch.setattr(deadline_page, "set_deadline", between)
    response = aa.post(page_of(commitment), ready | {"_save": "x"})
    assert "was changed since you opened it" in response.content.decode()
    assert [each.edtf for each in commitment.deadlines.all()] == ["2030"]
    told = aa.post(page_of(commitment), form_of(response))
    assert (told.status_code, slip(told)["From"]) == (200, "In 2030"), "what it does to the other's is told first"
    assert aa.post(page_of(commitment), form_of(told) | {"_save": "x"}).status_code == 302


@pytest.mark.parametrize("role", ["analyst", "editor", "secretariat"])
def test_whoever_may_add_a_deadline_is_shown_the_way(role: str, db: None) -> None:
    commitment = CommitmentFactory(by=analyst("BB"))
    client = signed_in(analyst("AA", roles=[role]))
    assert page_of(commitment) in client.get(address("commitment", "change", commitment.pk)).content.decode()
    assert saved(client, commitment).status_code == 302


@pytest.mark.parametrize("role", ["reader", "administrator", None])
def test_nobody_else_is_shown_the_way_or_let_in(role: str | None, db: None) -> None:
    commitment = CommitmentFactory()
    partner = analyst("AA", roles=[role]) if role else analyst("CC")
    client = signed_in(partner)
    assert page_of(commitment) not in client.get(address("commitment", "change", commitment.pk)).content.decode()
    for path in (page_of(commitment), f"{page_of(commitment)}slip/"):
        assert client.get(path).status_code == 403
    assert client.post(page_of(commitment), NEW | {"shown": "2028-06", "seen": 1, "_save": "x"}).status_code == 403
    assert not commitment.deadlines.exists()


def test_what_another_side_keeps_internal_is_not_there(aa: Client, client: Client) -> None:
    commitment = CommitmentFactory(by=analyst("BB"), visibility="internal")
    for step in ("deadline", "milestones", "say"):
        for pk in (commitment.pk, 999_999, "nothing", "9" * 30, "_00"):
            missing = aa.get(address("commitment", step, pk), follow=True)
            assert missing.redirect_chain == [("/admin/", 302)]
            assert "doesn’t exist. Perhaps it was deleted?" in missing.content.decode()
    assert client.get(page_of(commitment)).headers["Location"].startswith("/admin/login/")


def test_a_script_is_answered_with_the_slip_alone(aa: Client) -> None:
    commitment = CommitmentFactory()
    DeadlineFactory(commitment=commitment)
    path = f"{page_of(commitment)}slip/"
    answer = aa.get(path, {"date": "before June 2028", "basis": ""})
    assert slip(answer)["To"] == "By the end of May 2028"
    assert 'data-shown="../2028-05"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "may be two different days" in aa.get(path, {"date": "3/4/2028", "basis": ""}).content.decode()
    assert "Write the date." in aa.get(path, {"date": "", "basis": "explicit"}).content.decode()
    assert aa.get(path, {"date": "", "basis": ""}).content.decode().strip() == ""
    assert 'data-shown="none"' in aa.get(path, {"date": "", "basis": "none"}).content.decode()
    assert "Null characters" in aa.get(path, {"date": "\x00", "basis": ""}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_however_often_it_moved(
    aa: Client, django_assert_num_queries: Any, rows: int
) -> None:
    commitment = CommitmentFactory()
    for number in range(rows):
        DeadlineFactory(commitment=commitment, edtf=f"{2027 + number}", passage=PassageFactory(), by=None, at=AT)
    aa.get(page_of(commitment))
    with django_assert_num_queries(12):
        assert aa.get(page_of(commitment)).status_code == 200
    ready = form_of(aa.get(page_of(commitment))) | NEW | {"_preview": "x"}
    with django_assert_num_queries(15):
        assert slip(aa.post(page_of(commitment), ready))["To"] == "In June 2028"


def test_a_joint_body_moves_it_for_all(joint: Client) -> None:
    commitment = CommitmentFactory(partnership=PartnershipFactory())
    assert saved(joint, commitment).status_code == 302
