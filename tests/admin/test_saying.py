"""A side's word in one short form: reached from the list or the commitment, and back to where one came from."""

import datetime as dt
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from commitments.actions.words import Word, record_update
from commitments.admin.texts import LONGEST
from commitments.models import Commitment, Edition, StatusUpdate, User
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)

WORD = {"status": "in_progress", "as_of": "2026-01-03"}
WHOLE = WORD | {
    "outlook": "at_risk",
    "progress": "40",
    "note_fr": "La moitié.",
    "note_vi": "Một nửa.",
    "next_step_en": "The rest.",
    "address": "https://example.org/report",
    "why": "The ministry reported it.",
}


@pytest.fixture
def commitment(db: None) -> Commitment:
    return CommitmentFactory(title={"en": "A bridge"})


def page_of(commitment: Commitment, query: str = "") -> str:
    """Where a word is given on it."""
    return address("commitment", "say", commitment.pk) + query


def said(client: Client, path: str, **given: Any) -> HttpResponse:
    """Open the form, type and save."""
    opened = client.get(path)
    assert opened.status_code == 200, opened.status_code
    data = form_of(opened) | given
    return client.post(path, data if data.keys() & {"_next"} else data | {"_save": "Save"})


def told(response: HttpResponse) -> str:
    """What the page says went wrong."""
    form = response.context["form"]
    return " ".join([*form.non_field_errors(), *(str(each) for errors in form.errors.values() for each in errors)])


def messages(client: Client, response: HttpResponse) -> list[str]:
    """What the page that follows says first."""
    return [str(each) for each in client.get(response.headers["Location"]).context["messages"]]


def test_the_whole_word_is_recorded_in_one_form(aa: Client, commitment: Commitment) -> None:
    passage, other = PassageFactory(), SideFactory(code="BB")
    before = Edition.objects.count()
    response = said(aa, page_of(commitment), **WHOLE, passage=passage.pk, awaiting=other.pk)
    assert response.status_code == 302, told(response)
    word = commitment.updates.get()
    assert (word.side.code, word.status, word.outlook, word.progress) == ("AA", "in_progress", "at_risk", 40)
    assert (word.note, word.next_step) == ({"fr": "La moitié.", "vi": "Một nửa."}, {"en": "The rest."})
    assert (word.as_of, word.awaiting, word.recorded_by.username) == (dt.date(2026, 1, 3), other, "anna")
    assert [each.passage or each.address for each in word.evidence.all()] == [passage, WHOLE["address"]]
    assert Edition.objects.count() == before + 1
    assert Edition.objects.last().reason == {"en": WHOLE["why"]}


def test_the_form_shows_the_promise_and_both_sides_last_words_with_the_own_first(
    aa: Client, commitment: Commitment
) -> None:
    DeadlineFactory(commitment=commitment)
    StatusUpdateFactory(commitment=commitment, note={"en": "An old word"}, as_of=dt.date(2025, 1, 1))
    StatusUpdateFactory(commitment=commitment, note={"en": "Our word"})
    StatusUpdateFactory(commitment=commitment, side=SideFactory(code="BB"), note={"en": "Their word"})
    shown = aa.get(page_of(commitment)).context["promise"]
    assert [(each.side, each.own, each.word.note) for each in shown.positions] == [
        ("AA", True, "Our word"),
        ("BB", False, "Their word"),
    ]
    assert (shown.name, shown.after) == (f"{commitment.reference} · A bridge", 2)
    assert "2027" in shown.due


def test_the_day_is_today_and_a_reason_is_proposed(aa: Client, commitment: Commitment) -> None:
    asked = form_of(aa.get(page_of(commitment)))
    assert (asked["as_of"], asked["why"]) == (timezone.localdate().isoformat(), "Regular status update.")
    response = said(aa, page_of(commitment), status="in_progress")
    assert response.status_code == 302, told(response)
    assert Edition.objects.last().reason == {"en": "Regular status update."}


def test_an_emptied_reason_is_the_proposed_one(aa: Client, commitment: Commitment) -> None:
    assert said(aa, page_of(commitment), **WORD, why=" ").status_code == 302
    assert Edition.objects.last().reason == {"en": "Regular status update."}


