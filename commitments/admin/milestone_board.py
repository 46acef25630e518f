"""What stands on the page of a commitment's milestones: each of them, what its rule proposes, and the forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from commitments.admin.badges import badge
from commitments.admin.labels import NUMBER, told
from commitments.admin.milestone_forms import AddForm, ReachForm, TakeForm
from commitments.admin.proposals import Proposals, proposed
from commitments.admin.slips import late_on
from commitments.admin.step_forms import WhyStepForm
from commitments.models import Commitment, Milestone
from commitments.templatetags.dates import period_words


@dataclass(frozen=True)
class Step:
    """A milestone as it is shown, with the form that says when it was reached."""

    name: str
    milestone: Milestone
    title: str
    due: str
    late: SafeString
    form: WhyStepForm


@dataclass(frozen=True)
class Board:
    """The page. The forms are held by the names of their buttons; the one that was sent holds what was typed."""

    commitment: Commitment
    steps: Sequence[Step]
    proposals: Proposals | None
    forms: dict[str, WhyStepForm]


def board_of(request: HttpRequest, row: Commitment) -> Board:
    """The page of a commitment; two queries, however many milestones there are."""
    milestones = list(row.milestones.select_related("commitment"))
    proposals = _proposals(request, row, {each.due for each in milestones})
    forms: dict[str, WhyStepForm] = {"add": AddForm(**_typed(request, "add"), commitment=row)}
    for each in milestones:
        name = f"reach-{each.pk}"
        forms[name] = ReachForm(**_typed(request, name), commitment=row, reached_on=each.reached_on)
    if proposals and proposals.rows:
        initial = {"until": proposals.until}
        forms["take"] = TakeForm(**_typed(request, "take"), commitment=row, proposals=proposals.rows, initial=initial)
    steps = [_step(row, each, forms[f"reach-{each.pk}"]) for each in milestones]
    return Board(row, steps, proposals, forms)


def _typed(request: HttpRequest, name: str) -> dict[str, Any]:
    sent = request.method == "POST" and f"_{name}" in request.POST
    return {"data": request.POST if sent else None, "prefix": name}


def _step(row: Commitment, milestone: Milestone, form: WhyStepForm) -> Step:
    return Step(
        name=form.prefix or "",
        milestone=milestone,
        title=told(milestone.title),
        due=period_words(milestone.due),
        late=badge(late_on(row, milestone.due, timezone.localdate())),
        form=form,
    )


def _proposals(request: HttpRequest, row: Commitment, known: set[str]) -> Proposals | None:
    if not row.recurrence:
        return None
    return proposed(row, row.deadlines.last(), known, on=timezone.localdate(), until=_until(request))


def _until(request: HttpRequest) -> int | None:
    asked = request.POST.get("take-until") or request.GET.get("until") or ""
    return int(asked) if NUMBER.fullmatch(asked) else None
