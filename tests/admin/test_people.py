"""Whose accounts are managed by whom, and which roles they may be given."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from commitments.models import Organisation, StaffRole, User
from tests.admin.conftest import signed_in
from tests.admin.pages import address, form_of, typed
from tests.factories import JointBodyFactory, OrganisationFactory, UserFactory

PASSWORD, OTHER = "a long enough secret", "another long secret"
NEW = {"username": "new", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD, "is_staff": "on"}


@pytest.fixture
def ministry(db: None) -> Organisation:
    return OrganisationFactory(slug="ministry")


@pytest.fixture
def chief(ministry: Organisation) -> Client:
    """The administrator of a ministry."""
    return signed_in(UserFactory(username="chief", organisation=ministry, roles=["administrator"]))


def number(role: str) -> str:
    return str(Group.objects.get(name=role).pk)


def test_an_administrator_sees_the_people_of_the_own_organisation_alone(chief: Client, ministry: Organisation) -> None:
    colleague, stranger = UserFactory(organisation=ministry), UserFactory(organisation=OrganisationFactory())
    power = UserFactory(organisation=ministry, is_superuser=True)
    shown = set(chief.get(address("user", "changelist")).context["cl"].queryset)
    assert shown == {colleague, User.objects.get(username="chief")}
    assert chief.get(address("user", "change", colleague.pk)).status_code == 200
    for hidden in (stranger, power):
        assert chief.get(address("user", "change", hidden.pk)).status_code == 302
        assert chief.post(address("user", "change", hidden.pk), {"username": "taken"}).status_code == 302
        password = f"/admin/commitments/user/{hidden.pk}/password/"
        assert chief.post(password, {"password1": OTHER, "password2": OTHER}).status_code in {403, 404}
        assert not User.objects.get(pk=hidden.pk).check_password(OTHER)


def test_whom_an_administrator_adds_belongs_to_the_same_organisation(chief: Client, ministry: Organisation) -> None:
    other = OrganisationFactory()
    given = NEW | {"groups": [number("analyst")], "organisation": str(other.pk), "is_superuser": "on"}
    assert chief.post(address("user", "add"), given).status_code == 302
    added = User.objects.get(username="new")
    assert (added.organisation, added.is_superuser, added.roles) == (ministry, False, {"analyst"})


def test_an_administrator_gives_and_takes_roles(chief: Client, ministry: Organisation) -> None:
    person = UserFactory(organisation=ministry, roles=["reader"])
    page = address("user", "change", person.pk)
    assert typed(chief, page, groups=[number("editor"), number("administrator")]).status_code == 302
    assert User.objects.get(pk=person.pk).roles == {"editor", "administrator"}


def test_what_is_joint_is_given_to_no_side_by_its_own_administrator(chief: Client, ministry: Organisation) -> None:
    person = UserFactory(organisation=ministry, roles=["analyst"])
    page = address("user", "change", person.pk)
    assert f'value="{number("secretariat")}"' not in chief.get(page).content.decode()
    assert typed(chief, page, groups=[number("secretariat")]).status_code == 200
    assert User.objects.get(pk=person.pk).roles == {"analyst"}


def test_a_role_that_others_gave_stays(chief: Client, ministry: Organisation) -> None:
    person = UserFactory(organisation=ministry, roles=["analyst", "secretariat"])
    assert typed(chief, address("user", "change", person.pk), groups=[number("editor")]).status_code == 302
    assert User.objects.get(pk=person.pk).roles == {"editor", "secretariat"}


def test_nobody_borrows_a_role_by_setting_a_password(chief: Client, ministry: Organisation) -> None:
    for roles, status in ((["secretariat"], 403), (["editor"], 302)):
        person = UserFactory(organisation=ministry, roles=roles)
        given = {"usable_password": "true", "password1": OTHER, "password2": OTHER}
        assert chief.post(f"/admin/commitments/user/{person.pk}/password/", given).status_code == status
        assert User.objects.get(pk=person.pk).check_password(OTHER) == (status == 302)
    assert chief.get("/admin/commitments/user/nobody/password/").status_code == 404


def test_nothing_is_smuggled_into_an_account(chief: Client, ministry: Organisation) -> None:
    person, stranger = UserFactory(organisation=ministry, roles=[]), UserFactory(organisation=OrganisationFactory())
    forged = {"organisation": stranger.organisation.pk, "is_superuser": "on", "user_permissions": ["1"]}  # type: ignore[union-attr]
    assert typed(chief, address("user", "change", person.pk), **forged).status_code == 302
    person = User.objects.get(pk=person.pk)
    assert (person.organisation, person.is_superuser, person.user_permissions.count()) == (ministry, False, 0)


def test_a_group_that_is_no_role_stays(chief: Client, ministry: Organisation) -> None:
    person = UserFactory(organisation=ministry, roles=["reader"])
    person.groups.create(name="friends")
    assert typed(chief, address("user", "change", person.pk), groups=[number("editor")]).status_code == 302
    assert set(person.groups.values_list("name", flat=True)) == {"friends", "editor"}


def test_a_joint_bodys_administrator_gives_every_role(db: None) -> None:
    body = JointBodyFactory()
    person = UserFactory(organisation=body)
    chief = signed_in(UserFactory(organisation=body, roles=["administrator"]))
    page = address("user", "change", person.pk)
    assert typed(chief, page, groups=[number(each) for each in StaffRole.values]).status_code == 302
    assert User.objects.get(pk=person.pk).roles == set(StaffRole.values)


@pytest.mark.parametrize("role", ["reader", "analyst", "editor", "secretariat"])
def test_no_other_role_manages_people(role: str, ministry: Organisation) -> None:
    person = UserFactory(organisation=ministry, roles=[role])
    client = signed_in(person)
    assert client.get(address("user", "changelist")).status_code == 403
    assert client.get(address("user", "add")).status_code == 403
    assert client.get(address("user", "change", person.pk)).status_code == 403
    assert 'commitments/user/"' not in client.get("/admin/").content.decode()


def test_an_administrator_who_left_manages_nobody(ministry: Organisation) -> None:
    person = UserFactory(organisation=ministry, roles=["administrator"])
    client = signed_in(person)
    User.objects.filter(pk=person.pk).update(is_staff=False)
    assert client.get(address("user", "changelist")).status_code == 302


def test_a_superuser_manages_everybody_and_every_role(ministry: Organisation) -> None:
    client = signed_in(UserFactory(organisation=None, is_superuser=True))
    given = NEW | {"organisation": str(ministry.pk), "groups": [number("secretariat")]}
    assert client.post(address("user", "add"), given).status_code == 302
    added = User.objects.get(username="new")
    assert (added.organisation, added.roles) == (ministry, {"secretariat"})
    assert "groups" in form_of(client.get(address("user", "change", added.pk)))


def test_people_are_found_by_their_roles(chief: Client, ministry: Organisation) -> None:
    editor = UserFactory(organisation=ministry, roles=["analyst", "editor"])
    page = chief.get(address("user", "changelist"), {"role": "editor"}, headers={"Accept-Language": "fr"})
    assert list(page.context["cl"].queryset) == [editor]
    assert ">rédacteur<" in page.content.decode()


def test_a_list_of_people_costs_as_many_queries_for_three_as_for_one(
    chief: Client, ministry: Organisation, django_assert_num_queries: object
) -> None:
    for _more in range(2):
        with django_assert_num_queries(10):  # type: ignore[operator]
            chief.get(address("user", "changelist"))
        UserFactory.create_batch(2, organisation=ministry)
