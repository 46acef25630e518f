"""The forms of people and tokens come back as themselves after a sign-in, filled, without passwords, and not saved."""

from typing import Any

import pytest

from commitments.models import Token, User
from tests.admin.pages import address, errors_of, form_of
from tests.admin.test_signed_out import NOT_SAVED, Browser, write
from tests.factories import PASSWORD, OrganisationFactory, UserFactory

SECRET = {"password1": "a long enough secret", "password2": "a long enough secret"}


@pytest.fixture
def desk(db: None) -> Browser:
    """A browser with which a superuser has signed in."""
    chief = UserFactory(organisation=None, is_superuser=True, username="chief")
    chief.set_password(PASSWORD)
    chief.save()
    opened = Browser()
    opened.sign_in("chief")
    return opened


def back(desk: Browser, path: str, form: dict[str, Any]) -> str:
    """Send a form after the session has ended, sign in, and be led where it is shown again."""
    desk.sign_out_elsewhere()
    where: str = desk.sign_in("chief", desk.send(path, form))["Location"]
    assert where.startswith(f"{path}?kept=")
    return where


def test_a_new_person_comes_back_without_the_password(desk: Browser) -> None:
    path = address("user", "add")
    where = back(desk, path, write(desk, path, username="new", is_staff="on", **SECRET))
    shown = desk.get(where)
    assert NOT_SAVED in errors_of(shown)
    assert (form_of(shown)["username"], form_of(shown)["password1"]) == ("new", "")
    assert not User.objects.filter(username="new").exists()
    saved = desk.send(where, form_of(shown) | SECRET)
    assert (saved.status_code, desk.session["kept"]) == (302, {}), errors_of(saved)
    assert User.objects.get(username="new").check_password(SECRET["password1"])


def test_a_changed_person_comes_back_unchanged(desk: Browser) -> None:
    person = UserFactory(username="anna", first_name="Anna")
    path = address("user", "change", person.pk)
    where = back(desk, path, write(desk, path, first_name="Hanna"))
    shown = desk.get(where)
    assert NOT_SAVED in errors_of(shown)
    person.refresh_from_db()
    assert (form_of(shown)["first_name"], person.first_name) == ("Hanna", "Anna")
    saved = desk.send(where, form_of(shown))
    assert (saved.status_code, desk.session["kept"]) == (302, {}), errors_of(saved)
    person.refresh_from_db()
    assert person.first_name == "Hanna"


def test_a_token_that_is_asked_for_comes_back_and_is_issued_once(desk: Browser) -> None:
    path, ministry = address("token", "add"), OrganisationFactory(slug="ministry")
    where = back(desk, path, write(desk, path, organisation=ministry.pk, name="intake"))
    shown = desk.get(where)
    assert NOT_SAVED in errors_of(shown)
    assert (form_of(shown)["name"], Token.objects.count()) == ("intake", 0)
    issued = desk.send(where, form_of(shown))
    assert (issued.status_code, desk.session["kept"], Token.objects.count()) == (200, {}, 1)
