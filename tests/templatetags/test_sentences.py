"""Every fact is one whole sentence in the reader's language."""

import copy
from typing import Any

import pytest
from django.utils import translation

from commitments.queries.names import Names
from commitments.templatetags.sentences import SAID, Sentence, sentence
from commitments.values.alterations import alterations, facts
from commitments.values.alterations.facts import (
    Amount,
    Attached,
    Changed,
    CitationChanged,
    DeadlinePlaced,
    DeadlineSet,
    Evidenced,
    Fact,
    Given,
    LinkChanged,
    Measured,
    MilestoneChanged,
    MoreWords,
    Other,
    OwnerChanged,
    PartnershipChanged,
    PassageMoved,
    Recalled,
    Reformed,
    Registered,
    Reworded,
    SectorChanged,
    Seen,
    SidesChanged,
    Spoken,
    Withdrawn,
)
from tests.values.full_record import full_record
from tests.values.test_alterations import LEAVES, mutated

NAMES = Names(
    sides={"AA": {"en": "Aland"}, "BB": {"en": "Beland"}},
    indicators={"trade": {"en": "Trade"}},
    sources={"text": {"en": "The text"}},
)
AMOUNT, MORE = Amount("5", None, "USD"), Amount("5", "10", "USD")


def deadline(before: str | None, after: str | None, **given: Any) -> DeadlineSet:
    """A deadline that was set."""
    usual: dict[str, Any] = {"phrase": None, "first": before is None, "days": None, "reason": {}}
    return DeadlineSet(before, after, **usual | given)


def spoken(before: str | None, status: str, **given: Any) -> Spoken:
    """A word of AA."""
    usual: dict[str, Any] = {"corrects": None, "late": False, "note": {}, "next_step": {}}
    return Spoken("AA", before, status, "2026-01-02", **usual | given)


