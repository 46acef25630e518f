"""A text is registered with its meeting, its passages and what they promise, as one change."""

from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment, Edition, Meeting, Passage, Source
from commitments.values.quotes import fingerprint, normalise
from tests.admin.conftest import signed_in
from tests.admin.pages import form_of
from tests.admin.registrations import (
    BRIDGE,
    PAGE,
    TEXT,
    counted,
    marked,
    meeting_fields,
    promise,
    row,
    sent,
    source,
    stored_meeting,
    whole,
    wrong,
)
from tests.factories import (
    CommitmentFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipFactory,
    PassageFactory,
    SectorFactory,
    SourceFactory,
    analyst,
    secretary,
)


@pytest.fixture(autouse=True)
def partnership(db: None) -> Any:
    """The partnership of AA and BB, from before anything was registered."""
    return PartnershipFactory()


def test_a_text_is_registered_with_all_that_it_says(aa: Client) -> None:
    sector, lead, helper = SectorFactory(), OrganisationFactory(), OrganisationFactory()
    before = Edition.objects.count()
    owned = {"sectors": [sector.pk], "lead": [lead.pk], "support": [helper.pk]}
    due = {"deadline-edtf": "2030", "deadline-basis": "explicit", "deadline-phrase": "avant 2030"}
    data = whole() | row("promises", 0, **owned, **due) | meeting_fields()
    response = sent(aa, data)
    assert response.status_code == 302, wrong(response)
    text, passage, made = Source.objects.get(), Passage.objects.get(), Commitment.objects.get()
    assert (text.slug, text.meeting, text.digest) == (
        "joint-words",
        Meeting.objects.get(),
        fingerprint(normalise(TEXT)),
    )
    assert text.copy == normalise(TEXT)
    start = text.copy.index(BRIDGE)
    assert (passage.paragraph, passage.start, passage.end) == (2, start, start + len(BRIDGE))
    assert (passage.fingerprint, passage.handle) == (fingerprint(BRIDGE), "paragraph-2")
    assert (made.reference, made.made_on) == ("AB-2025-001", "2025-12-01")
    owners = set(made.responsibilities.values_list("role", "organisation"))
    assert owners == {("lead", lead.pk), ("support", helper.pk)}
    assert list(made.sectors.all()) == [sector]
    assert list(made.citations.values_list("passage", "relation")) == [(passage.pk, "establishes")]
    deadline = made.deadlines.get()
    assert (deadline.edtf, deadline.passage, deadline.reason) == ("2030", passage, {"en": "It was published today."})
    written = Edition.objects.filter(number__gt=before)
    assert sorted(each.noun for each in written) == ["commitment", "meeting", "source"]
    assert {each.change for each in written} == {before + 1}


def test_the_page_that_follows_names_all_that_was_registered(aa: Client) -> None:
    old = CommitmentFactory(title={"en": "A school"})
    cited = row("promises", 1, passage="0", relation="reports", which="stored", commitment=old.pk)
    response = aa.post(PAGE, whole() | counted(1, 2) | cited | meeting_fields(), follow=True)
    rows = [words for _heading, several in response.context["registered"] for _address, words in several]
    assert rows == [
        "joint-words · Des mots communs",
        "session-49 · 49e session",
        "joint-words § 2 · Un pont.",
        "AB-2025-001 · Un pont sur le fleuve",
        f"{old.reference} · A school",
    ]


def test_a_promise_of_a_meeting_on_record_is_made_on_its_day(aa: Client) -> None:
    meeting = MeetingFactory(held_on="2025-11-30")
    assert sent(aa, whole() | stored_meeting(meeting)).status_code == 302
    assert (Source.objects.get().meeting, Commitment.objects.get().made_on) == (meeting, "2025-11-30")


def test_more_is_registered_of_a_text_on_record(aa: Client) -> None:
    stored = SourceFactory(copy=TEXT, digest=fingerprint(normalise(TEXT)))
    taken = PassageFactory(source=stored, handle="paragraph-2")
    begun = aa.get(PAGE, {"source": stored.pk})
    assert form_of(begun)["source"] == str(stored.pk)
    cited = row("passages", 1, stored=taken.pk)
    data = whole(which="stored", source=stored.pk, text="") | counted(2, 2) | cited | promise(1, passage="1")
    data |= row("promises", 1, title_fr="Tout autre chose", deadline_x="")
    response = sent(aa, data)
    assert response.status_code == 302, wrong(response)
    assert Source.objects.get().copy == TEXT
    handles = [each.citations.get().passage.handle for each in Commitment.objects.order_by("reference")]
    assert handles == ["paragraph-2-2", "paragraph-2"]


def test_a_copy_is_attached_to_a_text_on_record_that_had_none(aa: Client) -> None:
    stored = SourceFactory(digest=fingerprint(normalise(TEXT)))
    assert sent(aa, whole(which="stored", source=stored.pk)).status_code == 302
    assert Source.objects.get().copy == normalise(TEXT)


def test_a_copy_may_only_be_computed_with(aa: Client) -> None:
    data = whole()
    del data["attach"]
    assert sent(aa, data).status_code == 302
    text = Source.objects.get()
    assert (text.copy, text.digest) == ("", fingerprint(normalise(TEXT)))
    assert Passage.objects.get().located


