"""Every part of the pages in every state, for those who change them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.choosing.facets import FilterForm
from commitments.dashboards import specimens
from commitments.dashboards.figures import figure
from commitments.dashboards.page import page
from commitments.dashboards.problems import Problem
from commitments.dashboards.times import day_shown
from commitments.templatetags.vocabulary import LISTS

STATES = ("status", "standing", "lateness")
"""The lists of words that have a shape and a colour."""


@page
def show(request: HttpRequest) -> HttpResponse:
    """Answer specimens that are nowhere stored; staff alone may see it."""
    if not request.user.is_staff:
        raise Http404
    on = day_shown()
    context: dict[str, Any] = {
        "on": on,
        "states": {name: [word for word in LISTS[name].values if word] for name in STATES},
        "rows": specimens.rows(on=on),
        "tallies": [specimens.tally(0), specimens.tally(1), specimens.tally(12345)],
        "sides": specimens.sides(on=on),
        "deadlines": specimens.deadlines(on=on),
        "citations": specimens.citations(on=on),
        "figures": [figure(each, on=on, name=f"figure-{name}") for name, each in specimens.trajectories(on=on).items()],
        "form": FilterForm(request.GET, request.user, on=on),
        "problems": [Problem(_("Due after"), _("Give one whole day, as in 2026-02-05."))],
    }
    return render(request, "commitments/parts.html", context)
