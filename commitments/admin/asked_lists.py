"""Lists that are asked only for what a database can answer: by their address, and by the rows that are chosen in them."""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from commitments.admin.labels import NUMBER
from commitments.admin.search import is_askable


class AskedList:
    """A list; it stands before the admin whose list it is."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """A list; an address that no database can be asked is no address of ours, and only a number chooses a row."""
        if not self.can_be_asked(request):
            return HttpResponseRedirect(request.path)
        if ACTION_CHECKBOX_NAME in request.POST:
            _choose_by_number(request)
        page: HttpResponse = super().changelist_view(request, extra_context)  # type: ignore[misc]  # an admin stands behind it
        return page

    def can_be_asked(self, request: HttpRequest) -> bool:
        """Whether a list can be asked for what the address says."""
        return all(is_askable(name, value) for name, values in request.GET.lists() for value in values)


def _choose_by_number(request: HttpRequest) -> None:
    """Leave out of the chosen rows what no page of ours sends: Django would ask the database for it as it is."""
    sent = request.POST.copy()
    sent.setlist(ACTION_CHECKBOX_NAME, [each for each in sent.getlist(ACTION_CHECKBOX_NAME) if NUMBER.fullmatch(each)])
    request.POST = sent  # type: ignore[assignment]  # Django lets it be set, as its own middleware does
