"""What was promised, where exactly, by whom, until when; what each side says, what changed, what comes next."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commitments.dashboards.absent import absent
from commitments.dashboards.account import Account, account, progress
from commitments.dashboards.errors import not_found
from commitments.dashboards.figures import figure
from commitments.dashboards.linked import linked
from commitments.dashboards.page import page
from commitments.dashboards.times import day_shown, last_shown, through_time
from commitments.models import Commitment, Edition
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.history import Chain, History, chain_of, history
from commitments.queries.neighbours import neighbours
from commitments.queries.trajectories import trajectories_of
from commitments.records import complete
from commitments.rules import readable

LAST_EDITIONS = 3
TARGETS = 6
"""How many of its targets are drawn, each as a chart of its own."""


@page
@through_time
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer one commitment; 410 for one that was withdrawn, 404 for one that the reader may not know of."""
    visible = readable(request.user)
    row = complete(Commitment).filter(pk__in=visible.values("pk"), reference=reference).first()
    if row is None:
        return absent(request, reference)
    context = told(request, row, visible, chain_of(row, until=last_shown()))
    return render(request, "commitments/commitment.html", context)


@page
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer to staff what everybody reads of a commitment now, or would if it were public; 404 to everybody else."""
    if not request.user.is_staff:
        return not_found(request)
    row = complete(Commitment).filter(pk__in=readable(request.user).values("pk"), reference=reference).first()
    if row is None:
        return not_found(request)
    editions = Edition.objects.of(row.noun, row.reference).public()
    context = told(request, row, readable(AnonymousUser()), Chain(editions, public=True))
    context["address"] = reverse("dashboards:commitment", args=[row.reference])  # the one that lasts
    return render(request, "commitments/preview.html", context)


def told(request: HttpRequest, row: Commitment, visible: CommitmentQuerySet, chain: Chain) -> dict[str, Any]:
    """What the page of a commitment tells to those who may read what is `visible` and follow this chain."""
    on = day_shown()
    held, changes = account(row, on=on), history(chain, limit=LAST_EDITIONS)
    targets = list(row.targets.all())
    return {
        "on": on,
        "account": held,
        "neighbours": neighbours(row, visible),
        "progress": [
            (progress(target), figure(trajectory, on=on, name=f"figure-{number}"))
            for number, (target, trajectory) in enumerate(trajectories_of(targets[:TARGETS], visible))
        ],
        "more_targets": len(targets[TARGETS:]),
        "history": changes,
        "linked": _linked(request, held, changes),
    }


def _linked(request: HttpRequest, told: Account, changes: History) -> str:
    page, data = (reverse(f"{room}:commitment", args=[told.row.reference]) for room in ("dashboards", "api"))
    return linked(
        told,
        address=request.build_absolute_uri(page),
        data=request.build_absolute_uri(data),
        changed_at=changes.editions[0].recorded_at if changes.editions else None,
    )
