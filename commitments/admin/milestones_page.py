"""The page on which a commitment's milestones are added, marked as reached, and taken from what its rule proposes."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions.refusals import Stale
from commitments.admin.answering import is_refilled, refill_page
from commitments.admin.base import admin_address
from commitments.admin.forms import Refused
from commitments.admin.kept import release
from commitments.admin.milestone_board import Board, board_of
from commitments.admin.milestone_forms import EditForm
from commitments.admin.milestone_versions import both_milestones, settle_milestone
from commitments.admin.milestone_writing import write
from commitments.admin.overtaken import number_in
from commitments.admin.proposals import last_year
from commitments.admin.step_forms import WhyStepForm
from commitments.admin.step_versions import rebase, restore
from commitments.admin.steps import answer, fieldsets, missing
from commitments.admin.writing import refusable
from commitments.models import Commitment
from commitments.values.merging import UndecidedError

ONE_FORM = re.compile(r"_(?P<form>(reach|edit|drop)-[0-9]{1,15})")
"""The buttons of the forms of one milestone."""


def milestones_page(model_admin: Any, request: HttpRequest, row: Commitment) -> HttpResponse:
    """Show the milestones, and write what one of the forms asks. Whoever was overtaken sees both versions first."""
    refill_page(request)
    if request.method != "POST":
        return _shown(model_admin, request, board_of(request, row))
    sent, undecided = restore(request), tuple[str, ...]()
    board = board_of(request, row)
    asked = next((name for name in board.forms if f"_{name}" in request.POST), None)
    if asked is None:
        return _gone(model_admin, request, row)
    if sent is not None:
        undecided = _settle(request, board.forms[asked], sent)
        board = board_of(request, row)
    if is_refilled(request):
        return _shown(model_admin, request, board)
    if board.forms[asked].is_overtaken:
        return both_milestones(model_admin, request, board, asked, undecided, sent)
    if not board.forms[asked].is_valid():
        return _shown(model_admin, request, board)
    return _write(model_admin, request, board, asked)


def _settle(request: HttpRequest, form: WhyStepForm, sent: QueryDict) -> tuple[str, ...]:
    """Put what was chosen into the form; the names of the choices that are missing."""
    try:
        settle_milestone(form, request, sent)
    except UndecidedError as error:
        return error.names if number_in(str(sent["weighed"])) == form.newest else ()  # else it is another question
    rebase(request, sent, form.add_prefix("seen"))
    return ()


def _gone(model_admin: Any, request: HttpRequest, row: Commitment) -> HttpResponse:
    """What was to be changed is there no more: nothing that was typed is lost."""
    told = _("Nothing was saved: somebody took away meanwhile what you were about to change.")
    if "_take" in request.POST:
        told = _("Nothing was saved: the recurrence proposes none of those that you ticked any more.")
    messages.error(request, told)
    name = next((name for name in map(ONE_FORM.fullmatch, request.POST) if name), None)
    if name is not None:
        _keep_what_was_typed(request, row, name["form"])
    return _shown(model_admin, request, board_of(request, row))


def _keep_what_was_typed(request: HttpRequest, row: Commitment, name: str) -> None:
    """Show it as a milestone to be added, where it says enough for that; else name it."""
    data: Any = request.POST.copy()
    typed = {key.removeprefix(f"{name}-"): value for key, value in data.items() if key.startswith(f"{name}-")}
    if not name.startswith(EditForm.verb):
        words = " · ".join(filter(None, (typed.get("reached_on"), typed.get("why"))))
        if words:
            messages.warning(request, _("You had typed: %(words)s") % {"words": words})
        return
    messages.warning(request, _("What you typed stands below as a new milestone: add it, or leave it."))
    seen = row.edition.number if row.edition else 0
    for key, value in {**typed, "seen": str(seen)}.items():
        data[f"add-{key}"] = value
    data["_add"] = "x"
    request.POST = data


def _write(model_admin: Any, request: HttpRequest, board: Board, asked: str) -> HttpResponse:
    row = board.commitment
    try:
        with refusable():
            done = write(request, board, asked)
    except Refused as refused:
        return _refused(model_admin, request, row, asked, refused.error)
    release(request)
    model_admin.log_change(request, row, board.forms[asked].cleaned_data["why"])
    model_admin.message_user(request, done)
    horizon = f"?until={board.proposals.until}" if board.proposals else ""
    return HttpResponseRedirect(admin_address("commitment", "milestones", row.pk) + horizon)


def _refused(
    model_admin: Any, request: HttpRequest, row: Commitment, asked: str, error: ValidationError
) -> HttpResponse:
    """The page as the record is now, with what was typed."""
    now = model_admin.get_object(request, str(row.pk))
    if now is None:  # it was made internal by others meanwhile
        return missing(model_admin, request, str(row.pk))
    board = board_of(request, now)
    if asked not in board.forms:
        return _gone(model_admin, request, board.commitment)
    if isinstance(error, Stale):
        return both_milestones(model_admin, request, board, asked)
    board.forms[asked].is_valid()
    board.forms[asked].show(error)
    return _shown(model_admin, request, board)


def _shown(model_admin: Any, request: HttpRequest, board: Board) -> TemplateResponse:
    context = {
        "title": _("Milestones"),
        "board": board,
        "steps": board.steps,
        "proposals": board.proposals,
        "add": board.forms["add"],
        "take": board.forms.get("take"),
        "adminform": fieldsets(board.forms["add"], "title", ("due", "reached_on"), "why"),
        "media": model_admin.media,
        "years": {"first": timezone.localdate().year, "last": last_year(on=timezone.localdate())},
    }
    return answer(model_admin, request, board.commitment, "milestones", context)
