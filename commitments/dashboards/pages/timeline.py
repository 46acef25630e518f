"""When? A line of days with what may fall due on it, and beside it what nobody has dated."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.gantt import drawn
from commitments.dashboards.narrowing import Narrowed, narrowed
from commitments.dashboards.page import page
from commitments.dashboards.problems import Problem, problems_in
from commitments.dashboards.selection import address
from commitments.dashboards.times import day_shown, through_time
from commitments.dashboards.ways import OWN, WITHOUT, Ways, asked_grouping
from commitments.dashboards.windows import asked_window
from commitments.queries.timeline import timeline
from commitments.rules import readable


@page
@through_time
def show(request: HttpRequest) -> HttpResponse:
    """Answer the timeline; 400 with what to write instead when something in the address cannot be read."""
    on, wrong = day_shown(), list[Problem]()
    chosen = narrowed(request.GET, readable(request.user), own=OWN, without=WITHOUT, on=on)
    window = _read(lambda: asked_window(request.GET, on=on), wrong)
    by = _read(lambda: asked_grouping(request.GET), wrong)
    context: dict[str, Any] = {"on": on, "query": address(request.GET), "problems": [*wrong, *chosen.problems]}
    if not context["problems"]:
        context |= _answers(chosen, Ways(request.GET, window, by, chosen.filters, on))
    return render(request, "commitments/timeline.html", context, status=400 if context["problems"] else 200)


def _read(asked: Callable[[], Any], wrong: list[Problem]) -> Any:
    """What the address asks for; what is wrong with it is added to `wrong`."""
    try:
        return asked()
    except ValidationError as error:
        wrong += problems_in(error)


def _answers(chosen: Narrowed, ways: Ways) -> dict[str, Any]:
    only = chosen.filters.get(ways.by, []) if ways.by != "owner" else []
    found = timeline(chosen.rows, days=ways.window.days, by=ways.by, only=only, on=ways.on)
    return {
        "found": found,
        "chips": chosen.chips,
        "ways": ways,
        "groups": [
            {"drawn": each, "list": ways.listed(each.group), "alone": ways.alone(each.group)}
            for each in drawn(found.groups, ways.window.ticks(), by=ways.by, on=ways.on)
        ],
        "before": ways.nearest(found.before),
        "after": ways.nearest(found.after),
    }
