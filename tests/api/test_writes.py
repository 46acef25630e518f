"""Each kind of write: what it adds to the record, what it answers, and who may."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from commitments.models import Commitment, Edition, Indicator
from commitments.provenance.verification import verify
from tests import factories as make
from tests.api.reading import BASE, read, refused
from tests.api.writing import DEADLINE, MILESTONE, OBSERVATION, UPDATE, WHY, Writer, editions, newest, tag_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _every_write_has_its_edition(db: None) -> Iterator[None]:
    """Whatever is written through the API, the record is afterwards what its editions say."""
    yield
    assert [str(fault) for fault in verify()] == []


@pytest.fixture
def promise() -> Commitment:
    """A public commitment of AA and BB, with a passage that establishes it."""
    commitment: Commitment = make.CitationFactory(
        commitment__reference="AB-2025-900", passage__handle="promise", passage__source__slug="the-text"
    ).commitment
    return commitment


@pytest.fixture
def trade() -> Indicator:
    """An indicator, and a text that states a value of it."""
    make.PassageFactory(source=make.SourceFactory(slug="the-text"), handle="figure")
    indicator: Indicator = make.IndicatorFactory(code="trade")
    return indicator


def test_a_side_adds_its_word_with_its_evidence(promise: Commitment) -> None:
    writer = Writer("AA")
    sent = UPDATE | {
        "outlook": "at_risk",
        "next_step": {"fr": "Une enquête."},
        "awaiting": "BB",
        "evidence": [{"source": "the-text", "passage": "promise"}, {"address": "https://example.org/photograph"}],
    }
    answer = writer.post("commitments/AB-2025-900/updates/", sent, seen=promise)
    edition = newest(promise)
    word = told(answer)
    assert answer["ETag"] == f'"{edition}"'
    assert "Location" not in answer
    assert word.pop("edition") == edition
    assert json.loads(writer.get("commitments/AB-2025-900/updates/").content)["results"] == [word]
    assert (word["number"], word["side"], word["progress"], word["awaiting"]) == (1, "AA", 40, "BB")
    assert [each["address"] for each in word["evidence"]] == [None, "https://example.org/photograph"]
    kept = Edition.objects.get(number=edition)
    assert (kept.reason, kept.organisation, kept.side) == (WHY, writer.organisation.slug, "AA")


def test_a_word_on_an_earlier_day_is_told_too(promise: Commitment) -> None:
    writer = Writer("AA")
    writer.post("commitments/AB-2025-900/updates/", UPDATE, seen=promise)
    late = told(writer.post("commitments/AB-2025-900/updates/", UPDATE | {"as_of": "2026-01-02"}, seen=promise))
    assert (late["number"], late["as_of"]) == (2, "2026-01-02")


def test_a_word_is_set_right_by_another_of_the_same_side(promise: Commitment) -> None:
    writer = Writer("AA")
    first = told(writer.post("commitments/AB-2025-900/updates/", UPDATE, seen=promise))["number"]
    told(writer.post("commitments/AB-2025-900/updates/", UPDATE | {"corrects": first, "progress": 4}, seen=promise))
    words = read("commitments/AB-2025-900/updates/")["results"]
    assert [(each["number"], each["corrects"], each["corrected_by"]) for each in words] == [(1, None, 2), (2, 1, None)]
    theirs = Writer("BB").post("commitments/AB-2025-900/updates/", UPDATE | {"corrects": 2}, seen=promise)
    assert [each["pointer"] for each in refused(theirs, 422, "refused")["errors"]] == ["/corrects"]


def test_what_a_write_answers_is_enough_for_the_next(promise: Commitment) -> None:
    writer = Writer("AA")
    first = writer.post("commitments/AB-2025-900/updates/", UPDATE, seen=promise)
    second = writer.post("commitments/AB-2025-900/updates/", UPDATE | {"progress": 50}, seen=first["ETag"])
    assert told(second)["edition"] == told(first)["edition"] + 1


def test_the_tag_of_what_was_read_is_enough_to_write(promise: Commitment) -> None:
    writer = Writer("AA")
    for path in ("commitments/AB-2025-900/", "commitments/AB-2025-900/updates/"):
        tag = writer.get(path)["ETag"]
        told(writer.post("commitments/AB-2025-900/updates/", UPDATE | {"note": {"en": path}}, seen=tag))


def test_a_deadline_counts_from_now_on(promise: Commitment) -> None:
    writer = Writer("AA")
    sent = DEADLINE | {"passage": {"source": "the-text", "passage": "promise"}}
    deadline = told(writer.post("commitments/AB-2025-900/deadlines/", sent, seen=promise))
    assert deadline.pop("edition") == newest(promise)
    assert deadline == read("commitments/AB-2025-900/")["deadline"]
    assert (deadline["edtf"], deadline["latest"], deadline["passage"]["passage"]) == ("2027", "2027-12-31", "promise")
    none = {"edtf": None, "basis": "none", "reason": {"en": "It was taken back."}}
    later = told(writer.post("commitments/AB-2025-900/deadlines/", none, seen=promise))
    assert (later["edtf"], [each["edtf"] for each in later["earlier"]]) == (None, ["2027"])
    assert Edition.objects.get(number=later["edition"]).reason == {"en": "It was taken back."}


def test_a_milestone_is_added_reached_and_taken_away(promise: Commitment) -> None:
    writer = Writer("AA")
    added = writer.post("commitments/AB-2025-900/milestones/", MILESTONE, seen=promise)
    step = told(added)
    path = "commitments/AB-2025-900/milestones/1/"
    assert added["Location"] == BASE + path
    assert {name: step[name] for name in ("number", "title", "due", "reached_on")} == {
        "number": 1,
        "title": {"en": "A survey"},
        "due": "2026-06",
        "reached_on": None,
    }
    reached = writer.send("PATCH", path, {"reached_on": "2026-01-05", "reason": WHY}, seen=added["ETag"])
    assert told(reached, 200) == step | {"reached_on": "2026-01-05", "edition": newest(promise)}
    gone = writer.send("DELETE", f"{path}?reason=By+mistake&language=en", seen=reached["ETag"])
    assert told(gone, 204) is None
    assert gone["ETag"] == tag_of(promise)
    assert read("commitments/AB-2025-900/")["milestones"] == []
    assert Edition.objects.last().reason == {"en": "By mistake"}  # type: ignore[union-attr]
    refused(writer.send("DELETE", f"{path}?reason=By+mistake&language=en", seen=promise), 404, "not-found")


def test_a_patch_changes_only_what_it_gives(promise: Commitment) -> None:
    writer = Writer("AA")
    told(writer.post("commitments/AB-2025-900/milestones/", MILESTONE | {"reached_on": "2026-01-02"}, seen=promise))
    path = "commitments/AB-2025-900/milestones/1/"
    told(writer.send("PATCH", path, {"due": "2027", "reason": WHY}, seen=promise), 200)
    same = told(writer.send("PATCH", path, {"reached_on": None, "reason": WHY}, seen=promise), 200)
    assert (same["title"], same["due"], same["reached_on"]) == ({"en": "A survey"}, "2027", None)
    before = editions()
    unchanged = told(writer.send("PATCH", path, {"due": "2027", "reason": WHY}, seen=promise), 200)
    assert (unchanged["edition"], editions()) == (newest(promise), before)


def test_a_citation_is_added_and_taken_away_and_one_has_to_stay(promise: Commitment) -> None:
    writer = Writer("AA")
    sent = {"source": "the-text", "passage": "promise", "relation": "reaffirms", "reason": WHY}
    added = writer.post("commitments/AB-2025-900/citations/", sent, seen=promise)
    citation = told(added)
    assert citation.pop("edition") == newest(promise)
    assert citation in read("commitments/AB-2025-900/")["citations"]
    path = "commitments/AB-2025-900/citations/the-text/promise/{}/?reason=By+mistake&language=en"
    assert added["Location"] == BASE + path.format("reaffirms").partition("?")[0]
    told(writer.send("DELETE", path.format("reaffirms"), seen=promise), 204)
    last = writer.send("DELETE", path.format("establishes"), seen=promise)
    assert "at least one citation" in refused(last, 422, "refused")["errors"][0]["detail"]
    again = writer.post("commitments/AB-2025-900/citations/", sent | {"relation": "establishes"}, seen=promise)
    assert refused(again, 422, "refused")["errors"][0]["pointer"] == ""


def test_an_observation_is_added_mended_and_taken_away(trade: Indicator) -> None:
    writer = Writer("AA")
    sent = OBSERVATION | {
        "period": "2025-01/2025-10",
        "value_to": "13.000001",
        "qualifier": "about",
        "flag": "provisional",
        "side": "AA",
        "passage": {"source": "the-text", "passage": "figure"},
        "note": {"en": "Ten months."},
    }
    added = writer.post("indicators/trade/observations/", sent, seen=trade)
    value = told(added)
    assert value.pop("edition") == newest(trade)
    assert read("indicators/trade/observations/")["results"] == [value]
    path = "indicators/trade/observations/the-text/2025-01--2025-10/"
    assert added["Location"] == BASE + path
    change = {"value": "12.6", "flag": None, "side": None, "passage": None, "note": {}, "reason": WHY}
    mended = told(writer.send("PATCH", path, change, seen=trade), 200)
    assert (mended["value"], mended["flag"], mended["side"], mended["note"]) == ("12.6", None, None, {})
    assert (mended["value_to"], mended["qualifier"]) == ("13.000001", "about")
    told(writer.send("DELETE", f"{path}?reason=Twice&language=en", seen=trade), 204)
    assert read("indicators/trade/observations/")["results"] == []


@pytest.mark.parametrize("period", ["2024", "2024~", "2024?-03", "2024-03%", "2024/..", "2024-40"])
def test_every_period_has_an_address(trade: Indicator, period: str) -> None:
    writer = Writer("AA")
    added = writer.post("indicators/trade/observations/", OBSERVATION | {"period": period}, seen=trade)
    told(added)
    path = added["Location"].removeprefix(BASE)
    mended = writer.send("PATCH", path, {"value": "1", "reason": WHY}, seen=trade)
    assert (told(mended, 200)["period"], told(mended, 200)["value"]) == (period, "1")


def test_a_value_that_a_commitment_targets_changes_its_record_too(trade: Indicator) -> None:
    commitment = make.TargetFactory(indicator=trade).commitment
    before = newest(commitment)
    told(Writer("AA").post("indicators/trade/observations/", OBSERVATION, seen=trade))
    assert newest(commitment) > before


def test_who_has_no_token_or_one_that_only_reads_writes_nothing(promise: Commitment) -> None:
    path, reading = "commitments/AB-2025-900/updates/", Writer("AA", access="read")
    before = editions()
    answer = Client().post(BASE + path, json.dumps(UPDATE), content_type="application/json")
    assert (answer.status_code, answer["WWW-Authenticate"].startswith("Bearer")) == (401, True)
    refused(reading.post(path, UPDATE, seen=promise), 403, "forbidden")
    assert editions() == before


def test_a_joint_body_says_no_sides_word_and_keeps_the_rest(promise: Commitment) -> None:
    writer = Writer(of=make.JointBodyFactory())
    refused(writer.post("commitments/AB-2025-900/updates/", UPDATE, seen=promise), 403, "forbidden")
    told(writer.post("commitments/AB-2025-900/milestones/", MILESTONE, seen=promise))


def test_who_is_no_party_writes_nothing(promise: Commitment) -> None:
    writer = Writer("CC")
    for path, body in (("updates", UPDATE), ("deadlines", DEADLINE), ("milestones", MILESTONE)):
        told_why = refused(writer.post(f"commitments/AB-2025-900/{path}/", body, seen=promise), 403, "forbidden")
        assert "AB-2025-900" in told_why["detail"]


def test_what_another_side_keeps_internal_is_not_there_for_a_writer() -> None:
    hidden = make.CommitmentFactory(reference="AB-2025-666", visibility="internal", by=make.analyst("BB"))
    answer = Writer("AA").post("commitments/AB-2025-666/updates/", UPDATE, seen=hidden)
    refused(answer, 404, "not-found")
    assert hidden.updates.count() == 0
    told(Writer("BB").post("commitments/AB-2025-666/updates/", UPDATE, seen=hidden))


def test_what_was_withdrawn_is_gone_for_the_other_side_and_written_by_its_own() -> None:
    writer = make.analyst("AA")
    commitment = make.CommitmentFactory(reference="AB-2025-700", by=writer)
    commitment.visibility = "internal"
    make.keep(commitment, by=writer, at=make.AT, why=WHY)
    path = "commitments/AB-2025-700/milestones/"
    refused(Writer("BB").post(path, MILESTONE, seen=commitment), 410, "withdrawn")
    told(Writer("AA").post(path, MILESTONE, seen=commitment))


@pytest.mark.parametrize(
    "path", ["deadlines/", "milestones/", "milestones/1/", "citations/", "citations/the-text/promise/establishes/"]
)
def test_what_is_only_written_is_not_read(promise: Commitment, path: str) -> None:
    answer = Client().get(f"{BASE}commitments/AB-2025-900/{path}")
    refused(answer, 405, "method-not-allowed")
    assert "GET" not in answer["Allow"]
    assert {"POST", "PATCH", "DELETE"} & set(answer["Allow"].split(", "))
