"""Who may read and write what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from commitments.actions.keep import keep
from commitments.rules import may_hide, may_keep, may_read, may_speak_for, may_write, readable
from tests import factories as make
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db


def test_what_is_internal_is_seen_by_the_side_that_registered_it_alone() -> None:
    writer = make.analyst("AA")
    hidden = make.CommitmentFactory(visibility="internal", by=writer)
    colleague, other, secretary = make.analyst("AA"), make.analyst("BB"), make.secretary()
    assert [may_read(person, hidden) for person in (writer, colleague, other, secretary)] == [True, True, False, False]
    assert not readable(AnonymousUser()).exists()
    assert not may_keep(other, hidden)


def test_what_a_joint_body_keeps_internal_no_side_sees() -> None:
    secretary = make.secretary()
    hidden = make.CommitmentFactory(visibility="internal", by=secretary)
    assert may_read(secretary, hidden)
    assert not may_read(make.analyst("AA"), hidden)
    assert not may_read(make.secretary(), hidden)


def test_a_public_commitment_is_seen_by_all() -> None:
    shown = make.CommitmentFactory()
    assert all(may_read(reader, shown) for reader in (AnonymousUser(), make.analyst("BB"), make.secretary()))


def test_only_active_staff_of_an_organisation_write() -> None:
    assert may_write(make.analyst())
    for person in (make.UserFactory(organisation=None), make.analyst(is_staff=False), make.analyst(is_active=False)):
        assert not may_write(person)
        with pytest.raises(PermissionDenied):
            make.SectorFactory(by=person)


def test_a_person_speaks_for_the_own_side_only() -> None:
    person, side, other = make.analyst("AA"), make.SideFactory(code="AA"), make.SideFactory(code="BB")
    assert may_speak_for(person, side)
    assert not may_speak_for(person, other)
    assert not may_speak_for(make.secretary(), side)
    assert not may_speak_for(make.secretary(), None)


def test_a_side_keeps_its_own_organisations_and_joint_bodies_keep_what_is_joint() -> None:
    analyst, secretary = make.analyst("AA"), make.secretary()
    own, theirs, joint = make.OrganisationFactory(), make.analyst("BB").organisation, make.JointBodyFactory()
    assert [may_keep(analyst, body) for body in (own, theirs, joint)] == [True, False, False]
    assert [may_keep(secretary, body) for body in (own, theirs, joint)] == [False, False, True]
    assert not may_keep(analyst, make.PartnershipFactory())
    assert may_keep(secretary, make.PartnershipFactory())


def test_a_side_keeps_no_commitment_of_a_partnership_it_is_not_in() -> None:
    commitment = make.CommitmentFactory()
    outsider = make.analyst("CC")
    assert not may_keep(outsider, commitment)
    with pytest.raises(PermissionDenied):
        keep(commitment, by=outsider, at=AT, why=WHY)


def test_who_may_read_a_commitment_is_decided_by_whom_it_is_recorded_for_alone() -> None:
    writer, colleague, other = make.analyst("AA"), make.analyst("AA"), make.analyst("BB")
    own, seeded = make.CommitmentFactory(by=writer), make.CommitmentFactory()
    assert [may_hide(person, own) for person in (writer, colleague, other, make.secretary())] == [
        True,
        True,
        False,
        False,
    ]
    assert not any(may_hide(person, seeded) for person in (writer, other, make.secretary()))
    own.visibility = "internal"
    with pytest.raises(PermissionDenied):
        keep(own, by=other, at=AT, why=WHY)
    seeded.visibility = "internal"
    with pytest.raises(PermissionDenied, match="who may read"):
        keep(seeded, by=colleague, at=AT, why=WHY)
    keep(own, by=colleague, at=AT, why=WHY)
    assert not may_read(other, own)


def test_what_belongs_to_a_partnership_is_kept_by_its_sides() -> None:
    meeting, indicator = make.MeetingFactory(), make.IndicatorFactory(partnership=make.PartnershipFactory())
    source = make.SourceFactory(meeting=meeting)
    for record in (meeting, indicator, source):
        keepers = [make.analyst(code, roles=["editor", "secretariat"]) for code in ("AA", "CC")]
        assert [may_keep(each, record) for each in keepers] == [True, False]
    assert may_keep(make.analyst("CC"), make.SourceFactory())
