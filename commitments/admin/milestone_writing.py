"""What the forms of the milestones' page write, each as one change."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.actions.keep import keep_part
from commitments.actions.recording import recording
from commitments.admin.base import person
from commitments.admin.milestone_board import Board
from commitments.admin.milestone_forms import TakeForm
from commitments.admin.step_forms import WhyStepForm
from commitments.models import Milestone
from commitments.templatetags.amounts import number
from commitments.templatetags.dates import day_words


def write(request: HttpRequest, board: Board, asked: str) -> str:
    """Write what the form of this name asks, and return what was done in words. Raises what the actions raise."""
    form = board.forms[asked]
    signed = {"by": person(request), "at": timezone.now(), "why": form.reason}
    if isinstance(form, TakeForm):
        return _take(board, form, signed)
    return _add(board, form, signed) if asked == "add" else _reach(board, form, signed)


def _add(board: Board, form: WhyStepForm, signed: Mapping[str, Any]) -> str:
    given = {name: form.cleaned_data[name] for name in ("title", "due", "reached_on")}
    added = keep_part(Milestone(commitment=board.commitment, **given), seen=form.cleaned_data["seen"], **signed)
    return _("Milestone %(number)s was added.") % {"number": number(added.number)}


def _reach(board: Board, form: WhyStepForm, signed: Mapping[str, Any]) -> str:
    milestone = next(each.milestone for each in board.steps if each.form is form)
    milestone.reached_on = form.cleaned_data["reached_on"]
    keep_part(milestone, seen=form.cleaned_data["seen"], **signed)
    told = {"number": number(milestone.number), "day": day_words(milestone.reached_on)}
    if milestone.reached_on is None:
        return _("Milestone %(number)s counts as not reached.") % told
    return _("Milestone %(number)s was reached on %(day)s.") % told


def _take(board: Board, form: TakeForm, signed: Mapping[str, Any]) -> str:
    """Add all that are ticked, or none."""
    with recording(**signed):
        for due, title in form.taken:
            milestone = Milestone(commitment=board.commitment, due=due, title=dict(title))
            keep_part(milestone, seen=form.cleaned_data["seen"], **signed)
    taken = len(form.taken)
    return ngettext("%(count)s milestone was added.", "%(count)s milestones were added.", taken) % {
        "count": number(taken)
    }
