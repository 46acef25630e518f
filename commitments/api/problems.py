"""Errors as RFC 9457 problems: what happened, what to do next, and which parameter it is about."""

import json
import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.exceptions import APIException

from commitments.past.shelf import PastBusy

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5

logger = logging.getLogger(__name__)


class BadParameter(APIException):
    """A parameter with a value that cannot be read."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "bad-parameter"
    default_detail = gettext_lazy("A parameter has a value that this address cannot take.")

    def __init__(self, errors: Mapping[str, Iterable[Any]]) -> None:
        """Name each parameter with what is wrong with it."""
        super().__init__()
        self.errors = [
            {"parameter": name, "detail": str(detail)} for name, details in errors.items() for detail in details
        ]


class UnknownParameter(BadParameter):
    """A parameter that this address does not read; it is never ignored in silence."""

    default_code = "unknown-parameter"
    default_detail = gettext_lazy("A parameter is not known at this address.")


class Withdrawn(APIException):
    """A record that was public and no longer is."""

    status_code = HTTPStatus.GONE
    default_code = "withdrawn"
    default_detail = gettext_lazy("This record was public and has been withdrawn.")


class NotYet(APIException):
    """A record that there is now, and was not at the time that is asked for."""

    status_code = HTTPStatus.NOT_FOUND
    default_code = "not-yet"
    default_detail = gettext_lazy("This was not on record then: it is of a later day, or was written down later.")


class PreconditionFailed(APIException):
    """The record is no longer as the request supposes."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "precondition-failed"
    default_detail = gettext_lazy("This is no longer as If-Match or If-Unmodified-Since supposes: read it again.")


class Unavailable(APIException):
    """The tracker cannot answer at this moment."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "unavailable"
    default_detail = gettext_lazy("The database does not answer. Ask again in a moment.")
    wait = RETRY_SECONDS


def problem(error: Exception, context: Mapping[str, Any] | None = None) -> HttpResponse | None:
    """Answer an error of a view. What nobody foresaw is logged, told to monitors, and answered without its inside."""
    found = _as_api_error(error)
    if found is not None:
        return _told(found)
    if settings.DEBUG:
        return None
    request = (context or {}).get("request")
    logger.error("Failed to answer %s", getattr(request, "path", ""), exc_info=error)
    got_request_exception.send(sender=problem, request=request)
    return _told(APIException())


def _as_api_error(error: Exception) -> APIException | None:
    if isinstance(error, APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, SuspiciousOperation | DataError):
        return exceptions.ParseError(_("The request holds more, or larger, values than can be read."))
    if isinstance(error, OperationalError | InterfaceError):
        return Unavailable()
    if isinstance(error, PastBusy):
        return Unavailable(_("Other past states are being rebuilt at this moment. Ask again in a while."))
    return None


def _told(error: APIException) -> HttpResponse:
    status = HTTPStatus(error.status_code)
    told: dict[str, Any] = {
        "type": f"urn:problem:{_kind(error, status)}",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error.detail),
    }
    if isinstance(error, BadParameter):
        told["errors"] = error.errors
    return HttpResponse(
        json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE, headers=_headers(error)
    )


def _kind(error: APIException, status: HTTPStatus) -> str:
    ours = type(error).__module__ == __name__
    return str(error.default_code) if ours else status.phrase.lower().replace(" ", "-")


def _headers(error: APIException) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
