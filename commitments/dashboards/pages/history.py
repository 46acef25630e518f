"""What changed, when, for whom and why: the editions of one commitment, and two of them side by side."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.absent import absent
from commitments.dashboards.page import page
from commitments.dashboards.problems import problems_in
from commitments.filters import check_known
from commitments.queries.comparison import NAMED, PARAMETERS, look_up
from commitments.queries.history import chain_of, history
from commitments.rules import readable


@page
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer a page of editions, with two of them compared when the address names two; 400 when it cannot be read."""
    row = readable(request.user).select_related("partnership").filter(reference=reference).first()
    if row is None:
        return absent(request, reference)
    chain, before, comparison, wrong = chain_of(row), None, None, []
    try:
        check_known(request.GET, PARAMETERS)
        choice, comparison = look_up(chain, dict(request.GET.lists()))
        before = choice.before
    except ValidationError as error:
        wrong = problems_in(error, NAMED)
    context = {"row": row, "problems": wrong, "comparison": comparison, "before": before}
    context["history"] = history(chain, before=before)
    return render(request, "commitments/history.html", context, status=400 if wrong else 200)
