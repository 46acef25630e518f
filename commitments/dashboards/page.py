"""What every page has in common: safe methods only, and an answer of 304 while nothing has changed."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from commitments.dashboards.errors import SAFE, not_allowed
from commitments.dashboards.kept import PAGES, may_be_kept, name_of
from commitments.dashboards.release import RELEASE
from commitments.dashboards.times import asked_times
from commitments.queries.head import newest_public_number

View = Callable[..., HttpResponse]


def page(view: View) -> View:
    """Answer GET and HEAD only; to visitors who are not signed in with an ETag, and from what is kept."""

    @csrf_exempt  # nothing can be sent to a page: whoever tries is told so, instead of being asked for a token
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE:
            return not_allowed(request)
        version = _version(request)
        response = get_conditional_response(request, etag=version) or _shown(request, version, view, args, kwargs)
        if version:
            response.headers.setdefault("ETag", version)
        return response

    return answer


def _shown(request: HttpRequest, version: str | None, view: View, args: Any, kwargs: Any) -> HttpResponse:
    name = name_of(request, version) if version else None
    if name and (kept := PAGES.get(name)):
        return kept
    response = view(request, *args, **kwargs)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
        return response
    patch_cache_control(response, no_cache=True)
    if name and may_be_kept(request, response):
        PAGES.keep(name, response)
    return response


def _version(request: HttpRequest) -> str | None:
    """Name what can change the page: newest public edition, day, language, address, stylesheets' names, and release.

    A person who is signed in may see internal records, which the public chain does not number: no ETag.
    """
    if request.user.is_authenticated:
        return None
    try:
        asked_times(request)
    except ValidationError:
        return None  # what lies in the future today is answered tomorrow
    looks = getattr(staticfiles_storage, "manifest_hash", "")
    parts = (newest_public_number(), timezone.localdate(), get_language(), request.get_full_path(), looks, RELEASE)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
