"""Promises on record that a new one may be, said again."""

from typing import Any

import pytest

from commitments.models import Commitment, Organisation, Sector
from commitments.queries.resembling import OFFERED, resembling
from commitments.rules import readable
from tests.factories import CommitmentFactory, OrganisationFactory, ResponsibilityFactory, SectorFactory, analyst

BRIDGE = {"fr": "Un pont sur le fleuve à la frontière", "en": "A bridge over the border river"}
AGAIN = {"fr": "Construire le pont sur le fleuve"}


@pytest.fixture
def sector(db: None) -> Sector:
    return SectorFactory()


@pytest.fixture
def owner(db: None) -> Organisation:
    return OrganisationFactory()


def owned(sector: Sector | None, owner: Organisation | None, **given: Any) -> Commitment:
    """A promise on record."""
    row = CommitmentFactory(**{"title": BRIDGE, "sectors": [sector] if sector else []} | given)
    if owner:
        ResponsibilityFactory(commitment=row, organisation=owner)
    return row


def found(title: dict[str, str], sector: Sector, owner: Organisation) -> list[str]:
    """The references of what is offered."""
    rows = resembling(Commitment.objects.public(), title=title, sectors={sector.pk}, owners={owner.pk})
    return [each.commitment.reference for each in rows]


def test_the_same_field_the_same_owners_and_close_words(sector: Sector, owner: Organisation) -> None:
    row = owned(sector, owner)
    owned(sector, owner, title={"fr": "Une école dans la province"})
    assert found(AGAIN, sector, owner) == [row.reference]
    (alike,) = resembling(Commitment.objects.public(), title=AGAIN, sectors={sector.pk}, owners={owner.pk})
    assert (alike.same_sector, alike.same_owners) == (True, [owner])


def test_of_another_field_or_others_the_words_must_be_closer(sector: Sector, owner: Organisation) -> None:
    owned(sector, None)
    owned(None, owner)
    owned(None, None)
    assert found({"fr": "Réparer le pont du fleuve"}, sector, owner) == []
    assert len(found(BRIDGE, sector, owner)) == 2


def test_the_closest_come_first_and_five_are_enough(sector: Sector, owner: Organisation) -> None:
    rows = [owned(sector, owner) for _ in range(OFFERED)]
    exact = owned(sector, owner, title=AGAIN)
    assert found(AGAIN, sector, owner) == [exact.reference, *(row.reference for row in rows[:-1])]


def test_what_is_not_readable_is_not_offered(sector: Sector, owner: Organisation) -> None:
    theirs = analyst("BB")
    row = owned(sector, None, visibility="internal", by=theirs)
    asked = {"title": BRIDGE, "sectors": {sector.pk}, "owners": {owner.pk}}
    assert resembling(readable(analyst("AA")), **asked) == []
    assert [each.commitment for each in resembling(readable(theirs), **asked)] == [row]


@pytest.mark.parametrize("title", [{}, {"fr": "de la"}, {"fr": "* ' \" & |"}, {"fr": "pont"}])
def test_what_has_few_words_or_none_is_asked_all_the_same(
    title: dict[str, str], sector: Sector, owner: Organisation
) -> None:
    owned(sector, owner)
    assert len(found(title, sector, owner)) == (1 if title == {"fr": "pont"} else 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_as_many_queries_for_three_as_for_one(
    sector: Sector, owner: Organisation, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        owned(sector, owner)
    with django_assert_num_queries(8):
        assert len(found(AGAIN, sector, owner)) == rows
