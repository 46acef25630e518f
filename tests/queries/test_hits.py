"""Filters by the shortest way: what is listed and what is walked for are the same rows."""

import pytest
from django.db import connection
from django.http import QueryDict

from commitments.filters import CommitmentFilters
from commitments.models import Commitment
from commitments.queries import hits
from commitments.queries.hits import naming, shortest
from tests import factories as make
from tests.api.scenes import FILTERS, rich
from tests.factories import AT

pytestmark = pytest.mark.django_db
FEW_AND_MANY = [0, 1000]


@pytest.fixture(params=FEW_AND_MANY)
def _most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "MOST_HITS", dict.fromkeys(hits.MOST_HITS, request.param))


@pytest.mark.usefixtures("_most")
@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_finds_the_same_whether_its_rows_are_listed_or_walked(name: str) -> None:
    rich()
    make.CommitmentFactory(reference="AB-2025-001")
    rows = Commitment.objects.public()
    for value in [each for values in FILTERS[name] for each in values]:
        data = QueryDict(mutable=True)
        data[name] = value
        chosen = CommitmentFilters(data, rows, on=AT.date()).qs
        page = shortest(rows, chosen).order_by("reference").values_list("reference", flat=True)[:50]
        assert list(page) == sorted(each.reference for each in chosen)


@pytest.mark.usefixtures("_most")
def test_a_row_that_leads_to_several_is_found_once() -> None:
    sectors = [make.SectorFactory(slug="a"), make.SectorFactory(slug="b")]
    make.CommitmentFactory(reference="AB-2025-001", sectors=sectors)
    make.CommitmentFactory(reference="AB-2025-002")
    found = naming(Commitment.objects.all(), "sectors", sectors)
    assert [each.reference for each in found] == ["AB-2025-001"]


def test_without_filters_nothing_is_asked(django_assert_num_queries: object) -> None:
    rows = Commitment.objects.public()
    with django_assert_num_queries(0):  # type: ignore[operator]  # a context manager
        assert shortest(rows, rows) is rows


def test_a_common_choice_is_asked_along_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by itself")
    monkeypatch.setattr(hits, "MOST_HITS", {"sqlite": 0})
    make.CommitmentFactory()
    rows = Commitment.objects.public()
    plan = shortest(rows, rows.filter(status="not_assessed")).order_by("reference")[:50].explain()
    assert "TEMP B-TREE" not in plan
    assert "TEMP B-TREE" in rows.filter(status="not_assessed").order_by("reference")[:50].explain()
