"""A token says who asks; one that does not hold is refused, and never taken for nobody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.actions import tokens as actions
from commitments.actions.tokens import Issued, revoke_token
from commitments.models import Token
from tests import factories as make
from tests.api.reading import BASE, ask, refused
from tests.api.tokens import bearer, issued

pytestmark = pytest.mark.django_db

NOWHERE = "nowhere/at/all/"
ADDRESSES = [
    "",
    "commitments/",
    "sides/",
    "changes/",
    "summary/",
    "commitments.csv",
    "checkpoints/",
    "schema/",
    "docs/",
]


@pytest.fixture
def token() -> Issued:
    """A token of a ministry of AA."""
    return issued(make.OrganisationFactory(slug="ministry"), name="reader")


def now() -> datetime:
    return datetime.now(UTC)


def challenged(secret: str, path: str = "sides/") -> tuple[str, str]:
    """What the refusal of a token says, and its challenge."""
    answer = ask(path, headers=bearer(secret))
    told = refused(answer, 401, "invalid-token")
    return told["detail"], answer["WWW-Authenticate"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_token_that_holds_opens_every_address(token: Issued, path: str) -> None:
    assert ask(path, headers=bearer(token.secret)).status_code == 200


@pytest.mark.parametrize("path", [*ADDRESSES, NOWHERE])
def test_no_address_passes_over_a_token_that_does_not_hold(path: str) -> None:
    _detail, challenge = challenged("cct_" + "A" * 43, path)
    assert challenge == 'Bearer realm="commitments", error="invalid_token"'


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_supervisors_need_no_token_and_theirs_is_not_looked_at(path: str) -> None:
    assert Client().get(path, headers=bearer("x")).status_code == 200


WRONG = [
    ("Bearer", "This is no token"),
    ("Bearer ", "This is no token"),
    ("bearer short", "This is no token"),
    ("Bearer cct_" + "A" * 43 + " more", "This is no token"),
    ("Bearer cct_" + "A" * 42 + "\u00e9", "This is no token"),
    ("Bearer cct_" + "A" * 43, "not known"),
    ("Bearer  " + "cct_" + "A" * 43 + "  ", "not known"),
    ("Bearer cct_" + "A" * 43 + ", Bearer cct_" + "A" * 43, "This is no token"),
]


@pytest.mark.parametrize(("header", "words"), WRONG)
def test_what_is_no_token_is_refused_and_told_why(header: str, words: str) -> None:
    answer = Client().get(BASE, HTTP_AUTHORIZATION=header)
    assert words in refused(answer, 401, "invalid-token")["detail"]
    assert answer["WWW-Authenticate"].endswith('error="invalid_token"')


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Digest x", "cct_" + "A" * 43])
def test_other_schemes_are_refused_and_told_of_the_one_that_is_taken(header: str) -> None:
    answer = Client().get(BASE, HTTP_AUTHORIZATION=header)
    assert "Bearer" in refused(answer, 401, "invalid-token")["detail"]
    assert answer["WWW-Authenticate"] == 'Bearer realm="commitments"'


def test_an_expired_token_says_so_from_the_day_after_its_last_one(token: Issued) -> None:
    last = datetime.combine(token.token.expires_on, datetime.max.time(), UTC)
    with time_machine.travel(last - timedelta(seconds=1), tick=False):
        assert ask("sides/", headers=bearer(token.secret)).status_code == 200
    with time_machine.travel(last + timedelta(seconds=1), tick=False):
        assert challenged(token.secret)[0] == f"This token expired on {token.token.expires_on}. Ask for a new one."


def test_a_revoked_token_says_so_and_its_account_writes_no_more() -> None:
    token = issued(make.OrganisationFactory(), access="write")
    revoke_token(token.token, at=now())
    assert challenged(token.secret)[0] == "This token was revoked. Ask for a new one."
    assert not Token.objects.get().account.is_active


def test_a_token_whose_account_was_switched_off_is_refused(token: Issued) -> None:
    account = token.token.account
    account.is_active = False
    account.save()
    challenged(token.secret)


def test_a_reader_with_a_token_costs_one_query_more_and_one_write_a_day(token: Issued) -> None:
    counts = []
    for headers in ({}, bearer(token.secret), bearer(token.secret)):
        with CaptureQueriesContext(connection) as queries:
            assert ask("sides/", headers=headers).status_code == 200
        asked = [each["sql"].split()[0] for each in queries.captured_queries]
        counts.append((asked.count("SELECT"), asked.count("UPDATE")))
    patience = connection.vendor == "postgresql"  # it is asked for by a SELECT there
    assert counts == [(2, 0), (3 + patience, 1), (3, 0)]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_writer_to_note_that_a_token_was_used(token: Issued) -> None:
    held = connection.copy()
    try:
        with held.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
            cursor.execute("UPDATE commitments_token SET name = name")
            assert ask("sides/", headers=bearer(token.secret)).status_code == 200
            cursor.execute("ROLLBACK")
    finally:
        held.close()
    assert Token.objects.get().last_used_on is None
    assert ask("sides/", headers=bearer(token.secret)).status_code == 200
    assert Token.objects.get().last_used_on is not None


def test_the_day_of_the_last_use_is_kept_and_never_goes_back(token: Issued) -> None:
    for moment, day in (("2026-01-20", "2026-01-20"), ("2026-01-22", "2026-01-22"), ("2026-01-21", "2026-01-22")):
        with time_machine.travel(f"{moment}T12:00:00+00:00", tick=False):
            ask("sides/", headers=bearer(token.secret))
        assert str(Token.objects.get().last_used_on) == day


def test_a_database_that_takes_no_write_keeps_nobody_from_reading(
    token: Issued, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: Any, **_more: Any) -> None:
        raise DatabaseError("read-only")

    monkeypatch.setattr("commitments.api.authentication.note_use", broken)
    assert ask("sides/", headers=bearer(token.secret)).status_code == 200
    assert "Could not note that token" in caplog.text
    assert token.secret not in caplog.text


def test_a_session_of_the_admin_is_no_token() -> None:
    client = Client()
    client.force_login(make.analyst("AA"))
    make.CommitmentFactory(visibility="internal", by=make.analyst("AA"))
    assert client.get(f"{BASE}commitments/").json()["results"] == []


def test_answers_say_that_they_differ_by_token_and_that_only_their_reader_may_keep_them(token: Issued) -> None:
    for path in ["commitments/", "sides/", "commitments.csv", "schema/", NOWHERE]:
        anonymous, own = ask(path), ask(path, headers=bearer(token.secret))
        for answer in (anonymous, own):
            assert "authorization" in answer["Vary"].lower(), path
        assert own["Cache-Control"] in {"private, no-cache", "no-store"}
        assert "private" not in anonymous.get("Cache-Control", "")
    kept = ask("sides/", headers=bearer(token.secret))["ETag"]
    again = ask("sides/", headers={**bearer(token.secret), "If-None-Match": kept})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-cache")
    assert "authorization" in again["Vary"].lower()


def test_tags_are_of_one_organisation_and_not_of_the_public(token: Issued) -> None:
    other = issued(make.OrganisationFactory(side=make.SideFactory(code="BB")))
    same = issued(token.token.account.organisation)
    tags = [ask("sides/", headers=headers)["ETag"] for headers in ({}, bearer(token.secret), bearer(other.secret))]
    assert len(set(tags)) == 3
    assert ask("sides/", headers=bearer(same.secret))["ETag"] == tags[1]


def test_a_secret_is_kept_nowhere(token: Issued) -> None:
    row = Token.objects.values().get()
    assert token.secret not in str(row)
    assert token.secret not in repr(token)
    assert row["digest"] != token.secret
    assert actions.secret_digest(token.secret) == row["digest"]
