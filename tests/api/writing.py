"""How these tests write through the API: with a token, on an edition that was seen, and with a body of each kind."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from commitments.actions.tokens import issue_token
from commitments.models import Commitment, Edition, Indicator, Organisation
from tests import factories as make
from tests.api.reading import BASE

WHY = {"en": "It was reported."}
UPDATE = {"status": "in_progress", "as_of": "2026-01-10", "progress": 40, "note": {"en": "Begun."}, "reason": WHY}
DEADLINE = {"edtf": "2027", "basis": "explicit", "phrase": "in 2027", "reason": {"en": "So it is written."}}
MILESTONE = {"title": {"en": "A survey"}, "due": "2026-06", "reason": WHY}
OBSERVATION = {"period": "2024", "value": "12.5", "source": "the-text", "reason": WHY}


def token(organisation: Organisation, *, access: str = "write", expires_on: date | None = None) -> str:
    """The secret of a new token."""
    now = timezone.now()
    last = expires_on or now.date() + timedelta(days=30)
    name = f"token-{uuid4().hex[:8]}"
    issued = issue_token(
        organisation=organisation, name=name, access=access, expires_on=last, by=make.secretary(), at=now
    )
    return issued.secret


class Writer:
    """A program with a token, of the side of this code or of an organisation."""

    def __init__(self, code: str = "AA", *, of: Organisation | None = None, access: str = "write") -> None:
        """Ask for a token."""
        self.organisation = of or make.OrganisationFactory(side=make.SideFactory(code=code))
        self.secret = token(self.organisation, access=access)

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        seen: Any = None,
        key: str | None = None,
        media: str = "application/json",
        **headers: str,
    ) -> HttpResponse:
        """Send a request; `seen` is a record or an `If-Match`, `body` is JSON or bytes."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {"Authorization": f"Bearer {self.secret}", "Content-Type": media} | headers
        if seen is not None:
            given["If-Match"] = seen if isinstance(seen, str) else tag_of(seen)
        if key is not None:
            given["Idempotency-Key"] = key
        answer: HttpResponse = Client().generic(method, f"{BASE}{path}", content, content_type=media, headers=given)
        return answer

    def post(self, path: str, body: Any, **given: Any) -> HttpResponse:
        """Send something new."""
        return self.send("POST", path, body, **given)

    def get(self, path: str) -> HttpResponse:
        """Read as the organisation reads."""
        return self.send("GET", path)


def tag_of(record: Commitment | Indicator) -> str:
    """The tag of a record as it is now."""
    return f'"{newest(record)}"'


def newest(record: Commitment | Indicator) -> int:
    """The number of a record's newest edition."""
    return int(type(record).objects.values_list("edition__number", flat=True).get(pk=record.pk))


def told(answer: HttpResponse, status: int = 201) -> Any:
    """The JSON of a write that went well."""
    assert answer.status_code == status, answer.content
    return json.loads(answer.content) if answer.content else None


def editions() -> int:
    """How many editions there are."""
    return Edition.objects.count()
