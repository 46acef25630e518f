"""Answers as bytes: stored records are put together as they are, never parsed and written again."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.request import Request

from commitments.queries.pages import Page

MEDIA_TYPE = "application/json"
BETWEEN = b","


def spelt(value: Any) -> bytes:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def text(body: bytes) -> HttpResponse:
    """An answer whose JSON is written already."""
    return HttpResponse(body, content_type=MEDIA_TYPE)


def several(texts: bytes, **members: Any) -> HttpResponse:
    """Records of which each is JSON, with `BETWEEN` between them, and what else the answer says."""
    return text(b"".join((b'{"results":[', texts, b"],", spelt(members)[1:])))


def page_of(request: Request, page: Page, texts: bytes, *, count: int | None) -> HttpResponse:
    """A page of records that are JSON with `BETWEEN` between them; the addresses of its neighbours in the body and in `Link` (RFC 8288).

    `count` is how many there are on all pages, None when nobody asked.
    """
    onwards, back = _address(request, page.next), _address(request, page.previous)
    counted = {} if count is None else {"count": count}
    answer = several(texts, next=onwards, previous=back, **counted)
    links = [f'<{address}>; rel="{relation}"' for address, relation in ((onwards, "next"), (back, "prev")) if address]
    if links:
        answer["Link"] = ", ".join(links)
    return answer


def _address(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    given = [(name, value) for name, values in request.query_params.lists() for value in values if name != "cursor"]
    return f"{request.build_absolute_uri(request.path)}?{urlencode([*given, ('cursor', cursor)])}"
