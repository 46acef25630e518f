"""The table on its way out: what the list shows, or what was selected in it."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.base import admin_address, person
from commitments.admin.labels import reading_language
from commitments.admin.spreadsheets.formats import FORMATS, CsvTable, XlsxTable
from commitments.admin.spreadsheets.habits import habits_of
from commitments.admin.spreadsheets.resource import CommitmentTable
from commitments.admin.spreadsheets.sniffing import CSV, XLSX
from commitments.admin.spreadsheets.unreadable import Unreadable
from commitments.models import Commitment
from commitments.rules import readable


def export_list(model_admin: Any, request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the list shows with the filters of this address, all its pages."""
    if kind not in FORMATS:
        raise Http404
    listed = model_admin.get_changelist_instance(request)
    # The list says in words what it cannot read of an address.
    back = HttpResponseRedirect(f"{admin_address('commitment', 'changelist')}?{request.GET.urlencode()}")
    return back if listed.problems else export(request, listed.queryset, kind) or back


def export(request: HttpRequest, rows: QuerySet[Commitment], kind: str) -> HttpResponseBase | None:
    """The table of these commitments; none, and a message why, when they are too many or could not come in again."""
    user, language, at = person(request), reading_language(), timezone.now()
    chosen = readable(user).filter(pk__in=rows.order_by().values("pk")).order_by("reference")
    numbers = list(chosen.values_list("pk", flat=True)[: settings.EXPORT_ROWS + 1])
    if len(numbers) > settings.EXPORT_ROWS:
        told = _("These are %(count)d commitments; a table has at most %(most)d. Filter the list.")
        messages.error(request, told % {"count": chosen.count(), "most": settings.EXPORT_ROWS})
        return None
    table = CommitmentTable(user, language, at=at, typed=kind == XLSX)
    try:
        content = _format(kind, language, table).written(list(table.fields), table.rows(numbers))
    except Unreadable as error:
        messages.error(request, " ".join(error.messages))
        return None
    name = f"commitments-{timezone.localdate(at).isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=FORMATS[kind].CONTENT_TYPE, headers=headers)


def _format(kind: str, language: str, table: CommitmentTable) -> Any:
    habits = habits_of(language)
    return XlsxTable(habits, table.widgets) if kind == XLSX else CsvTable(habits)


@admin.action(description=gettext_lazy("Take the selected commitments as a workbook (XLSX)"))
def take_workbook(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Commitment]) -> HttpResponseBase | None:
    """What is selected, as a workbook."""
    return export(request, queryset, XLSX)


@admin.action(description=gettext_lazy("Take the selected commitments as CSV"))
def take_csv(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Commitment]) -> HttpResponseBase | None:
    """What is selected, as CSV."""
    return export(request, queryset, CSV)
