"""Pages: every row once, in order, forwards and backwards, while others write."""

import base64
import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from commitments.actions import keep as actions
from commitments.models import Commitment
from commitments.queries.keysets import COMMITMENT_ORDERINGS, Ordering
from tests import factories as make
from tests.api.reading import ask, read, references, refused

pytestmark = pytest.mark.django_db

NEVER = date.max


@pytest.fixture
def many() -> list[Commitment]:
    """Twelve commitments with ties in every key, some without a deadline, some without progress."""
    rows = []
    for number in range(12):
        row = make.CommitmentFactory(reference=f"AB-2025-{(number * 5) % 12 + 100}", made_on=f"2025-0{number % 3 + 1}")
        if number % 3:
            make.DeadlineFactory(commitment=row, edtf=f"202{number % 4 + 6}")
        if number % 4:
            make.StatusUpdateFactory(commitment=row, progress=number % 2 * 50)
        rows.append(row)
    return list(Commitment.objects.select_related("edition").filter(pk__in=[row.pk for row in rows]))


def key_of(row: Commitment, ordering: Ordering) -> Any:
    """The value that an ordering sorts a row by."""
    value: Any = row
    for name in ordering.key.split("__"):
        value = getattr(value, name)
    return value


def in_order(rows: list[Commitment], ordering: Ordering) -> list[str]:
    """The references in the order promised: by key, ties by age of the row in the same direction, rows without it last."""
    by_age = sorted(rows, key=lambda row: row.pk, reverse=ordering.descending)
    keyed = [row for row in by_age if key_of(row, ordering) is not None]
    keyed.sort(key=lambda row: key_of(row, ordering), reverse=ordering.descending)  # ties stay as they are
    return [row.reference for row in keyed + [row for row in by_age if key_of(row, ordering) is None]]


def follow(page: dict[str, Any], relation: str) -> list[dict[str, Any]]:
    """A page and all that follow it in a direction."""
    pages = [page]
    while address := pages[-1][relation]:
        pages.append(json.loads(Client().get(address).content))
    return pages


def named(pages: list[dict[str, Any]]) -> list[str]:
    """The references on pages."""
    return [each["reference"] for page in pages for each in page["results"]]


@pytest.mark.parametrize("name", COMMITMENT_ORDERINGS)
def test_a_walk_meets_every_row_once_in_order_and_back_again(many: list[Commitment], name: str) -> None:
    expected = in_order(many, COMMITMENT_ORDERINGS[name])
    for limit in (1, 5, 12):
        there = follow(read("commitments/", ordering=name, limit=limit), "next")
        assert named(there) == expected
        assert all(len(page["results"]) == limit for page in there[:-1])
        back = follow(there[-1], "previous")
        assert named(back[::-1]) == expected


@pytest.mark.parametrize("name", COMMITMENT_ORDERINGS)
def test_rows_written_during_a_walk_neither_hide_nor_repeat_others(many: list[Commitment], name: str) -> None:
    ordering = COMMITMENT_ORDERINGS[name]
    page, met, number = read("commitments/", ordering=name, limit=3), [], 0
    while True:
        met += [each["reference"] for each in page["results"]]
        new = make.CommitmentFactory(reference=f"AB-2025-{(number * 37) % 100:03}", made_on=f"2025-0{number % 4 + 1}")
        if number % 2:
            make.DeadlineFactory(commitment=new, edtf=f"202{number % 5 + 5}")
        number += 1
        if not page["next"]:
            break
        page = json.loads(Client().get(page["next"]).content)
    old = {row.reference for row in many}
    assert len(met) == len(set(met))
    assert [reference for reference in met if reference in old] == in_order(many, ordering)


def test_undated_rows_come_last_in_both_directions(many: list[Commitment]) -> None:
    undated = {row.reference for row in many if row.due_latest is None}
    assert undated
    for ordering in ("deadline", "-deadline"):
        assert set(references(ordering=ordering)[-len(undated) :]) == undated


def test_the_link_header_says_the_same_as_the_body(many: list[Commitment]) -> None:
    first = ask("commitments/", limit=5, kind="project")
    body = json.loads(first.content)
    assert first["Link"] == f'<{body["next"]}>; rel="next"'
    assert parse_qs(urlsplit(body["next"]).query)["kind"] == ["project"]
    second = Client().get(body["next"])
    told = json.loads(second.content)
    assert second["Link"] == f'<{told["next"]}>; rel="next", <{told["previous"]}>; rel="prev"'
    assert body["previous"] is None


