"""Tokens for tests, and how they ask."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from commitments.actions.tokens import Issued, issue_token
from commitments.models import Organisation, User
from tests import factories as make
from tests.api.reading import ask


def issued(organisation: Organisation, *, by: User | None = None, **given: Any) -> Issued:
    """A token of an organisation that may read, for a month from today."""
    now = datetime.now(UTC)
    given = {"name": f"token-{User.objects.count()}", "access": "read", "expires_on": _in_a_month(now), **given}
    return issue_token(organisation=organisation, by=by or superuser(), at=now, **given)


def _in_a_month(now: datetime) -> date:
    return now.date() + timedelta(days=30)


def superuser() -> User:
    """Who issues tokens."""
    return make.UserFactory(organisation=None, is_superuser=True)


def bearer(secret: str) -> dict[str, str]:
    """The header that a token is sent in."""
    return {"Authorization": f"Bearer {secret}"}


def read_with(secret: str, path: str, **parameters: Any) -> Any:
    """The JSON of an answer to a token that went well."""
    answer = ask(path, headers=bearer(secret), **parameters)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.getvalue())
