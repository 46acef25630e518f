"""What the forms of the milestones' page write, each as one change."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.actions.keep import drop_part, keep_part
from commitments.actions.recording import recording
from commitments.admin.base import person
from commitments.admin.labels import told
from commitments.admin.milestone_board import Board
from commitments.admin.milestone_forms import AddForm, DropForm, EditForm, ReachForm, TakeForm
from commitments.admin.step_forms import WhyStepForm
from commitments.models import Milestone
from commitments.templatetags.amounts import number
from commitments.templatetags.dates import day_words, period_words


def write(request: HttpRequest, board: Board, asked: str) -> str:
    """Write what the form of this name asks, and return what was done in words. Raises what the actions raise."""
    form = board.forms[asked]
    signed = {"by": person(request), "at": timezone.now(), "why": form.reason}
    return WRITES[type(form)](board, form, signed)


def _add(board: Board, form: AddForm, signed: Mapping[str, Any]) -> str:
    given = {name: form.cleaned_data[name] for name in ("title", "due", "reached_on")}
    added = keep_part(Milestone(commitment=board.commitment, **given), seen=form.cleaned_data["seen"], **signed)
    return _("Milestone %(number)s was added.") % {"number": number(added.number)}


def _reach(_board: Board, form: ReachForm, signed: Mapping[str, Any]) -> str:
    milestone = form.milestone
    milestone.reached_on = form.cleaned_data["reached_on"]
    keep_part(milestone, seen=form.cleaned_data["seen"], **signed)
    named = {"number": number(milestone.number), "day": day_words(milestone.reached_on)}
    if milestone.reached_on is None:
        return _("Milestone %(number)s counts as not reached.") % named
    return _("Milestone %(number)s was reached on %(day)s.") % named


def _edit(_board: Board, form: EditForm, signed: Mapping[str, Any]) -> str:
    milestone = form.milestone
    milestone.title, milestone.due = form.cleaned_data["title"], form.cleaned_data["due"]
    keep_part(milestone, seen=form.cleaned_data["seen"], **signed)
    named = {"number": number(milestone.number), "title": told(milestone.title), "when": period_words(milestone.due)}
    return _("Milestone %(number)s is now: %(title)s, due %(when)s.") % named


def _drop(_board: Board, form: DropForm, signed: Mapping[str, Any]) -> str:
    drop_part(form.milestone, seen=form.cleaned_data["seen"], **signed)
    return _("Milestone %(number)s was taken away.") % {"number": number(form.milestone.number)}


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


WRITES: Mapping[type[WhyStepForm], Callable[[Board, Any, Mapping[str, Any]], str]] = {
    AddForm: _add,
    ReachForm: _reach,
    EditForm: _edit,
    DropForm: _drop,
    TakeForm: _take,
}
"""What each form writes."""
