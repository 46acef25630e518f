"""What a reader is answered in the place of an organisation, a source or a meeting that is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import Recorded
from commitments.queries.changes import is_public_now
from commitments.queries.then import then


def unlisted(request: HttpRequest, noun: type[Recorded], slug: str) -> HttpResponse:
    """Answer 404, with the way to the list; it says so when the record is there now and was not at the time that is read.

    One query at most.
    """
    context = {"noun": noun.noun, "slug": slug, "not_yet": then() is not None and is_public_now(noun.noun, slug)}
    return render(request, "commitments/unlisted.html", context, status=404)