SENTENCES: list[tuple[Fact, str]] = [
    (Registered({"en": "A bridge"}), "Registered as “A bridge”."),
    (Withdrawn(), "Withdrawn from the public record."),
    (Reformed(), "The record took on another form; what it says is the same."),
    (Other(("owners", "side")), "Other particulars changed: owners › side."),
    (Other(("novel",)), "Other particulars changed: novel."),
    (Reworded("title", "fr", "Un", "Deux"), "Title in French changed from “Un” to “Deux”."),
    (Reworded("summary", "vi", None, "Cầu"), "Summary added in Vietnamese: “Cầu”."),
    (Reworded("sector", "en", "Roads", None), "Name of the sector in English removed; it was “Roads”."),
    (Changed("kind", "project", "target"), "The kind of promise changed from “project” to “target”."),
    (Changed("force", "gone", "joint"), "The force of its words changed from “gone” to “agreed by both sides”."),
    (Changed("visibility", "internal", "public"), "It is public from this edition on."),
    (Changed("visibility", "public", "internal"), "It is internal from this edition on, and no longer public."),
    (Changed("made_on", "2025", "2025-12"), "The date of the promise was 2025; it is now December 2025."),
    (Changed("recurrence", None, "FREQ=YEARLY"), "It comes round again by the rule FREQ=YEARLY."),
    (Changed("recurrence", "FREQ=YEARLY", None), "It no longer comes round again; the rule was FREQ=YEARLY."),
    (Changed("review_interval", 90, 1), "A word now counts as stale after 1 day; until now, after 90."),
    (Changed("parent", "AB-1", "AB-2"), "It is now part of AB-2, no longer of AB-1."),
    (Changed("status", "not_assessed", "stalled"), "The status shown changed from “not assessed” to “stalled”."),
    (
        Changed("standing", "one_sided", "divergent"),
        "What the sides’ words amount to changed from “not all sides have spoken” to “the sides differ”.",
    ),
    (Changed("phrase", None, "soon"), "The text’s own words for the deadline: “soon”."),
    (PartnershipChanged({"en": "AB"}, {"en": "AC"}), "The partnership changed from “AB” to “AC”."),
    (
        SidesChanged(("AA",), ("AA", "BB")),
        "The sides of the partnership were Aland; they are now Aland, Beland.",
    ),
    (SectorChanged({"en": "Roads"}, added=False), "Sector removed: Roads."),
    (OwnerChanged({"en": "Works"}, None, "lead"), "Responsible from now on: Works (lead)."),
    (OwnerChanged({"en": "Works"}, "lead", None), "No longer responsible: Works (lead)."),
    (OwnerChanged({"en": "Works"}, "lead", "support"), "The part of Works changed from “lead” to “support”."),
    (deadline("2025", "2027", days=730), "Deadline moved from 2025 to 2027."),
    (
        deadline("2027-01-02", "../2026", days=-2),
        "The deadline was on 2 January 2027; it is now by the end of 2026: its last day is 2 days earlier.",
    ),
    (deadline("2027", "2027/.."), "The deadline was in 2027; it is now from 2027 on."),
    (deadline("2027", "2027", days=0), "Deadline set again, with the same date: in 2027."),
    (deadline(None, "2027"), "Deadline stated: in 2027."),
    (deadline("2027", None), "Deadline withdrawn: no date is stated any more; it was in 2027."),
    (deadline(None, None, phrase="soon"), "The text gives words for the deadline but no date: “soon”."),
    (deadline(None, None, first=False), "It is recorded that no date is stated."),
    (DeadlinePlaced("text", 3), "The deadline rests on “The text”, paragraph 3."),
    (DeadlinePlaced(None, None), "The deadline no longer rests on a passage."),
    (spoken(None, "stalled"), "Aland speaks for the first time: “stalled”, as of 2 January 2026."),
    (
        spoken("stalled", "completed"),
        "Aland now says “completed” instead of “stalled”, as of 2 January 2026.",
    ),
    (spoken("stalled", "stalled"), "Aland says again “stalled”, as of 2 January 2026."),
    (spoken("completed", "stalled", corrects=2), "Aland sets its word 2 right: “stalled”, as of 2 January 2026."),
    (
        spoken(None, "stalled", late=True),
        "Aland recorded a word for an earlier day: “stalled”, as of 2 January 2026.",
    ),
    (
        Recalled("AA", "stalled", "2026-01-02"),
        "An earlier word of Aland counts again: “stalled”, as of 2 January 2026.",
    ),
    (Given("outlook", "AA", None, "at_risk"), "Aland gives the outlook “at risk”."),
    (Given("progress", "AA", 20, 40), "Aland puts the progress at 40 of 100; until now, at 20."),
    (Given("progress", "AA", None, 0), "Aland puts the progress at 0 of 100."),
    (Given("awaiting", "AA", "BB", None), "Aland no longer waits for Beland."),
    (Evidenced("AA", 1), "Aland names 1 piece of evidence."),
    (Evidenced("CC", 2), "CC names 2 pieces of evidence."),
    (
        Evidenced("CC", 1, (Attached("AB-2025-001", 3, 1, "report.pdf", "application/pdf", 2048),)),
        "CC names 1 piece of evidence.",
    ),
    (MoreWords(2), "2 further words were recorded in the same change."),
    (Measured("target", "trade", None, MORE), "Target set for “Trade”: USD 5–10."),
    (Measured("target", "trade", AMOUNT, MORE), "The target for “Trade” changed from USD 5 to USD 5–10."),
    (
        Measured("baseline", "none", AMOUNT, None),
        "The target for “none” no longer says what it starts from; it was USD 5.",
    ),
    (Seen("trade", None, (AMOUNT, "2024")), "First value seen of “Trade”: USD 5 (2024)."),
    (
        Seen("trade", (AMOUNT, "2024"), (AMOUNT, "2025")),
        "Newest value seen of “Trade”: USD 5 (2025); until now, USD 5 (2024).",
    ),
    (
        Seen("trade", (AMOUNT, "2024"), None),
        "No value of “Trade” counts as seen any more; the last was USD 5 (2024).",
    ),
    (MilestoneChanged("added", {"en": "End"}, None, "2027"), "Milestone added: “End”, in 2027."),
    (MilestoneChanged("removed", {"en": "End"}, None, "2027"), "Milestone removed: “End”, in 2027."),
    (
        MilestoneChanged("moved", {"en": "End"}, "2027", "2028"),
        "The milestone “End” was due in 2027; it is now due in 2028.",
    ),
    (MilestoneChanged("reached", {"en": "End"}, None, "2026-01-02"), "Milestone reached on 2 January 2026: “End”."),
    (
        MilestoneChanged("unreached", {"en": "End"}, "2026-01-02", None),
        "The milestone “End” no longer counts as reached.",
    ),
    (LinkChanged("follows", "AB-1", added=True), "Link added: follows AB-1."),
    (LinkChanged("follows", "AB-1", added=False), "Link removed: follows AB-1."),
    (CitationChanged("text", 2, None, "reports", {}), "Citation added: “The text”, paragraph 2 (reports on)."),
    (CitationChanged("lost", None, "reports", None, {}), "Citation removed: “lost” (reports on)."),
    (
        CitationChanged("text", 2, "reports", "weakens", {}),
        "The citation of “The text”, paragraph 2 changed from “reports on” to “weakens”.",
    ),
    (
        PassageMoved("text", 2),
        "The passage cited was marked anew, with its place and fingerprint: “The text”, paragraph 2.",
    ),
]