@pytest.mark.parametrize("why", ["", "Regular status update.", "  "])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "in_progress"}, "Your side said “completed” last, and now says “in progress”."),
        ({"status": "completed", "progress": "50"}, "The progress goes down from 60 to 50."),
        ({"status": "completed", "as_of": "2026-01-01"}, "Your side has spoken of a later day already: Jan. 2, 2026."),
    ],
)
def test_a_word_that_contradicts_the_last_one_needs_a_reason_of_its_own(
    aa: Client, commitment: Commitment, change: dict[str, str], words: str, why: str
) -> None:
    StatusUpdateFactory(commitment=commitment, status="completed", progress=60)
    response = said(aa, page_of(commitment), **WORD | change, why=why)
    assert response.status_code == 200
    assert f"{words} Say why: a word that contradicts the last one needs a reason of its own." in told(response)
    assert form_of(response)["why"] == why
    assert said(aa, page_of(commitment), **WORD | change, why="The count was wrong.").status_code == 302


def test_what_the_other_side_said_is_contradicted_without_a_reason(aa: Client, commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment, side=SideFactory(code="BB"), status="completed", progress=100)
    assert said(aa, page_of(commitment), **WORD, progress="5").status_code == 302


def test_a_proposed_reason_in_another_language_is_no_reason_of_its_own(aa: Client, commitment: Commitment) -> None:
    StatusUpdateFactory(commitment=commitment, status="completed")
    aa.cookies["django_language"] = "fr"
    proposed = form_of(aa.get(page_of(commitment)))["why"]
    aa.cookies["django_language"] = "vi"
    assert said(aa, page_of(commitment), **WORD, why=proposed).status_code == 200


def test_after_saving_one_is_back_in_the_list_with_its_filters(aa: Client, commitment: Commitment) -> None:
    listed = aa.get(address("commitment", "changelist"), {"kind": "project", "o": "1"})
    link = linked(listed, commitment)
    response = said(aa, link, **WORD)
    back = urlsplit(response.headers["Location"])
    assert back.path == address("commitment", "changelist")
    assert dict(parse_qsl(back.query)) == {"kind": "project", "o": "1"}
    assert messages(aa, response) == [
        f"Recorded for AA on {commitment.reference} · A bridge as no. 1: in progress as of Jan. 3, 2026."
    ]


def linked(listed: HttpResponse, commitment: Commitment) -> str:
    """The link in a row of the list."""
    (column,) = [each for each in listed.context["cl"].list_display if callable(each)]
    cell: str = column(commitment)
    return cell.split('"')[1].replace("&amp;", "&") if cell else ""


def test_after_saving_one_is_back_on_the_commitments_page(aa: Client, commitment: Commitment) -> None:
    page = aa.get(address("commitment", "change", commitment.pk))
    link = f"{page.context['say_address']}?{page.context['say_place']}"
    assert f'href="{escape(link)}"' in page.content.decode()
    assert said(aa, link, **WORD).headers["Location"] == address("commitment", "change", commitment.pk)


def test_one_goes_on_to_the_next_of_the_same_list(aa: Client) -> None:
    rows = [CommitmentFactory(kind=kind) for kind in ("project", "policy", "project")]
    listed = aa.get(address("commitment", "changelist"), {"kind": "project", "o": "-1"})
    response = said(aa, linked(listed, rows[2]), **WORD, _next="x")
    assert urlsplit(response.headers["Location"]).path == page_of(rows[0])
    response = said(aa, response.headers["Location"], **WORD, _next="x")
    assert urlsplit(response.headers["Location"]).query == "kind=project&o=-1"
    assert messages(aa, response)[-1] == "That was the last one of this list."


def test_one_goes_on_when_the_word_takes_the_row_out_of_the_list(aa: Client) -> None:
    rows = [CommitmentFactory() for _ in range(3)]
    listed = aa.get(address("commitment", "changelist"), {"standing": "silent"})
    response = said(aa, linked(listed, rows[0]), **WORD, _next="x")
    assert urlsplit(response.headers["Location"]).path == page_of(rows[1])


@pytest.mark.parametrize("filters", ["e=1%26x=%00", "made_on__year=9999999", "lateness=never&p=x", "nothing=1"])
def test_a_list_that_cannot_be_asked_is_gone_back_to_without_a_next_row(
    aa: Client, commitment: Commitment, filters: str
) -> None:
    response = said(aa, page_of(commitment, f"?_changelist_filters={filters.replace('&', '%26')}"), **WORD, _next="x")
    assert response.status_code == 302
    assert commitment.updates.count() == 1
    listed = aa.get(response.headers["Location"], follow=True)
    assert (listed.status_code, "This address cannot be read" in listed.content.decode()) == (400, True)


