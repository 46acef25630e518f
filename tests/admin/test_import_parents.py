"""A commitment that would be a part of itself is found before anything is written, whatever the rows of a table change."""

from typing import Any

import pytest
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment
from tests.admin.tables import Row, confirm, on_record, rows_of, send, taken, told, written
from tests.factories import AT, WHY, CommitmentFactory


@pytest.fixture
def rows(aa: Client) -> list[Row]:
    """The table of four commitments."""
    for _ in range(4):
        CommitmentFactory()
    return rows_of(taken(aa))


def placed(child: Row, parent: Row) -> None:
    """Write one under the other in the table."""
    child["parent"] = parent["reference"]


def stored(child: Row, parent: Row) -> None:
    """Write one under the other on the record."""
    row = Commitment.objects.get(reference=child["reference"])
    row.parent = Commitment.objects.get(reference=parent["reference"])
    keep(row, by=None, at=AT, why=WHY)


def around(*rows: Row) -> str:
    """What is said of the first of these rows."""
    way = " → ".join(row["reference"] for row in (*rows, rows[0]))
    return f"It would become a part of itself: {way}. Give one of these another parent, or none."


def test_a_circle_within_a_file_is_told_in_each_of_its_rows(aa: Client, rows: list[Row]) -> None:
    one, two, three, _four = rows
    placed(one, two)
    placed(two, three)
    placed(three, one)
    before = on_record()
    assert told(send(aa, written(rows))).split("\n") == [
        f"Row 2, column parent: {around(one, two, three)}",
        f"Row 3, column parent: {around(two, three, one)}",
        f"Row 4, column parent: {around(three, one, two)}",
    ]
    assert on_record() == before


def test_a_circle_that_closes_over_what_is_on_record_is_told(aa: Client, rows: list[Row]) -> None:
    _one, two, three, four = rows
    stored(two, three)
    stored(three, four)
    row = rows_of(taken(aa))[3]
    placed(row, two)
    assert told(send(aa, written([row]))) == f"Row 2, column parent: {around(four, two, three)}"


def test_what_leads_into_a_circle_is_no_part_of_it(aa: Client, rows: list[Row]) -> None:
    one, two, three, _four = rows
    placed(one, two)
    placed(two, three)
    placed(three, two)
    assert told(send(aa, written(rows))).split("\n") == [
        f"Row 3, column parent: {around(two, three)}",
        f"Row 4, column parent: {around(three, two)}",
    ]


def test_two_that_change_places_make_no_circle(aa: Client, rows: list[Row]) -> None:
    one, two, *_ = rows
    stored(one, two)
    one, two, *_ = rows_of(taken(aa))
    one["parent"] = ""
    placed(two, one)
    confirm(aa, send(aa, written([one, two])))
    assert Commitment.objects.get(reference=two["reference"]).parent.reference == one["reference"]


def test_a_circle_that_somebody_closes_after_the_preview_is_told_and_writes_nothing(
    aa: Client, rows: list[Row]
) -> None:
    one, two, three, _four = rows
    placed(one, two)
    shown = send(aa, written([one]))
    stored(two, three)
    stored(three, one)
    before = on_record()
    answer = confirm(aa, shown)
    assert f"Row 2, column parent: {around(one, two, three)}" in told(answer)
    assert on_record() == before


def test_of_a_long_circle_the_beginning_is_told(aa: Client) -> None:
    for _ in range(10):
        CommitmentFactory()
    rows = rows_of(taken(aa))
    for child, parent in zip(rows, [*rows[1:], rows[0]], strict=True):
        placed(child, parent)
    names = [row["reference"] for row in rows]
    first, *_rest, last = told(send(aa, written(rows))).split("\n")
    assert " → ".join([*names[:8], "…", names[0]]) in first
    assert " → ".join([names[9], *names[:7], "…", names[9]]) in last


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_circles_costs_a_query_a_level(
    aa: Client, rows: list[Row], django_assert_num_queries: Any, count: int
) -> None:
    roof = [CommitmentFactory(parent=CommitmentFactory()) for _ in range(count)]
    for row, above in zip(rows, roof, strict=False):
        row["parent"] = above.reference
    path = send(aa, written(rows[:count])).request["PATH_INFO"]  # type: ignore[attr-defined]
    with django_assert_num_queries(18):
        aa.get(path)
