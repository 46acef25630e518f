"""What changed between two records of a commitment: each change is told, and told as what it is."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commitments.values import alterations as comparison
from commitments.values.alterations import DERIVED, alterations, facts
from commitments.values.alterations.facts import (
    Amount,
    Attached,
    Changed,
    CitationChanged,
    DeadlinePlaced,
    DeadlineSet,
    Evidenced,
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
from tests.values.full_record import REVISION, WORD, full_record, older_form, owner

Place = tuple[Any, ...]
Alter = Callable[[dict[str, Any]], Any]


def leaves(value: Any, place: Place = ()) -> Iterator[Place]:
    """The places of everything that holds nothing more."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not inner:
        yield place
    for name, each in inner:
        yield from leaves(each, (*place, name))


LEAVES = list(leaves(full_record()))


def mutated(place: Place, record: dict[str, Any] | None = None) -> dict[str, Any]:
    """The record with another value at one place; a date stays a date."""
    record = record or full_record()
    inner = record
    for name in place[:-1]:
        inner = inner[name]
    old = inner[place[-1]]
    inner[place[-1]] = (
        not old if isinstance(old, bool) else old + 7 if isinstance(old, int) else _other_text(place[-1], old)
    )
    return record


def _other_text(name: Any, old: str | None) -> str:
    if name in {"edtf", "due", "made_on", "period", "earliest", "latest", "as_of", "reached_on", "last_word_on"}:
        return "2031-05-06"
    if name in {"value", "value_to", "baseline"}:
        return "77"
    return f"{old or ''}x"


@pytest.mark.parametrize("place", LEAVES, ids=lambda place: "/".join(map(str, place)))
def test_no_change_of_any_leaf_is_silent(place: Place) -> None:
    found = alterations(full_record(), mutated(place))
    assert found
    assert Reformed() not in found


@pytest.mark.parametrize("place", LEAVES, ids=lambda place: "/".join(map(str, place)))
def test_a_change_is_told_beside_another(place: Place) -> None:
    other = full_record() | {"kind": "programme"}
    told = [fact for fact in alterations(full_record(), mutated(place, other)) if getattr(fact, "what", "") != "kind"]
    # What only follows from the rest is not told twice; the kind itself is one fact.
    assert bool(told) == (place[0] not in {*DERIVED, "kind"})


@given(some.lists(some.sampled_from(LEAVES), min_size=1, max_size=6))
def test_what_is_told_of_many_changes_is_nothing_that_a_way_back_does_not_undo(places: list[Place]) -> None:
    record = full_record()
    for place in places:
        mutated(place, record)
    assert bool(alterations(full_record(), record)) == (record != full_record())
    assert bool(alterations(record, full_record())) == (record != full_record())


def test_the_control_a_comparison_that_leaves_a_part_out_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "TELLERS", [each for each in comparison.TELLERS if each.__name__ != "citations"])
    assert alterations(full_record(), mutated(("citations", 0, "gist", "en"))) == [Reformed()]


def test_nothing_changed_when_nothing_differs() -> None:
    assert alterations(full_record(), full_record()) == []
    assert alterations(None, None) == []


def test_a_first_edition_registers_and_a_withheld_one_withdraws() -> None:
    assert alterations(None, full_record()) == [Registered(full_record()["title"])]
    assert alterations(full_record(), None) == [Withdrawn()]


def test_a_record_that_is_only_written_in_the_newer_form_says_the_same() -> None:
    assert alterations(older_form(full_record()), full_record()) == [Reformed()]


def test_a_member_that_nobody_knows_is_named() -> None:
    assert alterations(full_record(), full_record() | {"novel": 1}) == [Other(("novel",))]


def change(alter: Alter) -> list[facts.Fact]:
    """What is told when the full record is altered."""
    record = full_record()
    alter(record)
    return alterations(full_record(), record)


def put(record: dict[str, Any], *place: Any, to: Any) -> None:
    """Write a value at a place."""
    for name in place[:-1]:
        record = record[name]
    record[place[-1]] = to


USD = ("10", "USD")


