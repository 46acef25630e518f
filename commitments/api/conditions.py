"""Conditional requests: whoever has the answer already is told so, before any record is read."""

import hashlib
from datetime import date
from http import HTTPStatus
from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from rest_framework.request import Request

from commitments.api.problems import PreconditionFailed

A = TypeVar("A", bound=HttpResponseBase)

FORM = 2
"""Raise it whenever the same editions are written differently, so that no reader keeps the old form."""

Version = tuple[int, ...]
"""The numbers that grow whenever an answer changes."""


def entity_tag(request: Request, version: Version, on: date | None) -> str:
    """The tag of an answer: its version, the day when it depends on one, its path and parameters."""
    asked = f"{FORM} {version} {on} {request.get_full_path()}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> HttpResponseBase | None:
    """The 304 for a reader who has this answer; PreconditionFailed for one who asks for another."""
    answer: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if answer is None:
        return None
    if answer.status_code == HTTPStatus.PRECONDITION_FAILED:
        raise PreconditionFailed
    return tagged(answer, tag)


def tagged(answer: A, tag: str) -> A:
    """The answer with its tag. A cache may keep it, and asks us each time whether it still holds."""
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    return answer
