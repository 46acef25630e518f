"""The page that sends again what was typed into a form that cannot be filled in by itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.admin.answering import not_saved
from commitments.admin.kept import held


def resend(site: Any, request: HttpRequest, name: str) -> HttpResponse:
    """What was typed, to be sent again by whoever typed it; what is kept no more leads to the start."""
    found = held(request, name)
    if found is None:
        messages.warning(request, _("What was typed is kept no more."))
        return HttpResponseRedirect(reverse("admin:index"))
    context = {
        **site.each_context(request),
        "title": _("What you had typed"),
        "kept": found,
        "name": name,
        "fields": [(field, values) for field, values in found.data.lists() if any(values)],
        "all_fields": [(field, value) for field, values in found.data.lists() for value in values],
        "told": not_saved(found),
    }
    return TemplateResponse(request, "admin/commitments/kept.html", context)
