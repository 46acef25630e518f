"""What a visitor reads when an address leads nowhere, asks for the impossible, or the tracker fails."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

from commitments.dashboards.lost import lost

SAFE = ("GET", "HEAD")
"""How a page may be asked for."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, with a search and with what the address seems to ask for: nothing more where the database is down."""
    return render(request, "commitments/not_found.html", {"lost": lost(request)}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the address has something in it that cannot be read."""
    return render(request, "commitments/bad_request.html", status=400)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer 405: something was sent to a page that is only there to be read."""
    answer = render(request, "commitments/not_allowed.html", status=405)
    answer["Allow"] = ", ".join(SAFE)
    return answer


def withdrawn(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer 410: the record was public once and is so no longer."""
    return render(request, "commitments/withdrawn.html", {"reference": reference}, status=410)


def locked(request: HttpRequest, *_more: Any) -> HttpResponse:
    """Answer 429: somebody gave too many wrong passwords for one name from one place."""
    wait = settings.AXES_COOLOFF_TIME
    answer = render(request, "commitments/locked.html", {"minutes": int(wait.total_seconds() // 60)}, status=429)
    answer["Retry-After"] = str(int(wait.total_seconds()))
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without a database, a session or a context processor, as any of these may be what failed."""
    with translation.override(_language(request)):
        return HttpResponse(render_to_string("commitments/server_error.html", {"style": _style()}), status=500)


def _language(request: HttpRequest) -> str:
    found = translation.get_language_from_path(request.path)
    return found or translation.get_language() or settings.LANGUAGE_CODE


def _style() -> str:
    try:
        return static("commitments/site.css")
    except ValueError:  # the static files were not collected
        return ""