def test_a_page_that_holds_everything_has_no_neighbours(many: list[Commitment]) -> None:
    answer = ask("commitments/")
    assert "Link" not in answer
    body = json.loads(answer.content)
    assert (len(body["results"]), body["next"], body["previous"]) == (12, None, None)


def test_a_page_holds_fifty_unless_it_is_asked_otherwise() -> None:
    for number in range(51):
        make.SectorFactory(slug=f"field-{number:03}")
    assert [len(read("sectors/", **asked)["results"]) for asked in ({}, {"limit": 500}, {"limit": 1})] == [50, 51, 1]


@pytest.mark.parametrize("ordering", ["slug", "-slug"])
def test_other_records_are_walked_in_the_same_way(ordering: str) -> None:
    slugs = sorted(make.SectorFactory(slug=slug).slug for slug in ("b", "a", "d", "c", "e"))
    pages = follow(read("sectors/", ordering=ordering, limit=2), "next")
    walked = [each["slug"] for page in pages for each in page["results"]]
    assert walked == (slugs if ordering == "slug" else slugs[::-1])


def test_words_and_editions_and_observations_come_in_pages_too() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    indicator = make.IndicatorFactory(code="trade")
    for year in range(2021, 2026):
        make.StatusUpdateFactory(commitment=commitment, progress=year - 2000)
        make.ObservationFactory(indicator=indicator, period=str(year))
    words = follow(read("commitments/AB-2025-001/updates/", limit=2), "next")
    assert [each["number"] for page in words for each in page["results"]] == [1, 2, 3, 4, 5]
    editions = follow(read("commitments/AB-2025-001/editions/", limit=4), "next")
    numbers = [each["number"] for page in editions for each in page["results"]]
    assert (len(numbers), numbers) == (6, sorted(numbers, reverse=True))
    observed = follow(read("indicators/trade/observations/", ordering="-period", limit=2), "next")
    periods = [each["period"] for page in observed for each in page["results"]]
    assert periods == ["2025", "2024", "2023", "2022", "2021"]


def test_a_cursor_holds_for_the_ordering_it_was_given_out_for_alone(many: list[Commitment]) -> None:
    for name in COMMITMENT_ORDERINGS:
        (cursor,) = parse_qs(urlsplit(read("commitments/", ordering=name, limit=5)["next"]).query)["cursor"]
        refused_by = [
            other
            for other in COMMITMENT_ORDERINGS
            if ask("commitments/", ordering=other, cursor=cursor).status_code == 400
        ]
        assert refused_by == [other for other in COMMITMENT_ORDERINGS if other != name]


def test_a_list_says_how_many_there_are_when_it_is_asked(many: list[Commitment]) -> None:
    commitment = many[0].reference
    make.CommitmentFactory(reference="AB-2025-404", visibility="internal", by=make.analyst("AA"))
    assert "count" not in read("commitments/")
    assert read("commitments/", count="true", limit=5)["count"] == 12
    assert read("commitments/", count="true", status="in_progress")["count"] == len(references(status="in_progress"))
    assert read("sides/", count="true")["count"] == len(read("sides/")["results"])
    assert read(f"commitments/{commitment}/editions/", count="true", limit=1)["count"] >= 1
    assert "count" not in read("commitments/", count="false")
    refused(ask("commitments/", count="yes"), 400, "bad-parameter")
    cursor = parse_qs(urlsplit(read("commitments/", count="true", limit=5)["next"]).query)
    assert cursor["count"] == ["true"]


def test_a_kept_question_knows_of_what_was_written_since(many: list[Commitment]) -> None:
    above = make.OrganisationFactory(slug="above")
    below = make.OrganisationFactory(slug="below")
    make.ResponsibilityFactory(commitment=many[0], organisation=below)
    assert references(owner="above") == []
    below.parent = above
    actions.keep(below, by=None, at=make.AT, why={"en": "It belongs there."})
    assert references(owner="above") == [many[0].reference]


def test_a_cursor_tells_nobody_what_it_holds(many: list[Commitment]) -> None:
    address = read("commitments/", ordering="-recorded_at", limit=5)["next"]
    (cursor,) = parse_qs(urlsplit(address).query)["cursor"]
    assert read("commitments/", ordering="-recorded_at", limit=5)["next"] == address  # so that a repeat is the same
    sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert b"recorded_at" not in sealed
    open_place = base64.urlsafe_b64encode(b'["-recorded_at",false,5,5]').decode().rstrip("=")
    refused(ask("commitments/", ordering="-recorded_at", cursor=open_place), 400, "bad-parameter")
