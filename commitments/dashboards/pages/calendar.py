"""The deadlines of a selection of commitments as a calendar file, in the language of its address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commitments.choosing.facets import FilterForm
from commitments.dashboards.page import page
from commitments.dashboards.problems import Problem
from commitments.dashboards.selection import address, problems
from commitments.dashboards.times import day_shown, through_time
from commitments.queries.due import all_due, undated
from commitments.reports.deadlines import occasion
from commitments.reports.render.calendar import write_calendar
from commitments.templatetags.amounts import number

MOST = 2000
"""How many deadlines a calendar holds. Programs that show one grow slow with more, and nobody reads them."""


@page
@through_time
def show(request: HttpRequest) -> HttpResponse:
    """Answer the file; 400 as a page when the address cannot be read, or selects too many deadlines."""
    form = FilterForm(request.GET, request.user, on=day_shown())
    wrong = problems(form)
    if not wrong:
        due = all_due(form.selected, limit=MOST + 1)
        if len(due) <= MOST:
            return _file(request, form, due)
        wrong = [Problem(_("Calendar"), _too_many())]
    context = {"problems": wrong, "query": address(request.GET, cursor=None)}
    return render(request, "commitments/no_calendar.html", context, status=400)


def _file(request: HttpRequest, form: FilterForm, due: list[Any]) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    occasions = [occasion(each, origin=settings.ORIGIN, address=lambda key: _page(request, key)) for each in due]
    described = _described(undated(form.selected), request.build_absolute_uri(_list(request)))
    content = write_calendar(_("Deadlines of commitments"), described, occasions, language=language)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="commitments-{day_shown()}.ics"'
    answer["Content-Language"] = language
    return answer


def _described(left_out: int, selection: str) -> str:
    """What the file says of itself: what it holds, how many have no date, and where the selection is."""
    opening = _("The deadlines of a selection of commitments. A date that is not exact is an event over all its days.")
    silent = ngettext(
        "%(number)s commitment of the selection has no date and is left out.",
        "%(number)s commitments of the selection have no date and are left out.",
        left_out,
    ) % {"number": number(left_out)}
    return f"{opening}\n{silent}\n{selection}"


def _page(request: HttpRequest, reference: str) -> str:
    return request.build_absolute_uri(reverse("dashboards:commitment", args=[reference]))


def _list(request: HttpRequest) -> str:
    query = address(request.GET, cursor=None)
    return reverse("dashboards:commitments") + (query if query != "?" else "")


def _too_many() -> str:
    told = {"most": number(MOST)}
    return _("A calendar holds at most %(most)s deadlines. Choose more filters, then ask again.") % told
