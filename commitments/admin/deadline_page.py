"""The page on which a deadline is moved: the slip is shown in words before it is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions.refusals import Stale
from commitments.actions.words import set_deadline
from commitments.admin.answering import is_refilled, refill_page
from commitments.admin.badges import badge
from commitments.admin.base import admin_address, person
from commitments.admin.deadline_form import MoveForm
from commitments.admin.deadline_versions import both_deadlines
from commitments.admin.forms import Refused
from commitments.admin.kept import release
from commitments.admin.slips import Preview, late_on, preview
from commitments.admin.step_versions import rebase, restore
from commitments.admin.steps import answer, fieldsets, missing
from commitments.admin.word_rows import due
from commitments.admin.writing import refusable
from commitments.models import Commitment


def deadline_page(model_admin: Any, request: HttpRequest, row: Commitment) -> HttpResponse:
    """Ask for the new deadline; show what it does; save what was shown. Whoever was overtaken sees both first."""
    refill_page(request)
    if request.method != "POST":
        return _shown(model_admin, request, row, MoveForm(commitment=row, user=person(request)))
    if sent := restore(request):
        rebase(request, sent, "seen", shown="")  # what it does is told anew: it moves another deadline than was shown
    form = MoveForm(request.POST, commitment=row, user=person(request))
    if is_refilled(request):
        form.is_valid()
        return _shown(model_admin, request, row, form)
    return both_deadlines(model_admin, request, row, form) if form.is_overtaken else _sent(model_admin, request, form)


def _sent(model_admin: Any, request: HttpRequest, form: MoveForm) -> HttpResponse:
    row = form.commitment
    if form.is_valid() and "_save" in request.POST and form.was_shown:
        try:
            _save(request, row, form)
        except Refused as refused:
            if isinstance(refused.error, Stale):
                now = model_admin.get_object(request, str(row.pk))
                if now is None:  # it was made internal by others meanwhile
                    return missing(model_admin, request, str(row.pk))
                return both_deadlines(model_admin, request, now, form)
            form.show(refused.error)
        else:
            return _saved(model_admin, request, row, form)
    return _shown(model_admin, request, row, form)


def slip_part(_model_admin: Any, request: HttpRequest, row: Commitment) -> HttpResponse:
    """What the typed date would do, or what is wrong with it: the part of the page that a script puts in place."""
    form = MoveForm(request.GET, commitment=row, user=person(request))
    form.is_valid()
    wrong = form.errors.get("date") or (form.errors.get("basis") if request.GET.get("basis") else None)
    context = {"preview": None if wrong else _preview(row, form), "wrong": wrong}
    return TemplateResponse(request, "admin/commitments/commitment/slip.html", context)


def _preview(row: Commitment, form: MoveForm) -> Preview | None:
    return None if form.edtf is None else preview(row, form.edtf, on=timezone.localdate())


def _save(request: HttpRequest, row: Commitment, form: MoveForm) -> None:
    given = {name: form.cleaned_data[name] for name in ("basis", "phrase", "passage", "reason", "seen")}
    with refusable():
        set_deadline(
            row, edtf=form.cleaned_data["date"], by=person(request), at=timezone.now(), why=given["reason"], **given
        )


def _saved(model_admin: Any, request: HttpRequest, row: Commitment, form: MoveForm) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    release(request)
    model_admin.log_change(request, row, next(iter(reason.values())))
    newest = due(row)[0]
    words = {"key": row.key, "when": newest.words}
    model_admin.message_user(request, _("The deadline of %(key)s is now: %(when)s.") % words)
    return HttpResponseRedirect(admin_address("commitment", "change", row.pk))


def _shown(model_admin: Any, request: HttpRequest, row: Commitment, form: MoveForm) -> TemplateResponse:
    told = _preview(row, form) if form.is_bound else None
    rows = due(row)
    return answer(
        model_admin,
        request,
        row,
        "deadline",
        {
            "title": _("Move the deadline") if rows else _("Set the deadline"),
            "form": form,
            "adminform": fieldsets(form, "date", "basis", "phrase", "passage", "reason"),
            "media": model_admin.media + form.media,
            "preview": told,
            "rows": rows,
            "now": rows[0] if rows else None,
            "late": badge(late_on(row, (rows[0].edtf or None) if rows else None, timezone.localdate())),
        },
    )