def test_a_form_that_is_sent_twice_is_written_once_and_says_the_same(aa: Client, commitment: Commitment) -> None:
    path = page_of(commitment)
    data = form_of(aa.get(path)) | WORD | {"_save": "Save"}
    first, second = aa.post(path, data), aa.post(path, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert len(set(messages(aa, first))) == 1  # both answers say the same
    assert commitment.updates.count() == 1


def test_a_colleague_who_spoke_first_is_shown_and_the_second_save_goes_through(
    aa: Client, commitment: Commitment
) -> None:
    path = page_of(commitment)
    opened = form_of(aa.get(path)) | WHOLE
    StatusUpdateFactory(commitment=commitment, note={"en": "The colleague's word"})
    response = aa.post(path, opened)
    assert response.status_code == 200
    assert "The colleague&#x27;s word" in response.content.decode()
    again = aa.post(path, form_of(response) | {"_look": "x"})
    kept = form_of(again)
    assert {name: kept[name] for name in WHOLE} == WHOLE
    assert again.context["promise"].positions[0].word.note == "The colleague's word"
    assert commitment.updates.count() == 1
    assert aa.post(path, form_of(response)).status_code == 302
    assert commitment.updates.get(number=2).note == {"fr": "La moitié.", "vi": "Một nửa."}


def test_a_slip_does_not_hide_that_a_colleague_spoke_first(aa: Client, commitment: Commitment) -> None:
    path = page_of(commitment)
    opened = form_of(aa.get(path)) | WORD
    StatusUpdateFactory(commitment=commitment, status="stalled")
    slipped = form_of(aa.post(path, opened | {"progress": "101"}))
    assert "places" in aa.post(path, slipped | {"progress": "10"}).context
    assert commitment.updates.count() == 1


def test_a_colleague_who_speaks_between_the_form_and_the_action_is_noticed_too(
    aa: Client, commitment: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def between(row: Commitment, **given: Any) -> StatusUpdate:
        record_update(row, side=given["side"], word=Word(status="stalled", as_of=dt.date(2026, 1, 1)), **signed(given))
        return record_after(row, **given)

    from commitments.actions.saying import record_after  # noqa: PLC0415  what the page calls is replaced below

    monkeypatch.setattr("commitments.admin.saying.one.record_after", between)
    assert "places" in said(aa, page_of(commitment), **WORD).context
    assert not commitment.updates.exists()


def signed(given: dict[str, Any]) -> dict[str, Any]:
    """Who, when and why."""
    return {name: given[name] for name in ("by", "at", "why")}


def test_the_other_sides_word_stands_in_nobodys_way(aa: Client, bb: Client, commitment: Commitment) -> None:
    opened = form_of(aa.get(page_of(commitment))) | WORD
    assert said(bb, page_of(commitment), **WORD | {"status": "stalled"}).status_code == 302
    assert aa.post(page_of(commitment), opened).status_code == 302
    commitment.refresh_from_db()
    assert commitment.standing == "divergent"


def test_the_other_sides_word_cannot_be_forged(aa: Client, commitment: Commitment) -> None:
    said(aa, page_of(commitment), **WORD, side=SideFactory(code="BB").pk)
    assert [word.side.code for word in commitment.updates.all()] == ["AA"]


@pytest.mark.parametrize(
    "who", [{"roles": ["reader"]}, {"roles": ["editor"]}, {"roles": ["secretariat"]}, {"roles": ["administrator"]}]
)
def test_who_gives_no_word_is_shown_no_way_to_it_and_refused(who: dict[str, Any], commitment: Commitment) -> None:
    refused(signed_in(analyst("AA", **who)), commitment)


def test_who_has_no_side_or_another_one_is_refused(cc: Client, joint: Client, commitment: Commitment) -> None:
    refused(joint, commitment)
    assert linked(cc.get(address("commitment", "changelist")), commitment) == ""
    refused(cc, commitment)


def refused(client: Client, commitment: Commitment) -> None:
    """No link anywhere, and 403 when it is forced."""
    for page in (address("commitment", "changelist"), address("commitment", "change", commitment.pk)):
        assert page_of(commitment) not in client.get(page).content.decode()
    assert client.get(page_of(commitment)).status_code == 403
    assert client.post(page_of(commitment), WORD).status_code == 403
    assert not StatusUpdate.objects.exists()


def test_what_the_other_side_keeps_internal_is_not_there(aa: Client) -> None:
    theirs = CommitmentFactory(visibility="internal", by=analyst("BB"))
    nothing = page_of(theirs).replace(str(theirs.pk), "999999")
    for path in (page_of(theirs), nothing, nothing.replace("999999", "x"), nothing.replace("999999", "9" * 30)):
        assert (aa.get(path).status_code, aa.post(path, WORD).status_code) == (302, 404)
    assert not StatusUpdate.objects.exists()


@pytest.mark.parametrize("step", ["say", "deadline", "milestones"])
def test_what_was_typed_is_shown_when_nothing_may_be_written_any_more(
    step: str, aa: Client, commitment: Commitment
) -> None:
    words = "Half of <b>it</b>, and a long explanation."
    path = address("commitment", step, commitment.pk)
    User.objects.get(username="anna").groups.clear()
    barred = aa.post(path, {"note_en": words, "_save": "Save"})
    hidden = aa.post(path.replace(f"/{commitment.pk}/", "/999999/"), {"note_en": words, "_save": "Save"})
    assert (barred.status_code, hidden.status_code) == (403, 404)
    for page in (barred, hidden):
        assert escape(words) in page.content.decode()
        assert "copy what you had typed" in page.content.decode()
        assert 'id="kept_form"' not in page.content.decode()


def test_a_text_without_end_is_refused_in_words(aa: Client, commitment: Commitment) -> None:
    page = said(aa, page_of(commitment), **WORD, note_en="x" * (LONGEST + 1))
    assert "at most 100000 characters" in told(page)
    assert said(aa, page_of(commitment), **WORD, note_en="x" * LONGEST).status_code == 302


WRONG = {
    "status": ["", "kept", "a\x00b"],
    "as_of": ["", "2999-01-01", "2026-02-30", "a\x00b", "01/03/2026 x"],
    "outlook": ["sunny", "a\x00b"],
    "progress": ["101", "-1", "x", "9" * 30, "a\x00b"],
    "note_en": ["a\x00b"],
    "passage": ["999999", "x", "9" * 30, "a\x00b"],
    "address": ["javascript:alert(1)", "x", "https://example.org/" + "x" * 500, "a\x00b"],
    "awaiting": ["999999", "x", "9" * 30, "a\x00b"],
    "corrects": ["1", "x", "9" * 30, "a\x00b"],
    "why": ["x" * 10_000, "a\x00b"],
    "after": ["x", "-1", "a\x00b"],
}


@pytest.mark.parametrize(("name", "wrong"), [(name, wrong) for name, several in WRONG.items() for wrong in several])
def test_what_is_wrong_is_named_and_everything_typed_is_kept(
    aa: Client, commitment: Commitment, name: str, wrong: str
) -> None:
    response = said(aa, page_of(commitment), **WHOLE | {name: wrong})
    assert response.status_code == 200
    assert told(response)
    kept = form_of(response)
    assert {each: kept[each] for each in WHOLE if each != name} == {each: WHOLE[each] for each in WHOLE if each != name}
    assert not StatusUpdate.objects.exists()


def test_a_word_for_a_side_to_wait_for_outside_of_the_partnership_is_refused(
    aa: Client, commitment: Commitment
) -> None:
    assert said(aa, page_of(commitment), **WORD, awaiting=SideFactory(code="CC").pk).status_code == 200


def test_a_long_note_is_kept_whole(aa: Client, commitment: Commitment) -> None:
    assert said(aa, page_of(commitment), **WORD, note_en="x" * 10_000).status_code == 302
    assert commitment.updates.get().note == {"en": "x" * 10_000}


def test_the_same_word_typed_again_is_refused_and_kept(aa: Client, commitment: Commitment) -> None:
    assert said(aa, page_of(commitment), **WHOLE).status_code == 302
    response = said(aa, page_of(commitment), **WHOLE)
    assert "This very word is the last one on record already" in told(response)
    assert form_of(response)["note_fr"] == WHOLE["note_fr"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_costs_the_same_however_many_words_there_are(
    aa: Client, commitment: Commitment, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        DeadlineFactory(commitment=commitment, edtf=f"{2027 + number}")
        for code in ("AA", "BB"):
            evidence = [PassageFactory(), "https://example.org/"]
            StatusUpdateFactory(commitment=commitment, side=SideFactory(code=code), progress=number, evidence=evidence)
    aa.get(page_of(commitment))
    with django_assert_num_queries(18):
        assert aa.get(page_of(commitment)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_rows_have_the_link(
    aa: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        CommitmentFactory()
    with django_assert_num_queries(28):
        listed = aa.get(address("commitment", "changelist"))
    assert listed.content.decode().count("/say/?") + listed.content.decode().count('/say/"') == rows
