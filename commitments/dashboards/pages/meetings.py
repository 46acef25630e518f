"""Where it was promised: the meetings by date, with how many commitments came out of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asking, no_such
from commitments.dashboards.page import page
from commitments.dashboards.selection import address
from commitments.dashboards.times import through_time
from commitments.dashboards.visible import visible_to
from commitments.models import Partnership
from commitments.queries.meetings import meetings
from commitments.queries.then import then


@page
@through_time
@asking("partnership", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the meetings, or of those of one partnership."""
    slug, asked = request.GET.get("partnership", ""), then()
    partnerships = list(Partnership.objects.order_by("pk"))
    chosen = next((each for each in partnerships if each.slug == slug), None)
    if slug and chosen is None:
        raise no_such("partnership", slug)
    register = meetings(
        visible_to(request.user),
        partnership=chosen,
        by=asked.times.as_of if asked else None,
        cursor=request.GET.get("cursor", ""),
    )
    beside = {"next": register.next, "previous": register.previous}
    context = {
        "register": register,
        "partnerships": partnerships,
        "chosen": chosen,
        "canonical": address(request.GET, cursor=None, as_of=None, recorded_at=None),
        "beside": {name: address(request.GET, cursor=place) for name, place in beside.items() if place},
    }
    return render(request, "commitments/meetings.html", context)
