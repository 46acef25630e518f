"""A page begins at its place: the database walks over no row before it, however many share the key."""

import re
from datetime import date

import pytest
from django.db import connection

from commitments.models import Commitment
from commitments.queries.keysets import COMMITMENT_ORDERINGS, Place, stretches_from

KEYS = {"due_latest": date(2026, 12, 31), "made_earliest": date(2025, 12, 2), "progress": 50}


@pytest.mark.django_db
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("name", [name for name, each in COMMITMENT_ORDERINGS.items() if each.key in KEYS])
def test_those_that_share_the_key_are_entered_by_their_number(name: str, *, backwards: bool) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses its way by how many rows there are")
    ordering = COMMITMENT_ORDERINGS[name]
    place = Place(KEYS[ordering.key], 7, backwards=backwards)
    sharing, others, *_without = stretches_from(Commitment.objects.order_by(), ordering, place)
    step = "<" if ordering.descending != backwards else ">"
    # What the walk along the index begins and ends with: all else would be looked at and passed over.
    assert re.search(r"\((.*)\)", sharing.explain())[1] == f"{ordering.key}=? AND id{step}?"
    assert re.search(r"\((.*)\)", others.explain())[1].split(" AND ")[-1] == f"{ordering.key}{step}?"


def test_where_no_two_share_a_key_there_is_one_stretch() -> None:
    for name in ("reference", "-recorded_at"):
        (only,) = stretches_from(Commitment.objects.all(), COMMITMENT_ORDERINGS[name], Place(1, 7))
        assert len(only.query.where.children) == 1
