"""A form that is sent twice, by a double click or a second try, is written once."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
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


def sent(request: HttpRequest) -> str:
    """The fingerprint of what was sent: the same form with the same words and files; whatever is typed else is another."""
    named = [each for each in request.POST.lists() if not each[0].startswith("_") and each[0] != "csrfmiddlewaretoken"]
    files = [(name, each.name, _digest(each)) for name, several in request.FILES.lists() for each in several]
    return fingerprint(json.dumps([request.path, sorted(named), sorted(files)]))


def _digest(file: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def kept(request: HttpRequest) -> str | None:
    """What was written when this very form was sent before; one query."""
    key = sent(request)
    answer = answered(person(request), key, key)
    return answer.body if answer else None


def once(request: HttpRequest, write: Callable[[], str]) -> str:
    """Write, or tell what was written when this very form was sent before. Raises what writing raises."""
    key = sent(request)

    def answering() -> Answer:
        return Answer(status=201, body=write())

    answer, _again = write_once(person(request), key, key, at=timezone.now(), write=answering)
    return answer.body
