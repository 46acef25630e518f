"""What each role may do: a table of every role against everything that is written."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from commitments.actions.keep import keep, keep_part
from commitments.actions.words import Word, record_update, set_deadline
from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Indicator,
    Meeting,
    Milestone,
    Observation,
    Organisation,
    Partnership,
    Responsibility,
    Sector,
    Side,
    Source,
    StaffRole,
    StatusUpdate,
    Target,
    User,
)
from commitments.rules import may_add, may_keep, may_register, may_speak_for, may_write
from tests import factories as make
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

ADDED = (StatusUpdate, Deadline, Milestone, Observation, Citation)
REGISTERED = (Commitment, Source, Organisation, Meeting, Indicator, Sector, Side, Partnership)
OF_A_SIDE = {
    "reader": ((), ()),
    "analyst": ((StatusUpdate, Deadline, Milestone, Observation), ()),
    "editor": ((Deadline, Milestone, Observation, Citation), (Commitment, Source, Organisation, Meeting)),
    "secretariat": ((Deadline, Milestone, Observation), (Meeting, Indicator)),
    "administrator": ((), ()),
}
OF_A_JOINT_BODY = OF_A_SIDE | {"secretariat": ((Deadline, Milestone, Observation, Citation), REGISTERED)}


def test_the_roles_are_groups_that_a_migration_makes() -> None:
    user = make.analyst(roles=StaffRole.values)
    assert user.roles == set(StaffRole.values)
    assert {group.name for group in user.groups.all()} == set(StaffRole.values)


@pytest.mark.parametrize("role", StaffRole.values)
@pytest.mark.parametrize("joint", [False, True])
def test_a_role_adds_and_registers_this_and_nothing_else(role: str, joint: bool) -> None:  # noqa: FBT001
    user = make.secretary(roles=[role]) if joint else make.analyst(roles=[role])
    added, registered = (OF_A_JOINT_BODY if joint else OF_A_SIDE)[role]
    assert tuple(each for each in ADDED if may_add(user, each)) == added
    assert tuple(each for each in REGISTERED if may_register(user, each)) == registered
    assert may_write(user) == bool(added)


def test_roles_add_up() -> None:
    both = make.analyst(roles=["analyst", "editor"])
    assert all(may_add(both, each) for each in ADDED)


def test_without_a_role_nothing_is_written() -> None:
    nobody = make.analyst(roles=[])
    assert not may_write(nobody)
    with pytest.raises(PermissionDenied):
        keep(make.SectorFactory(), by=nobody, at=AT, why=WHY)


def test_a_group_of_another_name_is_no_role() -> None:
    user = make.analyst(roles=[])
    user.groups.create(name="friends")
    assert user.roles == frozenset()


def test_only_an_analyst_gives_the_word_of_a_side() -> None:
    commitment, side = make.CommitmentFactory(), make.SideFactory(code="AA")
    editor, analyst = make.analyst(roles=["editor"]), make.analyst(roles=["analyst"])
    assert [may_speak_for(each, side) for each in (editor, analyst)] == [False, True]
    word = Word(status="in_progress", as_of=AT.date())
    with pytest.raises(PermissionDenied):
        record_update(commitment, side=side, word=word, by=editor, at=AT, why=WHY)
    assert record_update(commitment, side=side, word=word, by=analyst, at=AT, why=WHY).number == 1


def test_an_analyst_moves_deadlines_of_what_only_an_editor_may_change() -> None:
    commitment, analyst = make.CommitmentFactory(), make.analyst(roles=["analyst"])
    commitment.title = {"en": "Another title"}
    with pytest.raises(PermissionDenied, match="your role"):
        keep(commitment, by=analyst, at=AT, why=WHY)
    set_deadline(commitment, edtf="2027", basis="explicit", reason=WHY, by=analyst, at=AT, why=WHY)
    keep_part(Milestone(commitment=commitment, title={"en": "A step"}, due="2026"), by=analyst, at=AT, why=WHY)
    owner = Responsibility(commitment=commitment, organisation=make.OrganisationFactory(), role="lead")
    with pytest.raises(PermissionDenied):
        keep_part(owner, by=analyst, at=AT, why=WHY)


def test_an_editor_keeps_what_the_own_side_registered_and_only_cites_what_the_other_did() -> None:
    ours, theirs = make.analyst("AA"), make.analyst("BB")
    kept, other, seeded = (make.CommitmentFactory(by=each) for each in (ours, theirs, None))
    assert [may_keep(ours, each) for each in (kept, other, seeded)] == [True, False, True]
    assert [may_keep(ours, other, each) for each in (Citation, Deadline, StatusUpdate, Target)] == [
        True,
        True,
        True,
        False,
    ]
    with pytest.raises(PermissionDenied):
        keep(other, by=ours, at=AT, why=WHY)


def test_a_joint_secretariat_edits_what_is_joint_and_nothing_that_a_side_registered() -> None:
    secretary, colleague = make.secretary(), make.secretary()
    theirs, joint, seeded = (make.CommitmentFactory(by=each) for each in (make.analyst("AA"), colleague, None))
    assert [may_keep(secretary, each) for each in (theirs, joint, seeded)] == [False, True, True]


def test_a_stored_meeting_is_the_secretariats_though_an_editor_may_add_one() -> None:
    meeting, editor = make.MeetingFactory(), make.analyst(roles=["editor"])
    assert may_keep(editor, Meeting(partnership=meeting.partnership))
    assert not may_keep(editor, meeting)
    assert may_keep(make.analyst(roles=["secretariat"]), meeting)
    assert not may_keep(make.analyst("CC", roles=["secretariat"]), meeting)


@pytest.mark.parametrize("role", ["analyst", "editor", "secretariat"])
def test_values_are_observed_by_all_who_write_and_the_indicator_itself_is_the_secretariats(role: str) -> None:
    indicator, user = make.IndicatorFactory(partnership=make.PartnershipFactory()), make.analyst(roles=[role])
    assert may_keep(user, indicator, Observation)
    assert may_keep(user, indicator) == (role == "secretariat")


def test_a_role_is_asked_once_for_each_person() -> None:
    user = User.objects.get(pk=make.analyst().pk)
    assert "analyst" in user.roles
    user.groups.clear()
    assert "analyst" in user.roles
    assert not User.objects.get(pk=user.pk).roles


def test_the_migration_leaves_everybody_who_could_write_the_roles_of_their_organisation() -> None:
    analyst, secretary, reader = make.analyst(roles=[]), make.secretary(roles=[]), make.UserFactory(organisation=None)
    import_module("commitments.migrations.0014_roles").make_groups(apps, None)
    found = [User.objects.get(pk=each.pk).roles for each in (analyst, secretary, reader)]
    assert found == [{"analyst", "editor"}, {"secretariat"}, set()]
    assert set(Group.objects.values_list("name", flat=True)) == set(StaffRole.values)


def test_a_side_takes_no_meeting_and_no_indicator_from_its_partners() -> None:
    ours, joint = make.analyst(roles=["secretariat"]), make.secretary()
    for record in (make.MeetingFactory(), make.IndicatorFactory(partnership=make.PartnershipFactory())):
        sides = [make.SideFactory(code="AA"), make.SideFactory(code="CC")]
        record.partnership = make.PartnershipFactory(
            slug=f"other-{record.noun}", code=f"O{record.noun[:1].upper()}", sides=sides
        )
        with pytest.raises(PermissionDenied, match="to which partnership"):
            keep(record, by=ours, at=AT, why=WHY)
        keep(record, by=joint, at=AT, why=WHY)


def test_a_text_belongs_to_those_whose_commitments_are_cited_to_it() -> None:
    source = make.SourceFactory()
    ours, stranger = make.analyst("AA"), make.analyst("CC")
    assert [may_keep(each, source) for each in (ours, stranger)] == [True, True]
    make.CitationFactory(passage=make.PassageFactory(source=source))
    assert [may_keep(each, source) for each in (ours, stranger)] == [True, False]
