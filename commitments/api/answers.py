"""Answers as text: stored records are put together as they are, never parsed and written again."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from commitments.queries.pages import Page

MEDIA_TYPE = "application/json"


def spelt(value: Any) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text(body: str) -> HttpResponse:
    """An answer whose JSON is written already."""
    return HttpResponse(body, content_type=MEDIA_TYPE)


def several(texts: Iterable[str], **members: Any) -> HttpResponse:
    """Records of which each is JSON text, and what else the answer says."""
    rest = spelt(members)[1:]
    return text(f'{{"results":[{",".join(texts)}],{rest}')


def page_of(request: Request, page: Page, texts: Iterable[str]) -> HttpResponse:
    """A page of records, with the addresses of its neighbours in the body and in `Link` (RFC 8288)."""
    onwards, back = _address(request, page.next), _address(request, page.previous)
    answer = several(texts, next=onwards, previous=back)
    links = [f'<{address}>; rel="{relation}"' for address, relation in ((onwards, "next"), (back, "prev")) if address]
    if links:
        answer["Link"] = ", ".join(links)
    return answer


def _address(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    parameters = request.query_params.copy()
    parameters["cursor"] = cursor
    return str(request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}"))
