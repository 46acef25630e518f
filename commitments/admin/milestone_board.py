"""What stands on the page of a commitment's milestones: each of them, what its rule proposes, and the forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from commitments.admin.labels import NUMBER
from commitments.admin.milestone_forms import AddForm, DropForm, EditForm, OneForm, ReachForm, TakeForm
from commitments.admin.milestone_rows import MilestoneRow, milestone_rows
from commitments.admin.proposals import Proposals, proposed
from commitments.admin.step_forms import WhyStepForm
from commitments.models import Commitment


@dataclass(frozen=True)
class Step:
    """A milestone as it is shown, with its forms: when it was reached, what it says, and that it is none."""

    row: MilestoneRow
    reach: WhyStepForm
    edit: WhyStepForm
    drop: WhyStepForm


@dataclass(frozen=True)
class Board:
    """The page. The forms are held by the names of their buttons; the one that was sent holds what was typed."""

    commitment: Commitment
    steps: Sequence[Step]
    proposals: Proposals | None
    forms: dict[str, WhyStepForm]


def board_of(request: HttpRequest, row: Commitment) -> Board:
    """The page of a commitment; two queries, however many milestones there are."""
    rows = milestone_rows(row)
    proposals = _proposals(request, row, {each.milestone.due for each in rows})
    forms: dict[str, WhyStepForm] = {"add": AddForm(**_typed(request, "add"), commitment=row)}
    steps = [_step(request, row, each) for each in rows]
    for each in steps:
        forms |= {str(form.prefix): form for form in (each.reach, each.edit, each.drop)}
    if proposals and proposals.rows:
        initial = {"until": proposals.until}
        forms["take"] = TakeForm(**_typed(request, "take"), commitment=row, proposals=proposals.rows, initial=initial)
    return Board(row, steps, proposals, forms)


def _typed(request: HttpRequest, name: str) -> dict[str, Any]:
    sent = request.method == "POST" and f"_{name}" in request.POST
    return {"data": request.POST if sent else None, "prefix": name}


def _step(request: HttpRequest, commitment: Commitment, row: MilestoneRow) -> Step:
    def form(kind: type[OneForm]) -> OneForm:
        typed = _typed(request, f"{kind.verb}-{row.milestone.pk}")
        return kind(**typed, commitment=commitment, milestone=row.milestone)

    return Step(row=row, reach=form(ReachForm), edit=form(EditForm), drop=form(DropForm))


def _proposals(request: HttpRequest, row: Commitment, known: set[str]) -> Proposals | None:
    if not row.recurrence:
        return None
    return proposed(row, row.deadlines.last(), known, on=timezone.localdate(), until=_until(request))


def _until(request: HttpRequest) -> int | None:
    asked = request.POST.get("take-until") or request.GET.get("until") or ""
    return int(asked) if NUMBER.fullmatch(asked) else None