@pytest.mark.parametrize(
    ("alter", "told"),
    [
        (lambda r: put(r, "title", "fr", to="Deux ponts"), [Reworded("title", "fr", "Un pont", "Deux ponts")]),
        (lambda r: put(r, "summary", "vi", to="Cầu"), [Reworded("summary", "vi", None, "Cầu")]),
        (lambda r: put(r, "kind", to="target"), [Changed("kind", "project", "target")]),
        (lambda r: put(r, "parent", to=None), [Changed("parent", "AB-2024-001", None)]),
        (lambda r: put(r, "review_interval", to=30), [Changed("review_interval", 90, 30)]),
        (lambda r: put(r, "visibility", to="internal"), [Changed("visibility", "public", "internal")]),
        (
            lambda r: put(r, "partnership", to={"slug": "cc", "name": {"en": "CC"}, "sides": ["AA", "CC"]}),
            [PartnershipChanged({"en": "Partnership AB"}, {"en": "CC"}), SidesChanged(("AA", "BB"), ("AA", "CC"))],
        ),
        (
            lambda r: put(r, "partnership", "name", "en", to="New"),
            [Reworded("partnership", "en", "Partnership AB", "New")],
        ),
        (lambda r: r["sectors"].pop(0), [SectorChanged({"en": "Roads"}, added=False)]),
        (lambda r: put(r, "sectors", 0, "name", "en", to="Ways"), [Reworded("sector", "en", "Roads", "Ways")]),
        (lambda r: r["owners"].pop(1), [OwnerChanged({"en": "Body trade"}, "support", None)]),
        (lambda r: r["owners"].append(owner("new", "lead")), [OwnerChanged({"en": "Body new"}, None, "lead")]),
        (lambda r: put(r, "owners", 1, "role", to="lead"), [OwnerChanged({"en": "Body trade"}, "support", "lead")]),
        (
            lambda r: put(r, "owners", 0, "organisation", "name", "en", to="Roads"),
            [Reworded("organisation", "en", "Body works", "Roads")],
        ),
        (
            lambda r: r["links"].append({"relation": "replaces", "to": "AB-1"}),
            [LinkChanged("replaces", "AB-1", added=True)],
        ),
        (lambda r: r["links"].pop(), [LinkChanged("follows", "AB-2023-001", added=False)]),
        (
            lambda r: r["citations"].pop(),
            [CitationChanged("text", 2, "establishes", None, {"en": "It will be built."})],
        ),
        (
            lambda r: put(r, "citations", 0, "relation", to="reports"),
            [CitationChanged("text", 2, "establishes", "reports", {"en": "It will be built."})],
        ),
        (lambda r: put(r, "citations", 0, "fingerprint", to="sha256:cd"), [PassageMoved("text", 2)]),
        (
            lambda r: put(r, "citations", 0, "gist", "en", to="It is."),
            [Reworded("gist", "en", "It will be built.", "It is.")],
        ),
        (
            lambda r: put(r, "targets", 0, "value", to="7"),
            [Measured("target", "trade", Amount("5", *USD), Amount("7", *USD))],
        ),
        (
            lambda r: put(r, "targets", 0, "baseline", to=None),
            [Measured("baseline", "trade", Amount("1", None, "USD"), None)],
        ),
        (
            lambda r: put(r, "targets", 0, "latest", to=None),
            [Seen("trade", (Amount("2", None, "USD"), "2024"), None)],
        ),
        (
            lambda r: r["milestones"].append({"number": 2, "title": {"en": "End"}, "due": "2027", "reached_on": None}),
            [MilestoneChanged("added", {"en": "End"}, None, "2027")],
        ),
        (
            lambda r: put(r, "milestones", 0, "due", to="2027"),
            [MilestoneChanged("moved", {"en": "Opening"}, "2026-06", "2027")],
        ),
        (
            lambda r: put(r, "milestones", 0, "reached_on", to=None),
            [MilestoneChanged("unreached", {"en": "Opening"}, "2026-06-02", None)],
        ),
        (lambda r: r["milestones"].pop(), [MilestoneChanged("removed", {"en": "Opening"}, None, "2026-06")]),
    ],
)
def test_each_change_is_told_as_what_it_is(alter: Alter, told: list[facts.Fact]) -> None:
    assert change(alter) == told


def revise(record: dict[str, Any], **given: Any) -> None:
    """Add a revision of the deadline, as the record then shows it."""
    old = record["deadline"]
    earlier = [*old["earlier"], {name: old[name] for name in REVISION}]
    record["deadline"] = {**old, **given, "earlier": earlier, "revisions": old["revisions"] + 1}


def test_a_deadline_that_moves_says_from_where_to_where_by_how_much_and_why() -> None:
    reason = {"en": "It was put off."}
    (fact,) = change(lambda record: revise(record, edtf="2027", reason=reason))
    assert fact == DeadlineSet("2026", "2027", "soon", first=False, days=365, reason=reason)


def test_two_revisions_in_one_change_are_both_told() -> None:
    def twice(record: dict[str, Any]) -> None:
        revise(record, edtf="2027")
        revise(record, edtf="2028", basis="inferred")

    told = change(twice)
    assert [(each.before, each.after) for each in told if isinstance(each, DeadlineSet)] == [
        ("2026", "2027"),
        ("2027", "2028"),
    ]
    assert told[-1] == Changed("basis", "explicit", "inferred")


