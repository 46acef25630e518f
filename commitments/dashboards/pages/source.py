"""Which text said what: its passages in order, each with what it established, repeated or changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asking
from commitments.dashboards.page import page
from commitments.dashboards.quoted_texts import copy_of, placed
from commitments.dashboards.selection import beside
from commitments.dashboards.times import day_shown, through_time
from commitments.dashboards.unlisted import unlisted
from commitments.models import Source
from commitments.queries.passages import said
from commitments.rules import readable


@page
@through_time
@asking("cursor")
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one text; 404 for one that is not on record, or was not at the time that is read."""
    row = Source.objects.select_related("meeting").filter(slug=slug).first()
    if row is None:
        return unlisted(request, Source, slug)
    told = said(row, readable(request.user), on=day_shown(), cursor=request.GET.get("cursor", ""))
    context = {
        "row": row,
        "said": told,
        "copy": copy_of(row),
        "placed": placed(row, told.spoken),
        "beside": beside(request.GET, after=told.stretch.next, before=told.stretch.previous),
    }
    return render(request, "commitments/source.html", context)
