"""Which ones? The filter language as a form, and the commitments that it lets through."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choosing.facets import FilterForm
from commitments.dashboards.page import page
from commitments.dashboards.problems import no_such_page, problems_in
from commitments.dashboards.selection import address, orders, problems, selection
from commitments.dashboards.times import day_shown, through_time
from commitments.queries.keysets import MalformedCursor


@page
@through_time
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the selection; 400 with the form when something in the address cannot be read."""
    form = FilterForm(request.GET, request.user, on=day_shown())
    wrong, chosen = problems(form), None
    if not wrong:
        try:
            chosen = selection(form)
        except MalformedCursor:
            wrong = problems_in(no_such_page())
    context: dict[str, Any] = {
        "form": form,
        "problems": wrong,
        "selection": chosen,
        "total": form.total,
        "orders": orders(request.GET),
        "query": address(request.GET, cursor=None),
    }
    return render(request, "commitments/commitments.html", context, status=400 if wrong else 200)