def test_a_deadline_that_is_set_again_and_one_that_is_withdrawn() -> None:
    again = DeadlineSet("2026", "2026", "soon", first=False, days=0, reason={"en": "Confirmed."})
    assert change(lambda record: revise(record, reason={"en": "Confirmed."})) == [again]
    gone = DeadlineSet("2026", None, "soon", first=False, days=None, reason={"en": "Dropped."})
    dropped = {"edtf": None, "basis": "none", "reason": {"en": "Dropped."}}
    assert change(lambda record: revise(record, **dropped)) == [gone]


def test_a_first_deadline_with_its_passage() -> None:
    none = {"basis": "none", "revisions": 0, "reason": {}, "earlier": []}
    before = full_record() | {"deadline": dict.fromkeys(full_record()["deadline"]) | none}
    after = full_record() | {"deadline": full_record()["deadline"] | {"revisions": 0, "earlier": []}}
    reason = {"en": "The text says so."}
    stated = DeadlineSet(None, "2026", "soon", first=True, days=None, reason=reason)
    assert alterations(before, after) == [stated, DeadlinePlaced("text", 2)]


def test_a_deadline_of_the_older_form_is_told_from_its_newest_date() -> None:
    record = full_record()
    revise(record, edtf="2027")
    (fact,) = alterations(older_form(full_record()), record)
    assert (fact.before, fact.after) == ("2026", "2027")  # type: ignore[attr-defined]


def test_an_earlier_deadline_that_was_tampered_with_is_named() -> None:
    def tampered(record: dict[str, Any]) -> None:
        record["deadline"]["earlier"][0]["edtf"] = "2020"
        revise(record, edtf="2027")

    assert Other(("deadline", "earlier")) in change(tampered)


def speak(record: dict[str, Any], side: int, **given: Any) -> None:
    """Add a side's newest word."""
    count = record["words"]["count"] + 1
    record["assessments"][side] = {**record["assessments"][side], **given, "number": count}
    record["words"] = {"count": count, "late": None}


def test_a_new_word_says_its_status_before_and_after_and_what_else_it_changed() -> None:
    told = change(lambda record: speak(record, 0, status="completed", progress=100, awaiting=None, evidence=[]))
    beside = {"note": WORD["note"], "next_step": WORD["next_step"]}
    spoken = Spoken("AA", "in_progress", "completed", "2026-01-02", None, late=False, **beside)
    assert told == [spoken, Given("progress", "AA", 20, 100), Given("awaiting", "AA", "BB", None)]


def test_a_word_that_rests_on_a_file_says_which_and_where_it_is() -> None:
    file = {"name": "report.pdf", "size": 9, "media_type": "application/pdf", "digest": "sha256:0"}
    pieces = [*WORD["evidence"], {**dict.fromkeys(("source", "passage", "paragraph", "address")), "file": file}]
    *_before, evidenced = change(lambda record: speak(record, 0, evidence=pieces))
    attached = Attached(full_record()["reference"], 4, 3, "report.pdf", "application/pdf", 9)
    assert evidenced == Evidenced("AA", 3, (attached,))


def test_a_correction_names_the_word_that_it_sets_right() -> None:
    spoken, evidenced = change(lambda record: speak(record, 1, status="in_progress", corrects=2))
    assert (spoken.corrects, spoken.before) == (2, "stalled")  # type: ignore[attr-defined]
    assert evidenced == Evidenced("BB", 2)


def test_a_word_on_an_earlier_day_is_told_as_late() -> None:
    late = {**WORD, "number": 4, "as_of": "2025-11-01", "outlook": None, "awaiting": None, "evidence": []}
    spoken, progress = change(lambda record: put(record, "words", to={"count": 4, "late": late}))
    assert (spoken.late, spoken.before, spoken.as_of) == (True, None, "2025-11-01")  # type: ignore[attr-defined]
    assert progress == Given("progress", "AA", None, 20)


def test_words_that_the_record_only_counts_are_counted() -> None:
    def thrice(record: dict[str, Any]) -> None:
        speak(record, 0)
        speak(record, 0)
        speak(record, 0, status="stalled")

    assert MoreWords(2) in change(thrice)


def test_an_older_word_that_counts_again_is_not_told_as_new() -> None:
    record = full_record()
    late = {**WORD, "number": 4, "as_of": "2025-11-01", "corrects": 1}
    record["assessments"][0] = {**WORD, "number": 3, "as_of": "2025-12-30"}
    record["words"] = {"count": 4, "late": late}
    told = alterations(full_record(), record)
    assert told[0] == Recalled("AA", "in_progress", "2025-12-30")
    assert isinstance(told[1], Spoken)
    assert told[1].late


def test_an_owner_with_two_parts_is_renamed_once() -> None:
    before = full_record() | {"owners": [owner("works", "lead"), owner("works", "support")]}
    after = copy.deepcopy(before)
    for each in after["owners"]:
        each["organisation"]["name"] = {"en": "Roads"}
    assert alterations(before, after) == [Reworded("organisation", "en", "Body works", "Roads")]
