"""Where do we stand today?"""

from dataclasses import fields
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from commitments.dashboards.errors import bad_request
from commitments.dashboards.figures import figure
from commitments.dashboards.page import page
from commitments.dashboards.times import day_shown, last_shown, through_time
from commitments.dashboards.visible import visible_to
from commitments.filters import CommitmentFilters
from commitments.models import Organisation, Partnership, Sector
from commitments.models.base import Slugged
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries import latest
from commitments.queries.overview import overview
from commitments.queries.rolled import meeting, sets_of
from commitments.queries.then import then
from commitments.queries.trajectories import fullest_trajectory
from commitments.queries.visible import Visible, are_few

CHANGES = 6
NARROWED_BY: dict[str, type[Slugged]] = {"partnership": Partnership, "sector": Sector, "owner": Organisation}


@page
@through_time
def show(request: HttpRequest) -> HttpResponse:
    """Answer the overview: of all, or of a partnership, a sector, or what an organisation and those below it owe."""
    on, given = day_shown(), {name: request.GET[name] for name in NARROWED_BY if request.GET.get(name)}
    named = {name: NARROWED_BY[name].objects.filter(slug=slug).first() for name, slug in given.items()}
    if None in named.values():
        return bad_request(request)
    context = {
        "on": on,
        "partnerships": Partnership.objects.order_by("pk"),
        "chosen": named.get("partnership"),
        "named": named,
        **{name: given.get(name, "") for name in NARROWED_BY},
    }
    return render(request, "commitments/overview.html", context | _answers(request, given, on))


def _answers(request: HttpRequest, given: dict[str, str], on: date) -> dict[str, Any]:
    visible = visible_to(request.user)
    chosen = meeting(visible.bits, sets_of(visible.rolls, {name: [slug] for name, slug in given.items()}, on=on))
    rows = _rows(visible, given, on, chosen)
    trajectory = fullest_trajectory(rows)
    shown = overview(visible.rolls, chosen, on=on)
    return {
        **{each.name: getattr(shown, each.name) for each in fields(shown)},
        "figure": figure(trajectory, on=on, name="figure") if trajectory else None,
        # Of what was true on a day nothing says when it was written down.
        "changes": [] if _is_of_a_day() else latest.last_changes(rows, limit=CHANGES, until=last_shown()),
    }


def _rows(visible: Visible, given: dict[str, str], on: date, chosen: int) -> CommitmentQuerySet:
    if are_few(chosen):
        return visible.among(chosen)
    asked = QueryDict(mutable=True)
    asked.update(given)
    rows: CommitmentQuerySet = CommitmentFilters(asked, visible.rows, on=on, given_only=True).qs
    return rows


def _is_of_a_day() -> bool:
    asked = then()
    return asked is not None and asked.times.recorded_at is None
