"""What is answered under the API when no view has been reached: a wrong Host, too many parameters, a failure outside."""

import sys

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, ParseError

from commitments.api.problems import problem

PREFIXES = ("/api/", "/healthz", "/readyz")


def is_asked(request: HttpRequest) -> bool:
    """Whether a program asks here, not a person with a browser. `//api/` and `/API/` are programs' slips as well."""
    path = "/" + request.path_info.lstrip("/").lower()
    return path.startswith(PREFIXES) or path == "/api"


def bad_request(exception: Exception | None) -> HttpResponse:
    """Answer 400: what the framework could not read."""
    if isinstance(exception, DisallowedHost):
        return _told(ParseError(_("The Host of this request is no name that this tracker is reached by.")))
    return _told(exception or ParseError())


def not_found() -> HttpResponse:
    """Answer 404."""
    return _told(NotFound())


def server_error() -> HttpResponse:
    """Answer 500, or 503 when it is the database that does not answer. The framework has logged it."""
    error = sys.exc_info()[1]
    return _told(error if isinstance(error, DatabaseError) else APIException())


def _told(error: Exception) -> HttpResponse:
    return problem(error) or HttpResponse(status=500)
