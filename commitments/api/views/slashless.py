"""Addresses without their last slash: sent on to the address with it, a write as the write that it is."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.permissions import SAFE_METHODS

from commitments.api.answers import MEDIA_TYPE, spelt


@csrf_exempt  # nothing is done here, and the API reads no cookie
def sent_on(request: HttpRequest) -> HttpResponsePermanentRedirect:
    """Redirect. After a 301 most clients would send a GET instead of a write, and take its answer for the write's.

    Not every client follows; one that shows what it was answered has words to show.
    """
    address = request.get_full_path(force_append_slash=True)
    said = spelt({"detail": _("Addresses end in a slash here. Ask %s instead.") % address})
    answer = HttpResponsePermanentRedirect(address, content=said, content_type=MEDIA_TYPE)
    if request.method not in SAFE_METHODS:
        answer.status_code = HTTPStatus.PERMANENT_REDIRECT
    return answer
