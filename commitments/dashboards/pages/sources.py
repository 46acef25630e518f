"""Which texts the record rests on, the newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choosing.visible import visible_to
from commitments.dashboards.asking import asked_row, asking
from commitments.dashboards.page import page
from commitments.dashboards.selection import beside, canonical
from commitments.dashboards.times import through_time
from commitments.models import Meeting
from commitments.queries.sources import sources
from commitments.queries.then import then


@page
@through_time
@asking("meeting", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the texts, or of those that report one meeting."""
    meeting, asked = asked_row(request.GET, "meeting", Meeting), then()
    register = sources(
        visible_to(request.user),
        meeting=meeting,
        by=asked.times.as_of if asked else None,
        cursor=request.GET.get("cursor", ""),
    )
    context = {
        "register": register,
        "meeting": meeting,
        "canonical": canonical(request.GET),
        "beside": beside(request.GET, after=register.next, before=register.previous),
    }
    return render(request, "commitments/sources.html", context)
