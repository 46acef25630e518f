"""What an organisation owes is counted as the filters of the list count it, by rows and by the rolls."""

from datetime import date

import pytest
from django.http import QueryDict

from commitments.filters import CommitmentFilters
from commitments.models import Commitment, Organisation
from commitments.models.vocabulary import Visibility
from commitments.queries.owed import Owed, owed
from commitments.queries.rolls import rolls_now
from commitments.queries.trees import read_tree
from commitments.queries.visible import Visible
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
ROLES = ("lead", "co_lead", "support", "lead", "beneficiary")


def visible() -> Visible:
    """What the public may see."""
    rolls = rolls_now()
    return Visible(Commitment.objects.public(), rolls, rolls.readable([]))


def shown(query: str) -> int:
    """How many commitments the list shows."""
    number: int = CommitmentFilters(QueryDict(query), Commitment.objects.public(), on=TODAY).qs.count()
    return number


def test_every_number_is_that_of_the_list_it_leads_to() -> None:
    top = make.OrganisationFactory()
    some = [top, *(make.OrganisationFactory(parent=top) for _ in range(2))]
    some.append(make.OrganisationFactory(parent=some[1]))
    for number, role in enumerate(ROLES):
        row = make.CommitmentFactory(visibility=Visibility.INTERNAL if number == 3 else Visibility.PUBLIC)
        for body in some[number % 4 :]:
            make.ResponsibilityFactory(commitment=row, organisation=body, role=role)
        make.DeadlineFactory(commitment=row, edtf="2025" if number % 2 else "2027")
    make.StatusUpdateFactory(commitment=Commitment.objects.public().earliest("pk"))
    found = owed(some, read_tree(), visible(), on=TODAY)
    for body in some:
        owner = f"owner={body.slug}"
        assert found[body.slug] == Owed(
            named=shown(owner),
            named_itself=of_itself(body),
            assessed=shown(owner) - shown(f"{owner}&status=not_assessed"),
            overdue=shown(f"{owner}&lateness=overdue"),
            led=shown(f"{owner}&role=lead&role=co_lead"),
            led_itself=of_itself(body, role__in=["lead", "co_lead"]),
        )


def of_itself(body: Organisation, **given: object) -> int:
    """How many public commitments name it, and not only what is below it."""
    parts = body.responsibilities.filter(commitment__visibility=Visibility.PUBLIC, **given)
    return parts.values("commitment").distinct().count()


def test_no_organisation_owes_nothing_and_one_without_commitments_neither() -> None:
    idle = make.OrganisationFactory()
    assert owed([], read_tree(), visible(), on=TODAY) == {}
    assert owed([idle], read_tree(), visible(), on=TODAY) == {idle.slug: Owed(0, 0, 0, 0, 0, 0)}
