"""What one organisation owes, for itself and with all below it, how that is going, and what falls due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choosing.visible import visible_to
from commitments.dashboards.asking import asking
from commitments.dashboards.counts import tables
from commitments.dashboards.page import page
from commitments.dashboards.times import day_shown, through_time
from commitments.dashboards.unlisted import unlisted
from commitments.models import Organisation
from commitments.models.vocabulary import OWNING
from commitments.queries.duties import duties


@page
@through_time
@asking()
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one organisation; 404 for one that is not on record, or was not at the time that is read."""
    row = Organisation.objects.select_related("side", "parent").filter(slug=slug).first()
    if row is None:
        return unlisted(request, Organisation, slug)
    found = duties(row, visible_to(request.user), on=day_shown())
    context = {
        "duties": found,
        "owning": list(OWNING),
        "tables": tables(found.itself, found.below.tally, {"owner": slug}),
        "on": day_shown(),
    }
    return render(request, "commitments/organisation.html", context)
