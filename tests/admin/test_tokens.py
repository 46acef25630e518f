"""Superusers issue and revoke tokens; a secret is on one page, once; an account of a token is nobody who signs in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from commitments.models import Organisation, Token, User
from commitments.templatetags.dates import day_words
from commitments.values.tokens import SECRET, secret_digest
from tests.admin.conftest import signed_in
from tests.admin.pages import address, errors_of, form_of, typed
from tests.factories import OrganisationFactory, UserFactory


@pytest.fixture
def chief(db: None) -> Client:
    """A superuser."""
    return signed_in(UserFactory(organisation=None, is_superuser=True, username="chief"))


@pytest.fixture
def ministry(db: None) -> Organisation:
    return OrganisationFactory(slug="ministry")


def issue(client: Client, organisation: Organisation, **given: Any) -> Any:
    """Fill the form in and send it."""
    return typed(client, address("token", "add"), organisation=organisation.pk, **{"name": "intake", **given})


def test_a_secret_is_shown_once_and_kept_nowhere(
    chief: Client, ministry: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    page = issue(chief, ministry, access="write")
    assert page.status_code == 200
    (secret,) = SECRET.findall(page.content.decode())
    assert "no-store" in page["Cache-Control"]
    token = Token.objects.get()
    assert (token.digest, token.access, token.account.username) == (
        secret_digest(secret),
        "write",
        "api.ministry.intake",
    )
    assert token.issued_by.username == "chief"
    for path in (address("token", "change", token.pk), address("token", "changelist")):
        assert secret not in chief.get(path).content.decode()
    kept = [*Session.objects.values_list("session_data", flat=True), str(list(LogEntry.objects.values())), caplog.text]
    assert [text for text in kept if secret in text] == []
    assert secret not in str(chief.session.items())


def test_a_token_works_for_a_year_unless_it_is_said(chief: Client, ministry: Organisation) -> None:
    today = datetime.now(UTC).date()
    assert form_of(chief.get(address("token", "add")))["expires_on"] == (today + timedelta(days=365)).isoformat()


def test_the_page_of_a_secret_warns_and_says_its_last_day_in_the_readers_words(
    chief: Client, ministry: Organisation
) -> None:
    chief.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    day = datetime.now(UTC).date() + timedelta(days=30)
    told = issue(chief, ministry, expires_on=day.isoformat()).content.decode()
    assert '<li class="warning">' in told
    with translation.override("fr"):
        assert day_words(day) in told


def test_a_token_is_issued_and_not_merely_saved(chief: Client) -> None:
    told = chief.get(address("token", "add")).content.decode()
    assert ('value="Issue the token"' in told, 'value="Save"' in told) == (True, False)


def test_what_the_action_refuses_is_told_beside_its_field(chief: Client, ministry: Organisation) -> None:
    issue(chief, ministry)
    again = issue(chief, ministry)
    assert "Choose another name" in errors_of(again)
    assert form_of(again)["organisation"] == str(ministry.pk)
    late = issue(chief, ministry, name="other", expires_on="2199-01-01")
    assert "Choose a day from today to" in errors_of(late)
    assert "Enter a valid" in errors_of(issue(chief, ministry, name="two words"))
    assert Token.objects.count() == User.objects.filter(is_machine=True).count() == 1


def test_a_token_is_revoked_by_its_page_alone_once_it_is_confirmed(
    chief: Client, aa: Client, ministry: Organisation
) -> None:
    issue(chief, ministry)
    token = Token.objects.get()
    page, path = address("token", "change", token.pk), address("token", "revoke", token.pk)
    assert f'href="{path}"' in chief.get(page).content.decode()
    asked = chief.get(path)
    assert (asked.status_code, "nobody can make it work again" in asked.content.decode()) == (200, True)
    assert f'href="{page}"' in asked.content.decode()
    assert (aa.get(path).status_code, aa.post(path).status_code) == (403, 403)
    assert Token.objects.get().revoked_at is None
    assert "works no more" in chief.post(path, follow=True).content.decode()
    assert Token.objects.get().revoked_at is not None
    assert path not in chief.get(page).content.decode()
    assert ">revoked<" in chief.get(address("token", "changelist")).content.decode()
    assert chief.post(address("token", "revoke", 999999)).status_code == 302


def test_a_token_that_works_no_more_is_not_revoked_again(chief: Client, ministry: Organisation) -> None:
    issue(chief, ministry)
    token = Token.objects.get()
    path = address("token", "revoke", token.pk)
    chief.post(path)
    then = Token.objects.get().revoked_at
    assert (chief.get(path).status_code, chief.post(path).status_code) == (302, 302)
    assert Token.objects.get().revoked_at == then
    assert LogEntry.objects.filter(change_message="Revoked.").count() == 1


def test_the_account_of_a_token_is_text_since_it_has_no_page(chief: Client, ministry: Organisation) -> None:
    issue(chief, ministry)
    token = Token.objects.get()
    told = chief.get(address("token", "change", token.pk)).content.decode()
    assert "api.ministry.intake" in told
    assert address("user", "change", token.account.pk) not in told
    assert address("user", "change", token.issued_by.pk) in told


def test_how_a_token_stands_is_no_word_for_a_country(chief: Client, ministry: Organisation) -> None:
    issue(chief, ministry)
    headings = {
        language: chief.get(address("token", "changelist"), headers={"Accept-Language": language}).content.decode()
        for language in ("fr", "vi")
    }
    assert ("État</" in headings["fr"], "Tình trạng</" in headings["vi"]) == (True, True)
    assert "Nhà nước</" not in headings["vi"]


def test_nothing_else_of_a_token_is_changed(chief: Client, ministry: Organisation) -> None:
    issue(chief, ministry)
    token = Token.objects.get()
    page = address("token", "change", token.pk)
    assert 'name="expires_on"' not in chief.get(page).content.decode()
    assert chief.post(page, {"name": "other", "expires_on": "2027-01-01"}).status_code == 403
    assert chief.post(address("token", "delete", token.pk), {"post": "yes"}).status_code == 403
    assert chief.get(address("token", "changelist"), {"q": "ministry"}).status_code == 200
    assert Token.objects.filter(pk=token.pk).exists()


@pytest.mark.parametrize("name", ["aa", "bb", "joint"])
def test_analysts_have_no_tokens_to_look_at(name: str, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(name)
    for page in ("changelist", "add"):
        assert client.get(address("token", page)).status_code == 403


def test_the_account_of_a_token_is_no_person_and_nobody_gives_it_a_password(
    chief: Client, ministry: Organisation
) -> None:
    issue(chief, ministry, access="write")
    account = Token.objects.get().account
    assert "api.ministry.intake" not in chief.get(address("user", "changelist")).content.decode()
    for path in (address("user", "change", account.pk), f"/admin/commitments/user/{account.pk}/password/"):
        answer = chief.post(path, {"password1": "a long enough secret", "password2": "a long enough secret"})
        assert answer.status_code in {302, 404}
    assert not User.objects.get(pk=account.pk).has_usable_password()
    account.set_password("a long enough secret")
    with pytest.raises(IntegrityError), transaction.atomic():
        account.save()


def test_the_account_of_a_token_is_let_into_no_page_of_the_admin(chief: Client, ministry: Organisation) -> None:
    issue(chief, ministry, access="write")
    account = Token.objects.get().account
    forged = signed_in(account)
    answer = forged.get(address("commitment", "changelist"))
    assert (answer.status_code, "/admin/login/" in answer["Location"]) == (302, True)
    tried = Client().post("/admin/login/", {"username": account.username, "password": "", "next": "/admin/"})
    assert tried.status_code == 200
    assert "/admin/login/" in Client().get("/admin/")["Location"]
