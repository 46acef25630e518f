"""The counts of the overview equal what one counts by hand."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment
from commitments.queries import overview
from commitments.queries.rolls import rolls_now
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def references(rows: list[overview.Listed]) -> list[str]:
    """The references of rows, in their order."""
    return [row.record["reference"] for row in rows]


def of_everything() -> overview.Overview:
    """The overview of all that is public."""
    rolls = rolls_now()
    return overview.overview(rolls, rolls.readable([]), on=TODAY)


@pytest.fixture
def record() -> dict[str, Commitment]:
    """Five commitments: silent, agreed on, disputed, overdue and inside an uncertain date."""
    rows = {name: make.CommitmentFactory(reference=f"AB-2025-00{number}") for number, name in enumerate("sadou", 1)}
    one, other = make.SideFactory(code="AA"), make.SideFactory(code="BB")
    for name, words in {"a": ("completed", "completed"), "d": ("completed", "stalled")}.items():
        for side, status in zip((one, other), words, strict=True):
            make.StatusUpdateFactory(commitment=rows[name], side=side, status=status)
    make.DeadlineFactory(commitment=rows["a"], edtf="2025")
    make.DeadlineFactory(commitment=rows["o"], edtf="2025")
    make.DeadlineFactory(commitment=rows["u"], edtf="2026")
    make.ResponsibilityFactory(commitment=rows["o"])
    return rows


def test_every_commitment_is_counted_once_in_each_way(record: dict[str, Commitment]) -> None:
    tally = overview.tally(Commitment.objects.all(), on=TODAY)
    assert (tally.total, tally.assessed, tally.open) == (5, 2, 4)
    assert tally.status == {
        "not_assessed": 3,
        "not_started": 0,
        "in_progress": 0,
        "stalled": 1,
        "completed": 1,
        "discontinued": 0,
    }
    assert tally.standing == {"concordant": 1, "divergent": 1, "one_sided": 0, "silent": 3}
    assert tally.lateness == {"closed": 1, "undated": 2, "not_due": 0, "possibly_overdue": 1, "overdue": 1}


def test_gaps_are_counted_among_all(record: dict[str, Commitment]) -> None:
    tally = overview.tally(Commitment.objects.all(), on=TODAY)
    assert tally.missing == {"owner": 4, "deadline": 2, "measure": 5, "evidence": 5}


def test_what_falls_due_next_leaves_out_what_is_past_or_closed(record: dict[str, Commitment]) -> None:
    rows = of_everything().next_due
    assert references(rows) == [record["u"].reference]
    assert rows[0].days_left == (date(2026, 12, 31) - TODAY).days


def test_late_and_possibly_late_are_told_apart(record: dict[str, Commitment]) -> None:
    found = of_everything()
    assert references(found.overdue) == [record["o"].reference]
    assert references(found.possibly_overdue) == [record["u"].reference]


def test_where_the_sides_differ_both_words_are_there(record: dict[str, Commitment]) -> None:
    (row,) = of_everything().disputed
    assert [(word["side"], word["status"]) for word in row.record["assessments"]] == [
        ("AA", "completed"),
        ("BB", "stalled"),
    ]


def test_counting_takes_one_query(
    record: dict[str, Commitment], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        overview.tally(Commitment.objects.all(), on=TODAY)


def test_the_overview_takes_one_query_for_its_rolls_and_one_for_its_rows(
    record: dict[str, Commitment], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counted = overview.tally(Commitment.objects.all(), on=TODAY)
    with django_assert_num_queries(2):
        assert of_everything().tally == counted
