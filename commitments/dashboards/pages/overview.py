"""Where do we stand today?"""

from dataclasses import fields
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from commitments.choosing.visible import visible_to
from commitments.dashboards.asking import asked_row, asking
from commitments.dashboards.figures import figure
from commitments.dashboards.page import page
from commitments.dashboards.selection import canonical
from commitments.dashboards.times import day_shown, last_shown, through_time
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
from commitments.values.bits import numbers_in

CHANGES = 6
NARROWED_BY: dict[str, type[Slugged]] = {"partnership": Partnership, "sector": Sector, "owner": Organisation}


@page
@through_time
@asking(*NARROWED_BY)
def show(request: HttpRequest) -> HttpResponse:
    """Answer the overview: of all, or of a partnership, a sector, or what an organisation and those below it owe."""
    on, named = day_shown(), {name: asked_row(request.GET, name, noun) for name, noun in NARROWED_BY.items()}
    given = {name: row.slug for name, row in named.items() if row}
    context = {
        "on": on,
        "partnerships": Partnership.objects.order_by("pk"),
        "chosen": named["partnership"],
        "named": named,
        "canonical": canonical(request.GET),
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
        "changes": []
        if _is_of_a_day()
        else latest.last_changes(rows, limit=CHANGES, until=last_shown(), numbers=lambda: numbers_in(chosen)),
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
