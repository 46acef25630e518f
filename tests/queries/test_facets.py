"""The number beside a filter's value is what choosing it would show, whatever else is chosen."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from commitments.choosing.chosen import Chosen
from commitments.filters import CommitmentFilters
from commitments.queries.facets import COUNTED
from commitments.rules import readable
from tests import factories as make
from tests.queries.standing_scenes import some_record

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def chosen(query: str) -> Chosen:
    """What a visitor's filters let through."""
    return Chosen(QueryDict(query), AnonymousUser(), on=TODAY)


def test_lists_and_relations_are_counted_each_row_once() -> None:
    trade = make.SectorFactory(slug="trade")
    both = make.CommitmentFactory(sectors=[trade], kind="target")
    make.CommitmentFactory(kind="project")
    for _ in range(2):
        make.ResponsibilityFactory(commitment=both)
    counts = chosen("").counts()
    assert {word: number for word, number in counts["kind"].items() if number} == {"target": 1, "project": 1}
    assert (counts["sector"], counts["side"], counts["partnership"]) == ({"trade": 1}, {"AA": 1}, {"aa-bb": 2})
    assert counts["lateness"]["undated"] == 2


def test_a_filter_that_is_chosen_from_counts_its_own_rows() -> None:
    make.CommitmentFactory(kind="target")
    make.CommitmentFactory(kind="project")
    counts = chosen("kind=target").counts()
    assert (counts["kind"]["project"], counts["status"]["not_assessed"]) == (1, 1)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "q=promise&kind=target",
            "role=lead&owner=body-0",
            "role=lead&side=AA&sector=field-1",
            "stale=true",
            "side=BB",
        ),
        *("owner=body-0", "owner=body-0&owner=body-1&kind=target", "owner=body-0&sector=field-1&side=BB"),
    ],
)
def test_what_the_rolls_do_not_know_is_taken_from_the_rows(query: str) -> None:
    some_record(9, size=12)
    rows = CommitmentFilters(QueryDict(query), readable(AnonymousUser()), on=TODAY).qs
    assert chosen(query).among().bit_count() == rows.count()
    counts = chosen(query).counts()
    assert set(counts) == set(COUNTED) - ({"side"} if "role" in query else set())
    for facet in set(counts) - set(QueryDict(query)):
        for value, number in counts[facet].items():
            also = CommitmentFilters(QueryDict(f"{query}&{facet}={value}"), readable(AnonymousUser()), on=TODAY).qs
            assert number == also.count(), (facet, value)
