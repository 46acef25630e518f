"""What is counted: each indicator with its newest values by publisher, and what was promised of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asked_row, asking
from commitments.dashboards.page import page
from commitments.dashboards.selection import beside, canonical
from commitments.dashboards.times import through_time
from commitments.models import Partnership
from commitments.queries.indicators import indicators
from commitments.rules import readable


@page
@through_time
@asking("partnership", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the indicators, or of those of one partnership."""
    chosen = asked_row(request.GET, "partnership", Partnership)
    register = indicators(readable(request.user), partnership=chosen, cursor=request.GET.get("cursor", ""))
    context = {
        "register": register,
        "partnerships": Partnership.objects.order_by("pk"),
        "chosen": chosen,
        "canonical": canonical(request.GET),
        "beside": beside(request.GET, after=register.next, before=register.previous),
    }
    return render(request, "commitments/indicators.html", context)
