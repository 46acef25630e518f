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
    onwards, back = _address(request, cursor=page.next), _address(request, cursor=page.previous)
    counted = {} if count is None else {"count": count}
    answer = several(texts, next=onwards, previous=back, **counted)
    _link(answer, next=onwards, prev=back)
    return answer


def stretch_of(request: Request, texts: bytes, *, last: int, newest: int) -> HttpResponse:
    """Editions after a number, the last of them and the newest of all; in `Link` the address of those that follow already."""
    answer = several(texts, next=last, up_to=newest)
    _link(answer, next=_address(request, after=last) if last < newest else None)
    return answer


def _link(answer: HttpResponse, **addresses: str | None) -> None:
    links = [f'<{address}>; rel="{relation}"' for relation, address in addresses.items() if address]
    if links:
        answer["Link"] = ", ".join(links)


def _address(request: Request, **changed: str | int | None) -> str | None:
    """This address with one parameter changed; None when there is no value for it."""
    ((changing, value),) = changed.items()
    if value is None:
        return None
    given = [(name, value) for name, values in request.query_params.lists() for value in values if name != changing]
    return f"{request.build_absolute_uri(request.path)}?{urlencode([*given, (changing, value)])}"
