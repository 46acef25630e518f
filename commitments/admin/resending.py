"""The page of what was typed: to be sent again where no form can be filled in, or to be copied where nothing may be written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.admin.acting_again import chosen_in
from commitments.admin.answering import not_saved
from commitments.admin.kept import held
from commitments.admin.typed import NOT_TYPED


def resend(site: Any, request: HttpRequest, name: str) -> HttpResponse:
    """What was typed, to be sent again by whoever typed it; what is kept no more leads to the start."""
    found = held(request, name)
    if found is None:
        messages.warning(request, _("What was typed is kept no more."))
        return HttpResponseRedirect(reverse("admin:index"))
    chosen = chosen_in(request, found)
    context = {
        **site.each_context(request),
        "title": _("What you had typed"),
        "kept": found,
        "name": name,
        "fields": [(field, values) for field, values in found.data.lists() if any(values)],
        "all_fields": [(field, value) for field, values in found.data.lists() for value in values],
        "told": not_saved(found),
    }
    if chosen is not None:
        told = _("This is what you had chosen in the list. Nothing was done with it yet.")
        context |= {"title": _("What you had chosen"), "fields": chosen, "told": [told], "acts": True}
    return TemplateResponse(request, "admin/commitments/kept.html", context)


def to_be_copied(site: Any, request: HttpRequest, told: str, *, status: int) -> HttpResponse:
    """What was just sent and cannot be written, for whoever typed it to copy."""
    context = {
        **site.each_context(request),
        "title": _("What you had typed"),
        "fields": [each for each in request.POST.lists() if any(each[1]) and _is_typed(each[0])],
        "told": [told],
    }
    return TemplateResponse(request, "admin/commitments/kept.html", context, status=status)


def _is_typed(name: str) -> bool:
    return name not in NOT_TYPED and not name.startswith("_")
