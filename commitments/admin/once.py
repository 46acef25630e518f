"""A form that is sent twice, by a double click or a second try, is written once."""

import json
from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string

from commitments.actions.answered import Answer, answered, write_once
from commitments.admin.base import person
from commitments.values.quotes import fingerprint

FIELD = "once"
"""The hidden field that tells one opened form from another."""


def ticket() -> str:
    """What a form is opened with."""
    return get_random_string(22)


def _sent(request: HttpRequest) -> str:
    """The fingerprint of what was sent: the same form with the same words; whatever is pressed or typed else is another."""
    named = [each for each in request.POST.lists() if not each[0].startswith("_") and each[0] != "csrfmiddlewaretoken"]
    return fingerprint(json.dumps([request.path, sorted(named)]))


def kept(request: HttpRequest) -> str | None:
    """What was written when this very form was sent before; one query."""
    sent = _sent(request)
    answer = answered(person(request), sent, sent)
    return answer.body if answer else None


def once(request: HttpRequest, write: Callable[[], str]) -> str:
    """Write, or tell what was written when this very form was sent before. Raises what writing raises."""
    sent = _sent(request)

    def answering() -> Answer:
        return Answer(status=201, body=write())

    answer, _again = write_once(person(request), sent, sent, at=timezone.now(), write=answering)
    return answer.body
