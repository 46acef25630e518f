"""Who owes what: the organisations of each side and the joint bodies as trees, with what each owes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.choosing.visible import visible_to
from commitments.dashboards.asking import asked_row, asking
from commitments.dashboards.page import page
from commitments.dashboards.selection import beside, canonical
from commitments.dashboards.times import day_shown, through_time
from commitments.models import Organisation
from commitments.models.vocabulary import OWNING
from commitments.queries.organisations import organisations


@page
@through_time
@asking("q", "within", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the register, of all below one organisation, or of those that words find."""
    query, top = request.GET.get("q", ""), asked_row(request.GET, "within", Organisation)
    register = organisations(
        visible_to(request.user),
        on=day_shown(),
        within=top.slug if top else "",
        query=query,
        cursor=request.GET.get("cursor", ""),
    )
    after, before = register.stretch.next, register.stretch.previous
    context = {
        "register": register,
        "query": query,
        "top": top,
        "owning": list(OWNING),
        "canonical": canonical(request.GET),
        "beside": beside(request.GET, after=after and after.slug, before=before and before.slug),
    }
    return render(request, "commitments/organisations.html", context)
