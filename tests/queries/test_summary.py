"""A selection in numbers: what one counts by hand, and what the filters would show."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from commitments.filters import CommitmentFilters
from commitments.models import Commitment
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.summary import Counted, summary
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def by_key(counted: Counted) -> dict[str, int]:
    """The numbers by the keys of their records, in their order."""
    return {getattr(record, record.natural[0]): number for record, number in counted.counts}


def filtered(**parameters: str) -> CommitmentQuerySet:
    """The commitments that a filter lets through."""
    data = QueryDict(mutable=True)
    data.update(parameters)
    rows: Any = CommitmentFilters(data, Commitment.objects.all(), on=TODAY).qs
    return rows


@pytest.fixture(autouse=True)
def _government() -> None:
    """Two ministries of a government, a joint body; commitments of both, of one, of the joint body and of nobody."""
    government = make.OrganisationFactory(slug="government")
    first = make.OrganisationFactory(slug="ministry-a", parent=government)
    second = make.OrganisationFactory(slug="ministry-b", parent=government)
    other = make.OrganisationFactory(slug="abroad", side=make.SideFactory(code="BB"))
    roads, trade = make.SectorFactory(slug="roads"), make.SectorFactory(slug="trade")
    both = make.CommitmentFactory(sectors=[roads, trade])
    for body, role in ((first, "lead"), (first, "support"), (second, "lead"), (other, "lead")):
        make.ResponsibilityFactory(commitment=both, organisation=body, role=role)
    make.ResponsibilityFactory(commitment=make.CommitmentFactory(sectors=[trade]), organisation=first)
    make.ResponsibilityFactory(commitment=make.CommitmentFactory(), organisation=make.JointBodyFactory(slug="joint"))
    make.CommitmentFactory()


def test_each_record_counts_each_commitment_once_and_says_of_how_many() -> None:
    found = summary(Commitment.objects.all(), on=TODAY)
    assert found.tally.total == 4
    assert (found.sectors.of, by_key(found.sectors)) == (2, {"trade": 2, "roads": 1})
    assert (found.sides.of, by_key(found.sides)) == (2, {"AA": 2, "BB": 1})
    assert (found.owners.of, by_key(found.owners)) == (
        3,
        {"government": 2, "ministry-a": 2, "abroad": 1, "joint": 1, "ministry-b": 1},
    )


def test_the_most_named_come_first_and_equals_by_their_name() -> None:
    counted = by_key(summary(Commitment.objects.all(), on=TODAY).owners)
    assert list(counted) == ["government", "ministry-a", "abroad", "joint", "ministry-b"]


@pytest.mark.parametrize("name", ["sector", "side", "owner"])
def test_the_number_beside_a_record_is_what_its_filter_shows(name: str) -> None:
    counted: Counted = getattr(summary(Commitment.objects.all(), on=TODAY), f"{name}s")
    shown = {key: filtered(**{name: key}).count() for key in by_key(counted)}
    assert by_key(counted) == shown
    assert shown


@pytest.mark.parametrize(
    "parameters", [{"owner": "ministry-b"}, {"lateness": "undated"}, {"sector": "roads"}, {"missing": "owner"}]
)
def test_a_filtered_selection_is_counted_as_its_rows_alone_would_be(parameters: dict[str, str]) -> None:
    rows = filtered(**parameters)
    alone = Commitment.objects.filter(pk__in=[row.pk for row in rows])
    assert alone.exists()
    assert summary(rows, on=TODAY) == summary(alone, on=TODAY)


def test_nothing_is_counted_as_nothing() -> None:
    found = summary(Commitment.objects.none(), on=TODAY)
    assert (found.tally.total, found.tally.assessed, found.tally.open) == (0, 0, 0)
    assert [found.sectors, found.sides, found.owners] == [Counted(of=0, counts=[])] * 3
