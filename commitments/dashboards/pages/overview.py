"""Where do we stand today?"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.errors import bad_request
from commitments.dashboards.figures import figure
from commitments.dashboards.page import page
from commitments.dashboards.times import day_shown, last_shown, through_time
from commitments.models import Partnership
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import LatenessWord
from commitments.queries import latest, overview
from commitments.queries.then import then
from commitments.queries.trajectories import fullest_trajectory
from commitments.rules import readable

CHANGES = 6


@page
@through_time
def show(request: HttpRequest) -> HttpResponse:
    """Answer the overview, of one partnership when `?partnership=` names one."""
    on, slug = day_shown(), request.GET.get("partnership", "")
    partnerships = list(Partnership.objects.order_by("pk"))
    chosen = next((each for each in partnerships if each.slug == slug), None)
    if slug and chosen is None:
        return bad_request(request)
    rows: Any = readable(request.user)
    rows = rows.filter(partnership=chosen) if chosen else rows
    context = {"on": on, "partnerships": partnerships, "chosen": chosen, "partnership": slug}
    return render(request, "commitments/overview.html", context | _answers(rows, on))


def _answers(rows: CommitmentQuerySet, on: date) -> dict[str, Any]:
    trajectory = fullest_trajectory(rows)
    return {
        "tally": overview.tally(rows, on=on),
        "figure": figure(trajectory, on=on, name="figure") if trajectory else None,
        "next_due": overview.next_due(rows, on=on),
        "overdue": overview.late(rows, LatenessWord.OVERDUE, on=on),
        "possibly_overdue": overview.late(rows, LatenessWord.POSSIBLY_OVERDUE, on=on),
        "disputed": overview.disputed(rows, on=on),
        # Of what was true on a day nothing says when it was written down.
        "changes": [] if _is_of_a_day() else latest.last_changes(rows, limit=CHANGES, until=last_shown()),
    }


def _is_of_a_day() -> bool:
    asked = then()
    return asked is not None and asked.times.recorded_at is None
