"""Errors as RFC 9457 problems: what happened, what to do next, and which parameter it is about."""

import json
import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import DatabaseError, DataError, InterfaceError, InternalError, OperationalError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.exceptions import APIException

from commitments.api.phrases import detail_of
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


class BadBody(APIException):
    """A body that cannot be read."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "bad-body"
    default_detail = gettext_lazy("The body cannot be read.")


class BadHeader(APIException):
    """A header that cannot be read."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "bad-header"
    default_detail = gettext_lazy("A header cannot be read.")


class LengthRequired(APIException):
    """A body that does not say how long it is."""

    status_code = HTTPStatus.LENGTH_REQUIRED
    default_code = "length-required"
    default_detail = gettext_lazy("Say how long the body is: send it whole, with Content-Length.")


class BodyTooLarge(APIException):
    """A body that is larger than any that is read."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "body-too-large"

    def __init__(self, largest: int) -> None:
        """Say how large it may be."""
        super().__init__(_("The body is larger than %s bytes. Nothing was saved.") % largest)


class Refused(APIException):
    """A body that was read, and says what the record does not take. `errors` holds JSON pointers (RFC 6901) into it."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "refused"
    default_detail = gettext_lazy("The record does not take this. Nothing was saved.")

    def __init__(self, errors: Iterable[tuple[str, Any]]) -> None:
        """Name each place with what is wrong with it."""
        super().__init__()
        self.errors = [{"pointer": pointer, "detail": str(detail)} for pointer, detail in errors]


class KeyReused(APIException):
    """A key that was given to another write."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "key-reused"


class Conflict(APIException):
    """Somebody else wrote something at the same moment that does not go with this."""

    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"
    default_detail = gettext_lazy(
        "Somebody saved something at the same moment that does not go with this. Nothing was saved: send it again."
    )


class ConditionRequired(APIException):
    """A write that does not say which edition its writer has seen."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_code = "precondition-required"
    default_detail = gettext_lazy(
        "Say which edition you have seen: read the record, and send its ETag in If-Match. Nothing was saved."
    )


class Outdated(APIException):
    """A write by someone who has not seen the newest edition."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "stale"
    default_detail = gettext_lazy(
        "The record has another edition than the one in If-Match. Nothing was saved: read it, and decide again."
    )

    def __init__(self, edition: int, tag: str, record: Any) -> None:
        """Tell the newest edition, its tag, and the record as it stands there, so that its writer can decide at once."""
        super().__init__()
        self.members, self.headers = {"edition": edition, "record": record}, {"ETag": tag}


class Unseen(Outdated):
    """A write with a tag that names no edition, which no newer one can come after."""

    default_detail = gettext_lazy(
        "The tag in If-Match names no edition. Read the record with the same token, and send its ETag as it came: one "
        "that is read without a token, or weakened on its way (W/), does not say what was seen."
    )


class TokenRequired(APIException):
    """A request that only somebody with a token can make."""

    status_code = HTTPStatus.UNAUTHORIZED
    default_code = "token-required"
    default_detail = gettext_lazy("This needs a token: send “Authorization: Bearer ” and then the token.")
    auth_header = 'Bearer realm="commitments"'


class InvalidToken(APIException):
    """Credentials that do not hold. Nobody who sends some is answered as if there were none."""

    status_code = HTTPStatus.UNAUTHORIZED
    default_code = "invalid-token"

    def __init__(self, detail: str, *, error: str = "invalid_token") -> None:
        """Say why; `error` is the word that RFC 6750 has for it, empty for what is no bearer token at all."""
        super().__init__(detail)
        self.auth_header = TokenRequired.auth_header + (f', error="{error}"' if error else "")


class Withdrawn(APIException):
    """A record that was public and no longer is."""

    status_code = HTTPStatus.GONE
    default_code = "withdrawn"
    default_detail = gettext_lazy("This record was public and has been withdrawn. Take your copy away.")


class NoRecord(APIException):
    """A name under which there is nothing that the reader may read; whether something is hidden there is not told."""

    status_code = HTTPStatus.NOT_FOUND
    default_code = "not-found"
    default_detail = gettext_lazy(
        "There is nothing on record under this name that you may read. Names are case-sensitive."
    )


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
        return _told(found, context or {})
    if settings.DEBUG:
        return None
    request = (context or {}).get("request")
    logger.error("Failed to answer %s", getattr(request, "path", ""), exc_info=error)
    got_request_exception.send(sender=problem, request=request)
    return _told(APIException(), {})


def _as_api_error(error: Exception) -> APIException | None:
    if isinstance(error, APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied(str(error) or None)
    if isinstance(error, SuspiciousOperation | DataError):
        return exceptions.ParseError(_("The request holds more, or larger, values than can be read."))
    if isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError:
        logger.error("The database does not answer: %s", error)  # to whoever asks it is no fault of ours, but to us
        return Unavailable()
    if isinstance(error, PastBusy):
        return Unavailable(_("Other past states are being rebuilt at this moment. Ask again in a while."))
    return None


def _told(error: APIException, context: Mapping[str, Any]) -> HttpResponse:
    status = HTTPStatus(error.status_code)
    told: dict[str, Any] = {
        "type": f"urn:problem:{_kind(error, status)}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail_of(error, context),
    }
    if isinstance(error, BadParameter | Refused):
        told["errors"] = error.errors
    told |= getattr(error, "members", {})
    return HttpResponse(
        json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE, headers=_headers(error)
    )


def _kind(error: APIException, status: HTTPStatus) -> str:
    ours = type(error).__module__ == __name__
    return str(error.default_code) if ours else status.phrase.lower().replace(" ", "-")


def _headers(error: APIException) -> dict[str, str]:
    headers = {"Cache-Control": "no-store", **getattr(error, "headers", {})}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
