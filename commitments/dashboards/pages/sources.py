"""Which texts the record rests on, the newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asking, no_such
from commitments.dashboards.page import page
from commitments.dashboards.selection import address
from commitments.dashboards.times import through_time
from commitments.dashboards.visible import visible_to
from commitments.models import Meeting
from commitments.queries.sources import sources
from commitments.queries.then import then


@page
@through_time
@asking("meeting", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the texts, or of those that report one meeting."""
    slug, asked = request.GET.get("meeting", ""), then()
    meeting = Meeting.objects.filter(slug=slug).first() if slug else None
    if slug and meeting is None:
        raise no_such("meeting", slug)
    cursor = request.GET.get("cursor", "")
    register = sources(
        visible_to(request.user), meeting=meeting, by=asked.times.as_of if asked else None, cursor=cursor
    )
    beside = {"next": register.next, "previous": register.previous}
    context = {
        "register": register,
        "meeting": meeting,
        "canonical": address(request.GET, cursor=None, as_of=None, recorded_at=None),
        "beside": {name: address(request.GET, cursor=place) for name, place in beside.items() if place},
    }
    return render(request, "commitments/sources.html", context)
