"""How far? What each publisher reports of one indicator, what was promised of it, and the growth still needed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asking
from commitments.dashboards.figures import figure
from commitments.dashboards.page import page
from commitments.dashboards.times import day_shown, through_time
from commitments.dashboards.unlisted import unlisted
from commitments.models import Indicator
from commitments.queries.indicators import counted
from commitments.queries.outlook import outlook
from commitments.rules import readable


@page
@through_time
@asking()
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one indicator; 404 for one that is not on record, or was not at the time that is read."""
    found, on = counted(slug, readable(request.user)), day_shown()
    if found is None:
        return unlisted(request, Indicator, slug)
    trajectory = found.trajectory
    ahead = outlook(trajectory.indicator, trajectory.targets, found.series, on=on)
    drawn = trajectory.targets or trajectory.observations
    context = {
        "on": on,
        "counted": found,
        "indicator": trajectory.indicator,
        "outlook": ahead,
        "figure": figure(trajectory, on=on, name="figure", ahead=ahead.ahead) if drawn else None,
    }
    return render(request, "commitments/indicator.html", context)
