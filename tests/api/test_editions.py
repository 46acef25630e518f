"""The history of a commitment as the public sees it."""

import json

import pytest

from commitments.models import Commitment, Sector
from commitments.records.statements import record_digest
from commitments.values.digests import canonical
from tests import factories as make
from tests.api import scenes
from tests.api.reading import ask, at_fault, read, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def history() -> Commitment:
    """A commitment with three editions, the second of which gave it a summary and a sector."""
    writer = make.analyst("AA", organisation__slug="the-ministry")
    commitment = make.CommitmentFactory(reference="AB-2025-001", by=writer)
    commitment.summary = {"en": "A road."}
    commitment.sectors.add(make.SectorFactory(slug="transport"))
    scenes.keep(commitment, writer, "A summary was asked for.")
    commitment.kind = "programme"
    scenes.keep(commitment, writer, "It is more than one project.")
    return commitment


def numbers() -> list[int]:
    """The numbers of its editions, newest first."""
    return [each["number"] for each in read("commitments/AB-2025-001/editions/")["results"]]


def test_the_history_tells_who_for_whom_when_and_why_newest_first(history: Commitment) -> None:
    told = read("commitments/AB-2025-001/editions/")["results"]
    assert [each["reason"] for each in told] == [
        {"en": "It is more than one project."},
        {"en": "A summary was asked for."},
        make.WHY,
    ]
    assert {(each["organisation"], each["side"], each["event"]) for each in told} == {("the-ministry", "AA", "changed")}
    assert all("record" not in each and "by" not in each for each in told)
    oldest = read("commitments/AB-2025-001/editions/", ordering="number")["results"]
    assert oldest == told[::-1]


def test_an_edition_shows_the_record_as_it_stood(history: Commitment) -> None:
    newest, _second, first = numbers()
    assert read(f"commitments/AB-2025-001/editions/{first}/")["record"]["summary"] == {}
    told = read(f"commitments/AB-2025-001/editions/{newest}/")
    assert told["record"]["kind"] == "programme"
    assert told["record_digest"] == record_digest(canonical(told["record"]).decode())


def test_two_editions_are_compared_place_by_place(history: Commitment) -> None:
    newest, second, first = numbers()
    assert read(f"commitments/AB-2025-001/editions/{newest}/", diff=second)["diff"] == [
        {"pointer": "/kind", "before": "project", "after": "programme"}
    ]
    assert read(f"commitments/AB-2025-001/editions/{second}/", diff=first)["diff"] == [
        {"pointer": "/sectors/0", "after": {"slug": "transport", "name": Sector.objects.get().name}},
        {"pointer": "/summary/en", "after": "A road."},
    ]
    assert {"pointer": "/summary/en", "before": "A road."} in read(
        f"commitments/AB-2025-001/editions/{first}/", diff=second
    )["diff"]
    assert read(f"commitments/AB-2025-001/editions/{newest}/", diff=newest)["diff"] == []
    assert "diff" not in read(f"commitments/AB-2025-001/editions/{newest}/")


def test_an_edition_of_another_record_is_not_found_here(history: Commitment) -> None:
    newest = numbers()[0]
    make.CommitmentFactory(reference="AB-2025-002")
    other = read("commitments/AB-2025-002/")["edition"]
    refused(ask(f"commitments/AB-2025-001/editions/{other}/"), 404, "not-found")
    told = refused(ask(f"commitments/AB-2025-001/editions/{newest}/", diff=other), 400, "bad-parameter")
    assert at_fault(told) == ["diff"]


def test_what_was_withdrawn_and_came_back_shows_that_it_was_away_and_nothing_it_held_then() -> None:
    commitment = scenes.withdrawn()
    commitment.visibility, commitment.summary = "public", {"en": "Public again"}
    scenes.keep(commitment, make.analyst("AA"), "Released.")
    path = "commitments/AB-2025-700/editions/"
    back, away, second, first = read(path)["results"]
    assert [each["event"] for each in (back, away, second, first)] == ["changed", "withdrawn", "changed", "changed"]
    told = read(f"{path}{away['number']}/")
    assert [told[name] for name in ("record", "record_digest", "reason", "organisation", "side")] == [None] * 5
    assert "secret" not in ask(path).content.decode()
    difference = read(f"{path}{back['number']}/", diff=away["number"])["diff"]
    assert [(each["pointer"], each["before"]) for each in difference] == [("", None)]
    assert read(f"{path}{second['number']}/")["record"]["summary"] == {"en": "Told to everybody"}


def test_all_words_are_told_with_what_corrects_what() -> None:
    scenes.rich()
    first, second = read("commitments/AB-2025-900/updates/")["results"]
    assert [(each["number"], each["corrects"], each["corrected_by"]) for each in (first, second)] == [
        (1, None, 2),
        (2, 1, None),
    ]
    assert first["note"] == {"en": "A slip of the pen."}
    assert second["evidence"] == [
        {"source": "the-text", "passage": "promise", "paragraph": 3, "address": None},
        {"source": None, "passage": None, "paragraph": None, "address": "https://example.org/photograph"},
    ]
    (shown,) = read("commitments/AB-2025-900/")["assessments"]
    assert second == shown | {"corrected_by": None}


def test_a_word_names_no_person() -> None:
    make.StatusUpdateFactory(commitment__reference="AB-2025-001", by=make.analyst("AA", username="anna"))
    for path in ("updates/", "editions/", ""):
        assert "anna" not in json.dumps(read(f"commitments/AB-2025-001/{path}"))
