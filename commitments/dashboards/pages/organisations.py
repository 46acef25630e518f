"""Who owes what: the organisations of each side and the joint bodies as trees, with what each owes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.dashboards.asking import asking, no_such
from commitments.dashboards.page import page
from commitments.dashboards.selection import address
from commitments.dashboards.times import day_shown, through_time
from commitments.dashboards.visible import visible_to
from commitments.models import Organisation
from commitments.models.vocabulary import OWNING
from commitments.queries.organisations import organisations


@page
@through_time
@asking("q", "within", "cursor")
def show(request: HttpRequest) -> HttpResponse:
    """Answer a page of the register, of all below one organisation, or of those that words find."""
    query, within = request.GET.get("q", ""), request.GET.get("within", "")
    top = Organisation.objects.filter(slug=within).first() if within else None
    if within and top is None:
        raise no_such("within", within)
    cursor = request.GET.get("cursor", "")
    register = organisations(visible_to(request.user), on=day_shown(), within=within, query=query, cursor=cursor)
    beside = {"next": register.stretch.next, "previous": register.stretch.previous}
    context = {
        "register": register,
        "query": query,
        "top": top,
        "owning": list(OWNING),
        "canonical": address(request.GET, cursor=None, as_of=None, recorded_at=None),
        "beside": {name: address(request.GET, cursor=row.slug) for name, row in beside.items() if row},
    }
    return render(request, "commitments/organisations.html", context)
