"""Addresses without their last slash: sent on to the address with it, a write as the write that it is."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from rest_framework.permissions import SAFE_METHODS


@csrf_exempt  # nothing is done here, and the API reads no cookie
def sent_on(request: HttpRequest) -> HttpResponsePermanentRedirect:
    """Redirect. After a 301 most clients would send a GET instead of a write, and take its answer for the write's."""
    answer = HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    if request.method not in SAFE_METHODS:
        answer.status_code = HTTPStatus.PERMANENT_REDIRECT
    return answer
