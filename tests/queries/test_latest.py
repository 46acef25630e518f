"""The last changes say when, for whom and why, and name what they touched."""

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.actions.recording import recording
from commitments.choosing.visible import visible_to
from commitments.models import Commitment
from commitments.queries import latest
from commitments.queries.latest import last_changes
from commitments.values.bits import numbers_in
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_change_of_one_commitment_names_it_and_for_whom_it_was_made() -> None:
    row = make.CommitmentFactory()
    person = make.analyst("AA")
    make.StatusUpdateFactory(commitment=row, by=person, why={"en": "The ministry wrote."})
    newest, _first = last_changes(Commitment.objects.all(), limit=6)
    assert (newest.reference, newest.title, newest.commitments) == (row.reference, row.title, 1)
    assert (newest.organisation, newest.reason) == (person.organisation.name, {"en": "The ministry wrote."})


def test_a_change_of_many_is_one_change() -> None:
    make.PartnershipFactory()
    with recording(by=None, at=make.AT, why={"en": "All at once."}):
        make.CommitmentFactory.create_batch(3)
    (only,) = last_changes(Commitment.objects.all(), limit=6)
    assert (only.commitments, only.reference, only.reason) == (3, None, {"en": "All at once."})


def test_what_the_reader_may_not_see_is_not_among_them() -> None:
    make.CommitmentFactory(visibility="internal")
    assert last_changes(Commitment.objects.public(), limit=6) == []


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_six_queries_however_many(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(number):
        make.CommitmentFactory()
    with django_assert_num_queries(6 - 1):  # no organisation is named, so none is looked up
        last_changes(Commitment.objects.all(), limit=6)


@pytest.mark.parametrize("few", [1, 2, 5000])
def test_what_was_touched_long_ago_is_found_by_its_numbers_as_by_its_editions(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "MOST_STEPS", 0)
    monkeypatch.setattr(latest, "FEW", few)
    person = make.analyst("AA")
    rows = [make.CommitmentFactory() for _each in range(5)]
    with recording(by=None, at=make.AT, why={"en": "At once."}):
        for row in rows[:3]:
            make.MilestoneFactory(commitment=row)
    for row in (rows[0], rows[0], rows[4]):
        make.MilestoneFactory(commitment=row, why={"en": "Alone."})
    hidden = make.CommitmentFactory(by=person)
    hidden.visibility = "internal"
    keep(hidden, by=person, at=make.AT, why={"en": "Taken back."})
    hidden.title = {"en": "Kept back"}
    keep(hidden, by=person, at=make.AT, why={"en": "Alone."})
    for visible in (visible_to(AnonymousUser()), visible_to(person)):
        for chosen in (
            visible.bits,
            visible.bits & ~(1 << rows[4].pk),
            visible.bits & (1 << rows[0].pk | 1 << hidden.pk),
        ):
            some = visible.among(chosen)
            for limit in (1, 2, 3, 4, 9):
                by_editions = last_changes(some, limit=limit)
                by_numbers = last_changes(some, limit=limit, numbers=lambda chosen=chosen: numbers_in(chosen))
                assert by_numbers == by_editions
                assert 0 < len(by_editions) <= limit
