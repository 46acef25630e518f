"""Tokens are issued with an account of their own, told once, and revoked for good."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from commitments.actions.tokens import LONGEST, Issued, issue_token, revoke_token
from commitments.models import Commitment, Edition, Token, TokenState, User
from commitments.provenance.verification import verify
from commitments.rules import may_speak_for, may_write
from commitments.values.tokens import is_secret
from tests import factories as make
from tests.factories import AT

pytestmark = pytest.mark.django_db

TODAY = AT.date()


def issue(**given: Any) -> Issued:
    """A token of the ministry that may write, for a month."""
    organisation = given.pop("organisation", None) or make.OrganisationFactory(slug="ministry")
    usual = {"name": "intake", "access": "write", "expires_on": TODAY + timedelta(days=30), "at": AT}
    return issue_token(organisation=organisation, by=make.UserFactory(is_superuser=True), **usual | given)


def test_a_token_has_an_account_of_its_own_that_is_no_person() -> None:
    account = issue().token.account
    assert (account.username, account.is_machine, account.has_usable_password()) == ("api.ministry.intake", True, False)
    assert (account.is_staff, account.is_superuser, account.side) == (True, False, make.SideFactory(code="AA"))
    assert may_write(account)
    assert may_speak_for(account, account.side)


def test_a_token_that_reads_may_not_write() -> None:
    account = issue(access="read").token.account
    assert not may_write(account)
    with pytest.raises(PermissionDenied):
        make.CommitmentFactory(by=account)


def test_what_is_written_with_a_token_bears_its_name_and_the_record_still_verifies() -> None:
    account = issue().token.account
    make.StatusUpdateFactory(commitment=make.CommitmentFactory(by=account), side=account.side, by=account)
    newest = Edition.objects.filter(noun=Commitment.noun).last()
    assert (newest.by, newest.organisation, newest.side) == ("api.ministry.intake", "ministry", "AA")
    revoke_token(Token.objects.get(), at=AT)
    assert [str(fault) for fault in verify()] == []


def test_every_secret_is_another_and_is_known_for_one() -> None:
    organisation = make.OrganisationFactory()
    secrets = {issue(organisation=organisation, name=f"token-{number}").secret for number in range(20)}
    assert len(secrets) == 20
    assert all(is_secret(secret) for secret in secrets)
    assert not is_secret(next(iter(secrets)) + "A")


def test_a_name_is_given_once_in_an_organisation_also_after_it_was_revoked() -> None:
    first = issue()
    revoke_token(first.token, at=AT)
    with pytest.raises(ValidationError, match="Choose another name"):
        issue(organisation=first.token.organisation)
    assert User.objects.filter(is_machine=True).count() == Token.objects.count() == 1
    issue(organisation=make.OrganisationFactory(slug="another"))


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + LONGEST + timedelta(days=1), date.max])
def test_a_day_that_has_passed_or_is_too_far_away_is_refused(day: date) -> None:
    with pytest.raises(ValidationError) as refusal:
        issue(expires_on=day)
    assert list(refusal.value.message_dict) == ["expires_on"]
    assert not User.objects.filter(is_machine=True).exists()


@pytest.mark.parametrize("given", [{"name": "two words"}, {"name": ""}, {"name": "a" * 61}, {"access": "all"}])
def test_what_no_token_can_be_is_refused_and_leaves_nothing(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        issue(**given)
    assert not User.objects.filter(is_machine=True).exists()


def test_a_token_works_to_the_end_of_its_last_day_and_never_after_it_was_revoked() -> None:
    token = issue().token
    last = token.expires_on
    assert [token.state(on=day) for day in (TODAY, last, last + timedelta(days=1))] == [
        TokenState.ACTIVE,
        TokenState.ACTIVE,
        TokenState.EXPIRED,
    ]
    revoke_token(token, at=AT)
    assert Token.objects.get().state(on=TODAY) == token.state(on=TODAY) == TokenState.REVOKED


def test_revoking_again_changes_nothing() -> None:
    token = issue().token
    revoke_token(token, at=AT)
    revoke_token(Token.objects.get(), at=AT + timedelta(days=1))
    assert Token.objects.get().revoked_at == AT
