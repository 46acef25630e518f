"""What a reader is answered in the place of a commitment that is not there for them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.errors import withdrawn
from commitments.models import Commitment
from commitments.queries.changes import is_public_now, was_public
from commitments.queries.then import then


def absent(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer 410 for one that was withdrawn, 404 for one that was not on record at the time that is asked for.

    Raises Http404 for one that the reader may not know of. Two queries at most.
    """
    if not was_public(Commitment.noun, reference):
        raise Http404
    if then() and is_public_now(Commitment.noun, reference):
        return render(request, "commitments/not_yet.html", {"reference": reference}, status=404)
    return withdrawn(request, reference)
