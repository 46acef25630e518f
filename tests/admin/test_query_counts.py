"""A page costs the same number of queries however many rows it shows."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.pages import address
from tests.factories import (
    CitationFactory,
    CommitmentFactory,
    DeadlineFactory,
    IndicatorFactory,
    LinkFactory,
    MilestoneFactory,
    ObservationFactory,
    PassageFactory,
    ResponsibilityFactory,
    SourceFactory,
    StatusUpdateFactory,
    TargetFactory,
)

# Four for who asks, two for the rights of Django’s own models, the rest for the list, its filters and its dates. The list
# of commitments looks up what its filters can be asked for, and counts where there are few rows what no roll tells.
QUERIES = {
    "commitment": 28,
    "statusupdate": 14,
    "deadline": 12,
    "passage": 10,
    "citation": 11,
    "edition": 14,
    "organisation": 10,
}


@pytest.mark.parametrize(("name", "queries"), QUERIES.items())
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list(aa: Client, django_assert_num_queries: Any, name: str, queries: int, rows: int) -> None:
    for _ in range(rows):
        commitment = CommitmentFactory()
        ResponsibilityFactory(commitment=commitment)
        CitationFactory(commitment=commitment, passage=PassageFactory())
        DeadlineFactory(commitment=commitment)
        StatusUpdateFactory(commitment=commitment)
    with django_assert_num_queries(queries):
        assert aa.get(address(name, "changelist")).status_code == 200


# One or two for each part (its rows, and what their search fields show), the rest for the record, words and rights.
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_commitment(aa: Client, django_assert_num_queries: Any, rows: int) -> None:
    commitment = CommitmentFactory()
    for number in range(rows):
        passage = PassageFactory()
        for factory in (ResponsibilityFactory, LinkFactory, MilestoneFactory, TargetFactory):
            factory(commitment=commitment)
        CitationFactory(commitment=commitment, passage=passage)
        DeadlineFactory(commitment=commitment, passage=passage, edtf=f"{2027 + number}")
        StatusUpdateFactory(commitment=commitment, evidence=[passage], progress=number)
    page = address("commitment", "change", commitment.pk)
    aa.get(page)  # Django remembers what it found out about its own models
    with django_assert_num_queries(30):
        assert aa.get(page).status_code == 200


@pytest.mark.parametrize(("name", "queries"), [("source", 11), ("indicator", 12)])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_with_parts(aa: Client, django_assert_num_queries: Any, name: str, queries: int, rows: int) -> None:
    source, indicator = SourceFactory(), IndicatorFactory()
    for year in range(rows):
        passage = PassageFactory(source=source)
        ObservationFactory(indicator=indicator, source=source, passage=passage, period=f"{2020 + year}")
    page = address(name, "change", {"source": source, "indicator": indicator}[name].pk)
    aa.get(page)
    with django_assert_num_queries(queries):
        assert aa.get(page).status_code == 200
