"""A list costs the same number of queries however many rows it shows."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.pages import address
from tests.factories import (
    CitationFactory,
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    ResponsibilityFactory,
    StatusUpdateFactory,
)

# Four for who asks, two for the rights of Django's own models, the rest for the list, its filters and its dates.
QUERIES = {
    "commitment": 15,
    "statusupdate": 13,
    "deadline": 11,
    "passage": 10,
    "citation": 10,
    "edition": 13,
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
