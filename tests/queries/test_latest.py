"""The last changes say when, for whom and why, and name what they touched."""

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.actions.recording import recording
from commitments.models import Commitment
from commitments.queries.latest import last_changes
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
