"""A page begins at its place: the database walks over no row before it, however many share the key."""

import re
from datetime import date

import pytest
from django.db import connection

from commitments.models import Commitment
from commitments.queries.keysets import COMMITMENT_ORDERINGS, Place, stretches_from
from commitments.queries.pages import stretches_asked, values_of
from commitments.queries.prepared import Questions, Slot
from commitments.queries.stored import STORED

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


@pytest.mark.django_db
@pytest.mark.parametrize("place", [None, Place(7, 7), Place(7, 7, backwards=True)])
def test_postgresql_never_walks_the_records_to_find_where_a_page_begins(place: Place | None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite merges no two indexes")
    ordering = COMMITMENT_ORDERINGS["-recorded_at"]
    (asked,) = stretches_asked(Commitment.objects.all, ordering, place, 51, lambda: STORED, Questions(1).of("all"))
    parameters = [values_of(place)[each.name] if isinstance(each, Slot) else each for each in asked.parameters]
    with connection.cursor() as cursor:
        for method in ("nestloop", "hashjoin"):  # even if it would rather merge
            cursor.execute(f"SET LOCAL enable_{method} = off")
        cursor.execute(f"EXPLAIN {asked.sql}", parameters)
        plan = [line for (line,) in cursor.fetchall()]
    assert any("Limit" in line for line in plan[plan.index(next(each for each in plan if "Join" in each)) :])
