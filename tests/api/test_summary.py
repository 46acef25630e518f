"""The summary: counts that one finds again in the list."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from commitments.models.vocabulary import LatenessWord, ShownStatus, StandingWord
from tests import factories as make
from tests.api import scenes
from tests.api.reading import DAY, ask, at_fault, read, refused

pytestmark = pytest.mark.django_db

Names = Callable[[dict[str, Any]], Iterable[str]]
CLOSED = {"completed", "discontinued"}
RELATIONS: dict[str, tuple[str, Names]] = {
    "sectors": ("slug", lambda record: (each["slug"] for each in record["sectors"])),
    "sides": ("code", lambda record: (each["organisation"]["side"] for each in record["owners"])),
}


def counted(records: list[dict[str, Any]]) -> dict[str, Any]:
    """The summary of records as the list serves them, counted in Python."""
    status = Counter(each["status"] for each in records)
    standing, lateness = (Counter(each[name] for each in records) for name in ("standing", "lateness"))
    gaps = Counter(gap for each in records for gap, there in each["verifiability"].items() if not there)
    return {
        "as_of": None,
        "recorded_at": None,
        "total": len(records),
        "assessed": len(records) - status["not_assessed"],
        "open": sum(number for word, number in status.items() if word not in CLOSED),
        "status": {word: status[word] for word in ShownStatus.values},
        "standing": {word: standing[word] for word in StandingWord.values},
        "lateness": {word: lateness[word] for word in LatenessWord.values},
        "missing": {gap: gaps[gap] for gap in ("owner", "deadline", "measure", "evidence")},
        **{name: related(records, *each) for name, each in RELATIONS.items()},
    }


def related(records: list[dict[str, Any]], key: str, names: Names) -> dict[str, Any]:
    """How many records name each, the most named first."""
    named = [{name for name in names(record) if name} for record in records]
    numbers = Counter(name for each in named for name in each)
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return {"of": sum(map(bool, named)), "counts": [{key: name, "count": number} for name, number in ordered]}


def without_names(told: dict[str, Any]) -> dict[str, Any]:
    """What a summary counts, without names, owners and the day."""
    counts = {name: value for name, value in told.items() if name not in {"owners", "on"}}
    for name in RELATIONS:
        shown = [{key: value for key, value in each.items() if key != "name"} for each in told[name]["counts"]]
        counts[name] = told[name] | {"counts": shown}
    return counts


@pytest.fixture
def several() -> None:
    """The rich commitment, those beside it, and others that are agreed on, disputed, overdue or internal."""
    scenes.rich_among_others()
    scenes.internal()
    one, other = make.SideFactory(code="AA"), make.SideFactory(code="BB")
    for words in (("completed", "completed"), ("stalled", "in_progress")):
        row = make.CommitmentFactory(sectors=[make.SectorFactory()])
        make.ResponsibilityFactory(commitment=row, organisation__side=other)
        for side, status in zip((one, other), words, strict=True):
            make.StatusUpdateFactory(commitment=row, side=side, status=status)
    make.DeadlineFactory(commitment=make.CommitmentFactory(kind="event"), edtf="2024")


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("parameters", [{}, {"kind": ["target", "event"]}, {"missing": "owner"}, {"side": "BB"}])
def test_the_counts_are_those_of_the_records_in_the_list(parameters: dict[str, Any]) -> None:
    listed = read("commitments/", on=DAY, limit=500, **parameters)["results"]
    assert listed
    assert without_names(read("summary/", on=DAY, **parameters)) == counted(listed)


@pytest.mark.usefixtures("several")
def test_a_count_that_is_wrong_would_be_found() -> None:
    listed = read("commitments/", on=DAY, limit=500)["results"]
    assert without_names(read("summary/", on=DAY)) != counted(listed[:-1])


@pytest.mark.usefixtures("several")
def test_every_owner_counts_what_its_filter_shows() -> None:
    owners = read("summary/", on=DAY)["owners"]
    shown = {each["slug"]: read("summary/", on=DAY, owner=each["slug"])["total"] for each in owners["counts"]}
    assert {each["slug"]: each["count"] for each in owners["counts"]} == shown
    assert {"the-government", "the-ministry", "the-committee"} <= set(shown)
    assert owners["of"] == 3


def test_records_are_named_as_their_own_addresses_name_them() -> None:
    scenes.rich()
    told = read("summary/", on=DAY)
    assert told["on"] == DAY
    assert told["sectors"]["counts"] == [
        {"slug": "transport", "name": {"en": "Field transport", "fr": "Domaine transport"}, "count": 1}
    ]
    assert told["sides"]["counts"] == [{"code": "AA", "name": {"en": "Side AA", "fr": "Partie AA"}, "count": 1}]
    committee = next(each for each in told["owners"]["counts"] if each["slug"] == "the-committee")
    assert committee == {
        "slug": "the-committee",
        "name": {"en": "Body the-committee", "vi": "Bộ the-committee"},
        "side": None,
        "count": 1,
    }


def test_what_is_internal_is_not_counted() -> None:
    scenes.internal()
    told = read("summary/")
    assert (told["total"], told["assessed"], told["standing"]["silent"]) == (1, 0, 1)


def test_an_empty_record_is_all_noughts() -> None:
    told = read("summary/")
    assert set(told["status"].values()) == {0}
    assert (told["total"], told["owners"]) == (0, {"of": 0, "counts": []})


def test_lateness_is_judged_on_the_day_asked_for() -> None:
    make.DeadlineFactory(edtf="2026", commitment=make.CommitmentFactory())
    late = {on: read("summary/", on=on)["lateness"] for on in ("2025-12-31", "2026-06-01", "2027-01-01")}
    assert [max(each, key=each.__getitem__) for each in late.values()] == ["not_due", "possibly_overdue", "overdue"]


def test_a_word_changes_the_answer_and_its_tag() -> None:
    commitment = make.CommitmentFactory()
    before = ask("summary/", on=DAY)
    make.StatusUpdateFactory(commitment=commitment, as_of=date(2026, 1, 1))
    after = ask("summary/", on=DAY, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert read("summary/", on=DAY)["assessed"] == 1


@pytest.mark.parametrize("name", ["ordering", "limit", "cursor", "by"])
def test_a_summary_has_neither_order_nor_pages(name: str) -> None:
    assert at_fault(refused(ask("summary/", **{name: "1"}), 400, "unknown-parameter")) == [name]
