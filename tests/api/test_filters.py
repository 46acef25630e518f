"""Each filter, with a value that finds a commitment and one that does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from commitments import filters
from commitments.models import Commitment
from tests import factories as make
from tests.api import scenes
from tests.api.reading import DAY, ask, at_fault, read, references, refused

pytestmark = pytest.mark.django_db

# For other records: an address, parameters that find something, and others that do not find it.
OTHERS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("partnerships/", {"side": ["AA", "BB"]}, {"side": "CC"}),
    ("organisations/", {"side": "AA"}, {"side": "BB"}),
    ("organisations/", {"kind": "government"}, {"kind": "company"}),
    ("organisations/", {"parent": "the-government"}, {"parent": "the-ministry"}),
    ("meetings/", {"partnership": "aa-bb"}, {"partnership": "cc-dd"}),
    ("meetings/", {"kind": "committee_session"}, {"kind": "conference"}),
    ("meetings/", {"level": "state"}, {"level": "local"}),
    ("meetings/", {"held_after": "2025-12-01"}, {"held_after": "2025-12-02"}),
    ("meetings/", {"held_before": "2025-12-01"}, {"held_before": "2025-11-30"}),
    ("sources/", {"meeting": "the-session"}, {"meeting": "another-session"}),
    ("sources/", {"language": "fr"}, {"language": "vi"}),
    ("indicators/trade/observations/", {"side": "AA"}, {"side": "BB"}),
    ("indicators/trade/observations/", {"source": "the-text"}, {"source": "another-text"}),
    ("indicators/trade/observations/", {"flag": "final"}, {"flag": "estimated"}),
]


@pytest.fixture
def scene() -> Commitment:
    """The rich commitment, and what the values that do not find it name."""
    return scenes.rich_among_others()


def test_every_filter_of_commitments_is_tried_here() -> None:
    assert set(scenes.FILTERS) == set(filters.CommitmentFilters.base_filters)


def test_a_filter_finds_what_it_should_and_nothing_else(scene: Commitment) -> None:
    for name, (found, missed) in scenes.FILTERS.items():
        for value in found:
            assert scene.reference in references(on=DAY, **{name: value}), (name, value)
        for value in missed:
            assert scene.reference not in references(on=DAY, **{name: value}), (name, value)


def test_what_a_commitment_lacks_is_found() -> None:
    bare = make.CommitmentFactory()
    for gap in ("owner", "deadline", "measure", "evidence"):
        assert references(missing=gap) == [bare.reference]


def test_a_repeated_parameter_means_any_of_its_values(scene: Commitment) -> None:
    assert references(kind=["target", "project"]) == ["AB-2025-898", "AB-2025-899", "AB-2025-900"]
    assert references(partnership=["aa-bb", "cc-dd"]) == ["AB-2025-898", "AB-2025-899", "AB-2025-900"]


def test_different_parameters_must_all_hold(scene: Commitment) -> None:
    assert references(kind="target", force="instrument") == ["AB-2025-900"]
    assert references(kind="target", force="intent") == []


def test_side_owner_and_role_must_hold_of_the_same_owner(scene: Commitment) -> None:
    assert references(owner="the-ministry", role="lead", side="AA") == ["AB-2025-900"]
    assert references(owner="the-ministry", role="oversight") == []


def test_lateness_and_staleness_are_judged_on_the_day_asked_for(scene: Commitment) -> None:
    assert references(lateness="overdue", on="2028-01-01") == ["AB-2025-900"]
    assert references(lateness="overdue", on="2027-12-31") == []
    assert references(stale="true", on="2026-06-01") == ["AB-2025-900"]


def test_the_filters_of_other_records(scene: Commitment) -> None:
    for path, finds, misses in OTHERS:
        found = read(path, **finds)["results"]
        assert found, (path, finds)
        assert [each for each in read(path, **misses)["results"] if each in found] == [], (path, misses)
    assert [each["slug"] for each in read("partnerships/", side=["AA", "BB"])["results"]] == ["aa-bb"]


def test_indicators_are_found_by_their_partnership(scene: Commitment) -> None:
    make.IndicatorFactory(code="roads", partnership=make.PartnershipFactory())
    assert [each["code"] for each in read("indicators/", partnership="aa-bb")["results"]] == ["roads"]
    assert read("indicators/", partnership="cc-dd")["results"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("partnership", "nowhere"),
        ("side", "ZZ"),
        ("owner", "nobody"),
        ("sector", ""),
        ("source", "x" * 10_000),
        ("parent", "AB-2025-404"),
        ("kind", "Target"),
        ("stale", "maybe"),
        ("made_after", "2025-13-01"),
        ("made_before", "0000-01-01"),
        ("due_after", "2025"),
        ("due_before", "2025-06-01T00:00:00Z"),
        ("changed_after", "-1"),
        ("changed_after", "9223372036854775808"),
        ("changed_after", "9" * 5000),
        ("changed_after", "x"),
        *(("changed_after", loose) for loose in ("1.0", "100.", "+100", "1_00", " 100 ", "-0", "١٠٠")),
        ("q", "x" * 201),
    ],
)
def test_a_value_that_a_filter_cannot_take_is_named(name: str, value: str) -> None:
    assert at_fault(refused(ask("commitments/", **{name: value}), 400, "bad-parameter")) == [name]


def test_without_a_filter_no_form_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_given: object) -> Callable[..., None]:
        raise AssertionError("a form was built")

    make.CommitmentFactory(reference="AB-2025-001")
    monkeypatch.setattr(filters.CommitmentFilters, "__init__", fail)
    assert references(ordering="-deadline", limit=10) == ["AB-2025-001"]
    with pytest.raises(AssertionError, match="a form was built"):
        references(kind="target")


@pytest.mark.parametrize("name", ["made_after", "due_before"])
@pytest.mark.parametrize("day", ["2026-2-5", "2026-02-05\n", "5 Feb 2026", "٢٠٢٦-٠٢-٠٥"])
def test_a_day_is_written_in_one_way(name: str, day: str) -> None:
    assert ask("commitments/", **{name: day}).status_code == 400


def test_an_open_start_is_made_on_any_day_before_its_end() -> None:
    make.CommitmentFactory(reference="AB-2025-801", made_on="../2025-12-02")
    make.CommitmentFactory(reference="AB-2025-802", made_on="2025-12-03")
    assert references(made_before="2025-11-30") == ["AB-2025-801"]
    assert references(made_after="2025-12-03") == ["AB-2025-802"]


def test_a_filter_on_stale_finds_what_the_records_say() -> None:
    make.StatusUpdateFactory(as_of=date(2025, 9, 1))
    make.StatusUpdateFactory(as_of=date(2025, 12, 31))
    make.CommitmentFactory()
    said = {each["reference"]: each["stale"] for each in read("commitments/", on="2026-01-05")["results"]}
    for word, meant in (("true", True), ("false", False)):
        assert references(on="2026-01-05", stale=word) == [name for name, stale in said.items() if stale is meant]
