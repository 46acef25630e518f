"""The number beside a filter's value is what choosing it would show."""

from datetime import date

import pytest

from commitments.models import Commitment
from commitments.queries.facets import counts_of
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_lists_and_relations_are_counted_each_row_once() -> None:
    trade = make.SectorFactory(slug="trade")
    both = make.CommitmentFactory(sectors=[trade], kind="target")
    make.CommitmentFactory(kind="project")
    for _ in range(2):
        make.ResponsibilityFactory(commitment=both)
    counts = counts_of(Commitment.objects.all(), {}, on=TODAY)
    assert {word: number for word, number in counts["kind"].items() if number} == {"target": 1, "project": 1}
    assert (counts["sector"], counts["side"], counts["partnership"]) == ({"trade": 1}, {"AA": 1}, {"aa-bb": 2})
    assert counts["lateness"]["undated"] == 2


def test_a_filter_that_is_chosen_from_counts_its_own_rows() -> None:
    make.CommitmentFactory(kind="target")
    make.CommitmentFactory(kind="project")
    rows = Commitment.objects.all()
    counts = counts_of(rows.filter(kind="target"), {"kind": rows}, on=TODAY)
    assert (counts["kind"]["project"], counts["status"]["not_assessed"]) == (1, 1)
