"""Two deadlines: the one that somebody set meanwhile, beside the one that was typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commitments.admin.deadline_form import MoveForm
from commitments.admin.held import Fields
from commitments.admin.step_versions import compared, record_at, stored_in, typed_in, versions_of_step
from commitments.admin.version_page import since
from commitments.models import Commitment, Passage


def both_deadlines(model_admin: Any, request: HttpRequest, row: Commitment, form: MoveForm) -> HttpResponse:
    """The page: what was typed follows what was saved, once it was shown what it does to that, or it is dropped."""
    newest, seen = row.edition.number if row.edition else 0, form.sent_seen
    then, now = (_deadline_in(record_at(request, row, number), form) for number in (seen, newest))
    return versions_of_step(
        model_admin,
        request,
        row,
        base=newest,
        places=compared(form, then, now, typed_in(form)),
        editions=since(request, row, seen or 0),
        saves=False,
        adds=_("Both stay in the history of the deadline. What you typed would follow what was saved, and count."),
    )


def _deadline_in(record: dict[str, Any], form: MoveForm) -> Fields:
    told = record.get("deadline") or {}
    is_set = bool(told.get("reason"))
    return stored_in(
        form,
        {
            "date": told.get("edtf") or "",
            "basis": told.get("basis") if is_set else "",
            "phrase": told.get("phrase") or "",
            "passage": _passage(told.get("passage")),
            "reason": told.get("reason"),
        },
    )


def _passage(place: dict[str, Any] | None) -> int | None:
    """The private number of the passage that an edition names; one query where it names one."""
    rows = Passage.objects.filter(source__slug=place["source"], handle=place["passage"]) if place else None
    return rows.values_list("pk", flat=True).first() if rows else None
