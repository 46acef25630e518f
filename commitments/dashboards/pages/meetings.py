"""Where it was promised: the meetings by date, with how many commitments came out of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choosing.visible import visible_to
from commitments.dashboards.asking import asked_row, asking
from commitments.dashboards.page import page
from commitments.dashboards.selection import beside, canonical
from commitments.dashboards.times import through_time
from commitments.models import Partnership
from commitments.queries.meetings import meetings
from commitments.queries.then import then


@page
@through_time
@asking("partnership", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the meetings, or of those of one partnership."""
    asked = then()
    chosen = asked_row(request.GET, "partnership", Partnership)
    register = meetings(
        visible_to(request.user),
        partnership=chosen,
        by=asked.times.as_of if asked else None,
        cursor=request.GET.get("cursor", ""),
    )
    context = {
        "register": register,
        "partnerships": Partnership.objects.order_by("pk"),
        "chosen": chosen,
        "canonical": canonical(request.GET),
        "beside": beside(request.GET, after=register.next, before=register.previous),
    }
    return render(request, "commitments/meetings.html", context)