def test_another_text_than_the_one_on_record_is_refused(aa: Client) -> None:
    stored = SourceFactory(digest=fingerprint("Another text."))
    said = wrong(sent(aa, whole(which="stored", source=stored.pk)))
    assert "This is not the text on record" in said["text"]
    assert not Passage.objects.exists()


def test_a_passage_of_another_text_is_refused(aa: Client) -> None:
    stored, elsewhere = SourceFactory(copy=TEXT), PassageFactory()
    data = whole(which="stored", source=stored.pk) | row("passages", 0, stored=elsewhere.pk)
    assert wrong(sent(aa, data))["passages-0-stored"] == "This passage is of another text."
    assert not Commitment.objects.exists()


def test_without_a_script_a_passage_is_found_by_its_words(aa: Client) -> None:
    words = row("passages", 0, paragraph="3", first="They will", last="a school", gist_fr="Une école.", handle="school")
    response = sent(aa, source() | counted(1, 1) | words | promise())
    assert response.status_code == 302, wrong(response)
    passage = Passage.objects.get()
    assert normalise(TEXT)[passage.start : passage.end] == "They will also open a school"
    assert (passage.paragraph, passage.handle) == (3, "school")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"paragraph": "9", "first": "build"}, "There is no paragraph 9: the text has 3."),
        ({"paragraph": "2", "first": "build", "last": "school"}, "The words “school” are not in paragraph 2."),
        ({"paragraph": "3", "first": "o"}, "The words “o” stand in paragraph 3 more than once: quote more of them."),
        ({"paragraph": "2", "first": "bridge", "last": "build"}, "The last words stand before the first ones."),
        ({"paragraph": "2"}, "Mark the passage in the text, or give its paragraph and its first words."),
    ],
)
def test_words_that_mark_no_one_passage_are_refused(aa: Client, given: dict[str, Any], said: str) -> None:
    data = source() | counted(1, 1) | row("passages", 0, **given, gist_fr="Un pont.") | promise()
    assert wrong(sent(aa, data))["passages-0-paragraph"] == said
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"start": 0},
        {"end": 10_000},
        {"paragraph": 1},
        {"quote": "buy a bridge"},
        {"quote": ""},
        {"start": 40, "end": 30},
        {"start": 13, "end": 60, "quote": normalise(TEXT)[13:60]},
    ],
)
def test_a_forged_place_is_refused(aa: Client, forged: dict[str, Any]) -> None:
    response = sent(aa, source() | counted(1, 1) | marked(**forged) | promise())
    assert "not at this place of the text" in wrong(response)["passages-0-paragraph"]
    assert not Source.objects.exists()


def test_a_place_in_a_text_of_many_scripts_is_counted_in_characters(aa: Client) -> None:
    text = "🌉🌉 ສະພານ Cầu Hữu Nghị e\u0301te\u0301 🏫\r\n\r\n𝔸 second line"
    words = "Hữu Nghị été 🏫"
    response = sent(aa, source(text=text) | counted(1, 1) | marked(words=words, text=text) | promise())
    assert response.status_code == 302, wrong(response)
    passage = Passage.objects.get()
    assert (passage.start, passage.end) == (13, 13 + 14)
    assert normalise(text)[passage.start : passage.end] == words


def test_all_of_it_or_nothing(aa: Client) -> None:
    data = whole() | counted(1, 2) | promise(1, title_fr="Une autre", kind="nothing") | meeting_fields()
    said = wrong(sent(aa, data))
    assert list(said) == ["promises-1-kind", ""]
    assert [model.objects.count() for model in (Source, Meeting, Commitment)] == [0, 0, 0]


def test_what_only_an_action_refuses_is_said_at_its_row_and_nothing_is_written(aa: Client) -> None:
    hidden = CommitmentFactory(visibility="internal", by=analyst("BB"))
    unknown = row("promises", 1, passage="0", relation="reports", which="stored", commitment=hidden.pk)
    said = wrong(sent(aa, whole() | counted(1, 2) | unknown))
    assert "promises-1-commitment" in said
    twice = row("promises", 1, passage="0", relation="reports", which="stored")
    old = CommitmentFactory()
    data = whole() | counted(1, 3) | twice | row("promises", 2, passage="0", relation="reports", which="stored")
    data |= {"promises-1-commitment": old.pk, "promises-2-commitment": old.pk}
    assert "already exists" in wrong(sent(aa, data))["nonfield"]
    assert not Source.objects.exists()


def test_what_was_typed_is_there_again_with_the_copy(aa: Client) -> None:
    given = whole(why="") | {"source-slug": "not a slug", "passages-0-handle": "the-bridge"}
    response = sent(aa, given)
    assert set(wrong(response)) == {"why", "source-slug", ""}
    again = form_of(response)
    kept = {
        "source-slug": "not a slug",
        "passages-0-handle": "the-bridge",
        "promises-0-title_fr": "Un pont sur le fleuve",
    }
    assert {name: again[name] for name in kept} == kept
    assert (again["text"].replace("\r\r\n", "\r\n"), again["passages-0-quote"]) == (TEXT, BRIDGE)
    assert again["once"] == given["once"]
    assert [each.text for each in response.context["sheet"].paragraphs] == normalise(TEXT).split("\n")


