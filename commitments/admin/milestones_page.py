"""The page on which a commitment's milestones are added, marked as reached, and taken from what its rule proposes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.admin.base import admin_address
from commitments.admin.forms import Refused
from commitments.admin.milestone_board import Board, board_of
from commitments.admin.milestone_writing import write
from commitments.admin.proposals import last_year
from commitments.admin.steps import answer, fieldsets
from commitments.admin.writing import refusable
from commitments.models import Commitment


def milestones_page(model_admin: Any, request: HttpRequest, row: Commitment) -> HttpResponse:
    """Show the milestones, and write what one of the forms asks."""
    board = board_of(request, row)
    if request.method != "POST":
        return _shown(model_admin, request, board)
    asked = next((name for name in board.forms if f"_{name}" in request.POST), None)
    if asked is None:
        gone = _("Nothing was saved: somebody took away meanwhile what you were about to change.")
        model_admin.message_user(request, gone, messages.ERROR)
        return _shown(model_admin, request, board)
    if not board.forms[asked].is_valid():
        return _shown(model_admin, request, board)
    return _write(model_admin, request, board, asked)


def _write(model_admin: Any, request: HttpRequest, board: Board, asked: str) -> HttpResponse:
    row = board.commitment
    try:
        with refusable():
            done = write(request, board, asked)
    except Refused as refused:
        return _refused(model_admin, request, row, asked, refused.error)
    model_admin.log_change(request, row, board.forms[asked].cleaned_data["why"])
    model_admin.message_user(request, done)
    horizon = f"?until={board.proposals.until}" if board.proposals else ""
    return HttpResponseRedirect(admin_address("commitment", "milestones", row.pk) + horizon)


def _refused(
    model_admin: Any, request: HttpRequest, row: Commitment, asked: str, error: ValidationError
) -> TemplateResponse:
    """The page as the record is now, with what was typed."""
    board = board_of(request, model_admin.get_object(request, str(row.pk)))
    form = board.forms.get(asked, board.forms["add"])
    if form.is_valid():  # else it says itself that somebody saved meanwhile
        form.show(error)
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
