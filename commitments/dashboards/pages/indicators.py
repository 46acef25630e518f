"""What is counted: each indicator with its newest values by publisher, and what was promised of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asking, no_such
from commitments.dashboards.page import page
from commitments.dashboards.selection import address
from commitments.dashboards.times import through_time
from commitments.models import Partnership
from commitments.queries.indicators import indicators
from commitments.rules import readable


@page
@through_time
@asking("partnership", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the indicators, or of those of one partnership."""
    slug = request.GET.get("partnership", "")
    partnerships = list(Partnership.objects.order_by("pk"))
    chosen = next((each for each in partnerships if each.slug == slug), None)
    if slug and chosen is None:
        raise no_such("partnership", slug)
    register = indicators(readable(request.user), partnership=chosen, cursor=request.GET.get("cursor", ""))
    beside = {"next": register.next, "previous": register.previous}
    context = {
        "register": register,
        "partnerships": partnerships,
        "chosen": chosen,
        "canonical": address(request.GET, cursor=None, as_of=None, recorded_at=None),
        "beside": {name: address(request.GET, cursor=place) for name, place in beside.items() if place},
    }
    return render(request, "commitments/indicators.html", context)
