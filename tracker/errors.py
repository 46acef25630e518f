"""Who answers when no view has been reached: the API in its own form, else the pages."""

from django.http import HttpRequest, HttpResponse

from commitments.api import errors as api
from commitments.dashboards import errors as pages


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return api.bad_request(exception) if api.is_asked(request) else pages.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return api.not_found() if api.is_asked(request) else pages.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return api.server_error() if api.is_asked(request) else pages.server_error(request)