@pytest.mark.parametrize(("fact", "words"), SENTENCES, ids=lambda each: str(each)[:60])
def test_each_fact_is_a_whole_sentence(fact: Fact, words: str) -> None:
    with translation.override("en"):
        assert sentence(fact, NAMES).words == words


def test_no_kind_of_fact_is_without_its_sentence_or_its_test() -> None:
    kinds = {each for each in vars(facts).values() if isinstance(each, type) and issubclass(each, Fact)} - {Fact}
    assert set(SAID) == kinds
    assert {type(fact) for fact, _words in SENTENCES} == kinds


def test_the_reason_stands_beside_a_deadline_and_says_its_language() -> None:
    with translation.override("en"):
        said = sentence(deadline("2025", "2027", reason={"fr": "Retard."}), NAMES)
    assert [(each.label, each.words) for each in said.beside] == [
        ("Why", '<span lang="fr">Retard.</span> <small class="other-language">in French</small>')
    ]


def test_the_files_that_a_word_rests_on_stand_beside_it_as_links() -> None:
    file = Attached("AB-2025-001", 3, 1, "<b>.pdf", "application/pdf", 2048)
    with translation.override("en"):
        (beside,) = sentence(Evidenced("CC", 1, (file,)), NAMES).beside
    address = "/en/commitments/AB-2025-001/words/3/evidence/1/"
    link = f'<a href="{address}"><bdi>&lt;b&gt;.pdf</bdi></a> (PDF, 2.0\xa0KB)'
    assert (beside.name, beside.label, beside.words) == ("file", "File", link)


def test_the_note_and_the_next_step_stand_beside_a_word_and_hold_no_markup_of_their_own() -> None:
    with translation.override("en"):
        said = sentence(spoken(None, "stalled", note={"en": "<b>No</b>"}, next_step={"en": "Meet."}), NAMES)
    assert [(each.label, each.words) for each in said.beside] == [
        ("Note", "&lt;b&gt;No&lt;/b&gt;"),
        ("Next step", "Meet."),
    ]


@pytest.mark.parametrize("language", ["en", "fr", "vi"])
def test_whatever_differs_can_be_said_in_every_language(language: str) -> None:
    pairs = [pair for place in LEAVES for pair in ((full_record(), mutated(place)), (mutated(place), full_record()))]
    with translation.override(language):
        for before, after in pairs:
            said = [sentence(fact, NAMES) for fact in alterations(before, after)]
            assert said
            assert all(isinstance(each, Sentence) and each.words for each in said)


def test_a_word_that_left_its_list_and_a_date_that_cannot_be_read_are_said_as_written() -> None:
    before = full_record()
    after = copy.deepcopy(before)
    after["assessments"][0] |= {"number": 9, "status": "paused", "as_of": "someday"}
    after["milestones"][0]["due"] = "later"
    with translation.override("en"):
        said = [sentence(fact, NAMES).words for fact in alterations(before, after)]
    assert "Aland now says “paused” instead of “in progress”, as of someday." in said
    assert "The milestone “Opening” was due in June 2026; it is now due later." in said


def test_facts_are_compared_by_what_they_say() -> None:
    assert facts.Registered({"en": "x"}) == facts.Registered({"en": "x"})
