"""The accounts to try the tracker with: one for each side and one for what is joint."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from commitments.models import User
from commitments.rules import may_write
from tests import factories as make

pytestmark = pytest.mark.django_db


def lines(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    call_command("demo_accounts")
    return [line.split() for line in capsys.readouterr().out.splitlines()]


def test_each_side_and_the_joint_body_get_an_account_that_signs_in(
    tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    make.CommitmentFactory()
    government = make.OrganisationFactory(slug="government-aa", kind="government")
    make.ResponsibilityFactory(organisation=make.OrganisationFactory(side=government.side))
    other = make.OrganisationFactory(side=make.SideFactory(code="BB"))
    joint, busy = make.JointBodyFactory(), make.JointBodyFactory()
    make.ResponsibilityFactory(organisation=busy)
    printed = lines(capsys)
    assert {name: organisation.strip("()") for name, _password, organisation in printed} == {
        "analyst-aa": "government-aa",
        "analyst-bb": other.slug,
        "secretariat": joint.slug,
    }
    for name, password, _organisation in printed:
        person = User.objects.get(username=name)
        assert person.check_password(password)
        assert may_write(person)
    assert (tmp_path / "demo-accounts.txt").stat().st_mode & 0o077 == 0
    assert lines(capsys) == printed
    assert User.objects.count() == 3


def test_accounts_whose_passwords_are_not_kept_are_left_as_they_are(
    tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path / "first"
    make.CommitmentFactory()
    make.OrganisationFactory()
    lines(capsys)
    settings.VAR = tmp_path / "second"
    call_command("demo_accounts")
    assert "changepassword" in capsys.readouterr().out
