"""The home of the workbench: what asks for a look, what others changed, and the mark of how far a person has seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commitments.actions.accounts import mark_seen
from commitments.admin.base import person
from commitments.admin.desk import desk_of
from commitments.admin.labels import NUMBER
from commitments.admin.piles import piles
from commitments.queries.head import newest_number
from commitments.queries.news import news


def worklist(request: HttpRequest) -> dict[str, Any]:
    """What the home shows; `newest` is the edition up to which it tells."""
    desk = desk_of(request)
    newest = newest_number()
    told = news(desk.visible.rows, desk.user)
    return {"piles": piles(desk), "news": told, "more": told.number > len(told.changes), "newest": newest}


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Move the person's mark to the edition that the home told of; a number that cannot be read moves nothing."""
    number = request.POST.get("number", "")
    if NUMBER.fullmatch(number):
        mark_seen(person(request), int(number))
        messages.success(request, _("The changes up to here count as seen."))
    else:
        messages.error(request, _("This form does not say what was seen. Nothing was marked: open the page again."))
    return HttpResponseRedirect(reverse("admin:index"))
