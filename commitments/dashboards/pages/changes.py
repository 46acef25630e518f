"""What changed between two days, grouped by commitment, in words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.between import NAMED, Asked, address, read_asked, stretches
from commitments.dashboards.page import page
from commitments.dashboards.problems import problems_in
from commitments.dashboards.selection import address as written
from commitments.dashboards.times import day_shown, last_shown, through_time
from commitments.models import Partnership
from commitments.queries.between import changed, differences, span_between
from commitments.queries.between_nouns import others_touched
from commitments.templatetags.pages import times_read


@page
@through_time
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of what changed; 400 with the form when the address cannot be read."""
    partnerships = list(Partnership.objects.order_by("pk"))
    context: dict[str, Any] = {
        "partnerships": partnerships,
        "today": day_shown(),
        "given": request.GET,
        "kept": {name: value for name, value in times_read().items() if value},
        "query": written(request.GET, before=None),
    }
    try:
        asked = read_asked(request.GET, partnerships, today=day_shown())
    except ValidationError as error:
        context["problems"] = problems_in(error, NAMED)
        return render(request, "commitments/changes.html", context, status=400)
    return render(request, "commitments/changes.html", context | _answers(asked))


def _answers(asked: Asked) -> dict[str, Any]:
    span = span_between(asked.first, asked.last, until=last_shown())
    whole = not (asked.narrowed.partnership or asked.narrowed.reference or asked.before)
    found = differences(span, asked.narrowed, before=asked.before)
    return {
        "asked": asked,
        "stretches": stretches(asked, today=day_shown()),
        "number": changed(span, asked.narrowed),
        "changes": found,
        "older": address(asked, before=found.older) if found.older else None,
        "newest": address(asked) if asked.before else None,
        "others": others_touched(span) if whole else None,
    }
