"""On which commitments a person may give the word of the own side."""

import pytest

from commitments.models import Commitment, StaffRole, StatusUpdate, User
from commitments.rules import may_keep, may_speak_for, may_speak_on, speakable
from tests.factories import CommitmentFactory, PartnershipFactory, SideFactory, UserFactory, analyst, secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitments() -> list[Commitment]:
    """One of each kind: for all, of another partnership, kept internal by either side."""
    other = PartnershipFactory(slug="aa-cc", code="AC", sides=[SideFactory(code="AA"), SideFactory(code="CC")])
    return [
        CommitmentFactory(),
        CommitmentFactory(partnership=other, reference="AC-2024-001"),
        CommitmentFactory(visibility="internal", by=analyst("AA")),
        CommitmentFactory(visibility="internal", by=analyst("BB")),
    ]


def people() -> list[User]:
    """Somebody of each side and in each role, and some of no side."""
    staff = [analyst(code, roles=[role]) for code in ("AA", "BB", "CC") for role in StaffRole]
    return [*staff, secretary(), UserFactory(organisation=None), analyst("AA", is_active=False)]


def test_the_rows_are_those_that_the_action_admits(commitments: list[Commitment]) -> None:
    for user in people():
        admitted = [
            row
            for row in commitments
            if may_speak_for(user, user.side)
            and may_keep(user, row, StatusUpdate)
            and user.side in row.partnership.sides.all()
        ]
        assert sorted(speakable(user), key=lambda row: row.pk) == admitted, (user.side, user.roles)
        assert [row for row in commitments if may_speak_on(user, row)] == admitted


def test_an_analyst_speaks_on_what_the_own_side_may_read(commitments: list[Commitment]) -> None:
    assert set(speakable(analyst("AA"))) == set(commitments[:3])
    assert set(speakable(analyst("BB"))) == {commitments[0], commitments[3]}
    assert set(speakable(analyst("CC"))) == {commitments[1]}
    assert not speakable(secretary()).exists()
    assert not speakable(analyst("AA", roles=["editor"])).exists()
