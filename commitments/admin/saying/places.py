"""Where somebody who recorded a word goes next: back to where they came from, or to the next row of the same list."""

from copy import copy
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import PAGE_VAR
from django.http import HttpRequest, QueryDict

from commitments.admin.base import admin_address, person
from commitments.models import Commitment
from commitments.rules import speakable

FILTERS = "_changelist_filters"
"""Where the admin keeps how the list was narrowed."""
BACK = "back"
"""Where the form was opened, when it was not the list: the page of the commitment."""


def keeping_filters(model_admin: Any, request: HttpRequest, address: str) -> str:
    """An address of the admin with how the list was narrowed."""
    kept = {"preserved_filters": model_admin.get_preserved_filters(request), "opts": model_admin.opts}
    return add_preserved_filters(kept, address)


def place(model_admin: Any, request: HttpRequest, back: str) -> str:
    """The start of a query string that remembers where the form was opened; an ampersand ends it."""
    remembered = {BACK: back} if back else {}
    if filters := model_admin.get_preserved_filters(request):
        remembered |= dict(parse_qsl(filters))
    return f"{urlencode(remembered)}&" if remembered else ""


def from_its_page(request: HttpRequest) -> bool:
    """Whether the form was opened from the commitment's page."""
    return request.GET.get(BACK) == "page"


def back(model_admin: Any, request: HttpRequest, row: Commitment) -> str:
    """Where the writer came from."""
    if from_its_page(request):
        return keeping_filters(model_admin, request, admin_address("commitment", "change", row.pk))
    return back_to_list(model_admin, request)


def back_to_list(model_admin: Any, request: HttpRequest) -> str:
    """The list, narrowed as it was."""
    return keeping_filters(model_admin, request, admin_address("commitment", "changelist"))


def after(model_admin: Any, request: HttpRequest, row: Commitment) -> int | None:
    """The next row of the list that the writer came from and may speak on; ask before the word changes the list.

    One query that reads the numbers of the list up to there. None at its end.
    """
    listing = copy(request)
    asked = QueryDict(request.GET.get(FILTERS, ""), mutable=True)
    asked.pop(PAGE_VAR, None)  # the next row may stand on the next page, and the page may be gone
    listing.GET = asked  # type: ignore[assignment]  # which is read as any other
    rows = model_admin.get_changelist_instance(listing).queryset.prefetch_related(None)
    numbers = rows.filter(pk__in=speakable(person(request)).values("pk"))
    return _following(numbers.values_list("pk", flat=True).iterator(), row.pk)


def _following(numbers: Any, pk: int) -> int | None:
    for number in numbers:
        if number == pk:
            return next(numbers, None)
    return None
