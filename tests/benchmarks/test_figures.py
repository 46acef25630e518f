"""The benchmarks' figures: medians, ratios round by round, verdicts and tables are what they claim to be."""

from typing import Any

import pytest

from benchmarks.interleaving import Measured, dearer, faster, interleave, slower
from benchmarks.judgement import judged, missed
from benchmarks.processor import Processor, between
from benchmarks.spread import Spread, ratios, spread
from benchmarks.tables import details, number, table
from benchmarks.targets import TARGETS


def finding(measures: dict[str, float], work: str = "page of 50") -> dict[str, Any]:
    """A finding on SQLite, each measure as a single value."""
    told = {name: spread([value]).told() for name, value in measures.items()}
    return {
        "work": work,
        "detail": work,
        "database": "sqlite",
        "size": 1000,
        "figures": {"api": {"per_second": spread([2.0]).told(), "processor_milliseconds": None}},
        "measures": told,
    }


def test_a_spread_tells_median_quartiles_and_ends() -> None:
    assert spread([5, 1, 2, 4, 3]) == Spread(median=3, lower=2, upper=4, least=1, most=5)
    assert spread([7]) == Spread(7, 7, 7, 7, 7)
    with pytest.raises(ValueError, match="more rounds"):
        spread([])


def test_ratios_are_taken_round_by_round_and_leave_out_what_is_not_known() -> None:
    assert ratios([10, 20, None], [5, 5, 5]) == Spread(3, 2.5, 3.5, 2, 4)


def test_what_has_twice_the_rate_is_twice_as_fast_and_half_as_slow() -> None:
    measured = {"a": Measured(rates=[10.0], costs=[0.3]), "b": Measured(rates=[5.0], costs=[0.1])}

    assert faster(measured, "a", "b")["median"] == 2
    assert slower(measured, "a", "b")["median"] == 0.5
    assert dearer(measured, "a", "b")["median"] == pytest.approx(3)


def test_everybody_takes_a_turn_in_each_round() -> None:
    called: list[str] = []
    calls = {name: (lambda name=name: called.append(name)) for name in "ab"}

    measured = interleave(calls, rounds=3, processor=Processor(), turn=0)

    assert [len(each.rates) for each in measured.values()] == [3, 3]
    assert called[-6:] == ["a", "b", "b", "a", "a", "b"]


def test_processor_time_is_not_told_when_a_backend_has_ended() -> None:
    assert between({0: 1.0, 7: 2.0}, {0: 1.5, 7: 2.25}) == 0.75
    assert between({0: 1.0, 7: 2.0}, {0: 1.5}) is None


@pytest.mark.parametrize(
    ("value", "word"), [(19.9, "NOT reached"), (20, "reached"), (29.9, "reached"), (30, "beyond"), (300, "beyond")]
)
def test_at_least_is_judged_by_the_median(value: float, word: str) -> None:
    found = judged(finding({"api / plain": value}))

    assert [each.word for each in found.verdicts] == [word]
    assert missed(found) is (word == "NOT reached")


@pytest.mark.parametrize(("value", "word"), [(10.1, "NOT reached"), (10, "reached"), (6, "beyond")])
def test_at_most_is_judged_by_the_median(value: float, word: str) -> None:
    assert [each.word for each in judged(finding({"processor, api / driver": value})).verdicts] == [word]


def test_a_target_has_a_line_in_the_table_and_every_measure_one_in_the_details() -> None:
    found = judged(finding({"api / plain": 25, "api / empty view": 0.5}))

    assert table([found]).splitlines()[-1] == (
        "| page of 50 | sqlite | 1,000 | api / plain | **25** | 25 to 25 | 25 to 25 | at least 20 | 30 | reached |"
    )
    assert "api: 2 per second" in details(found)
    assert "api / empty view: 0.5 (0.5 to 0.5)" in details(found)


def test_what_could_not_be_measured_is_missed_and_has_its_line() -> None:
    found = judged(finding({}) | {"failed": True})

    assert missed(found)
    assert table([found]).splitlines()[-1] == "| page of 50 | sqlite | 1,000 | | | | | | | NOT measured |"


def test_numbers_are_told_with_three_figures() -> None:
    assert [number(each) for each in (12345.6, 99.95, 0.12345, None)] == ["12,346", "100", "0.123", "–"]


def test_beyond_is_never_easier_than_what_must_be_reached() -> None:
    for target in TARGETS:
        for database, beyond in target.beyond.items():
            assert target.reached(beyond, database) == "beyond"
            harder = beyond >= target.must.get(database, beyond)
            assert harder if target.bound == "at least" else beyond <= target.must[database]
