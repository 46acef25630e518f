"""What came out of a meeting, and what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choosing.visible import visible_to
from commitments.dashboards.asking import asking
from commitments.dashboards.counts import tables
from commitments.dashboards.page import page
from commitments.dashboards.selection import beside
from commitments.dashboards.times import day_shown, through_time
from commitments.dashboards.unlisted import unlisted
from commitments.models import Meeting
from commitments.queries.outcomes import outcome


@page
@through_time
@asking("cursor")
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one meeting; 404 for one that is not on record, or was not at the time that is read."""
    row = Meeting.objects.select_related("partnership").prefetch_related("partnership__sides").filter(slug=slug).first()
    if row is None:
        return unlisted(request, Meeting, slug)
    found = outcome(row, visible_to(request.user), on=day_shown(), cursor=request.GET.get("cursor", ""))
    context = {
        "row": row,
        "outcome": found,
        "tables": tables(found.tally, found.tally, None),
        "beside": beside(request.GET, after=found.next, before=found.previous),
    }
    return render(request, "commitments/meeting.html", context)