def test_sending_it_twice_registers_it_once(aa: Client) -> None:
    data = whole()
    first, second = sent(aa, data), sent(aa, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Source.objects.count(), Commitment.objects.count()) == (1, 1)


def test_a_form_that_was_saved_saves_nothing_else(aa: Client) -> None:
    data = whole()
    sent(aa, data)
    assert "was saved before" in wrong(sent(aa, data | {"source-slug": "another"}))[""]
    assert Source.objects.count() == 1
    assert sent(aa, whole() | {"source-slug": "another", "promises-0-same": "new"}).status_code == 302


def test_a_text_without_a_passage_is_not_registered(aa: Client) -> None:
    assert "at least one passage" in wrong(sent(aa, source()))[""]
    left_out = whole() | {"passages-0-DELETE": "on"}
    assert "at least one passage" in wrong(sent(aa, left_out))[""]
    assert not Source.objects.exists()


def test_a_text_that_was_not_at_hand_has_passages_without_a_place(aa: Client) -> None:
    told = row("passages", 0, gist_fr="Un pont.", handle="bridge")
    assert sent(aa, source(text="") | counted(1, 1) | told | promise()).status_code == 302
    assert not Passage.objects.get().located
    assert "Paste the text first" in wrong(sent(aa, whole(text="")))["passages-0-paragraph"]


def test_a_passage_and_a_promise_more_without_a_script(aa: Client) -> None:
    begun = form_of(aa.get(PAGE))
    more = aa.post(PAGE, begun | {"_add_passage": "1", "source-slug": "Not a slug"})
    assert wrong(more) == {}
    asked = form_of(more)
    assert (asked["source-slug"], asked["passages-TOTAL_FORMS"]) == ("Not a slug", "1")
    asked = form_of(aa.post(PAGE, asked | {"_add_promise": "0"}))
    assert (asked["promises-0-passage"], asked["promises-0-which"]) == ("0", "new")
    shown = aa.post(PAGE, asked | {"_show": "1", "text": TEXT})
    assert wrong(shown) == {}
    assert "They will also open a school, before 2030.</li>" in shown.content.decode()


@pytest.mark.parametrize("role", ["reader", "analyst", "administrator"])
def test_who_is_no_editor_is_not_shown_the_page(role: str) -> None:
    client = signed_in(analyst("AA", roles=[role]))
    assert PAGE not in client.get("/admin/").content.decode()
    for path in (PAGE, f"{PAGE}text/", f"{PAGE}resembling/", f"{PAGE}done/"):
        assert client.get(path).status_code == 403
    assert sent(client, whole()).status_code == 403
    assert not Source.objects.exists()


@pytest.mark.parametrize("who", ["editor", "joint"])
def test_editors_and_the_joint_secretariat_find_the_page(who: str) -> None:
    client = signed_in(analyst("AA", roles=["editor"]) if who == "editor" else secretary(roles=["secretariat"]))
    assert PAGE in client.get("/admin/").content.decode()
    assert client.get(PAGE).status_code == 200
    assert sent(client, whole()).status_code == 302


def test_nobody_registers_for_a_partnership_of_others(cc: Client) -> None:
    assert "promises-0-partnership" in wrong(sent(cc, whole()))
    stored = SourceFactory(meeting=MeetingFactory(), copy=TEXT)
    said = wrong(sent(cc, whole(which="stored", source=stored.pk)))
    assert "may not mark passages in this text" in said["source"]


def test_an_editor_of_the_other_side_cites_what_is_recorded_for_this_one(bb: Client) -> None:
    theirs = CommitmentFactory(by=analyst("AA"))
    cited = row("promises", 0, which="stored", commitment=theirs.pk, relation="reaffirms")
    assert sent(bb, whole() | cited).status_code == 302
    assert theirs.citations.get().relation == "reaffirms"


@pytest.mark.parametrize(
    "broken",
    [
        {"passages-TOTAL_FORMS": "x"},
        {"promises-TOTAL_FORMS": "999"},
        {"promises-0-passage": "x"},
        {"promises-0-same": "x"},
        {"once": "x"},
        {"which": "x"},
        {"why": "\x00"},
        {"source": "99999999999999999999999"},
        {"promises-0-lead": ["x"]},
        {"source-published_on": "2026-02-30"},
    ],
)
def test_whatever_is_sent_is_answered(aa: Client, broken: dict[str, Any]) -> None:
    assert sent(aa, whole() | broken).status_code == 200
    assert sent(aa, broken).status_code == 200
    assert aa.post(PAGE, broken | {"_add_promise": "x"}).status_code == 200
    assert aa.post(f"{PAGE}text/", broken).status_code == 200
    assert aa.post(f"{PAGE}resembling/", broken | {"prefix": "promises-0"}).status_code == 200
    assert aa.get(f"{PAGE}done/", {"source": "x", "new": "1,x"}).status_code == 302
