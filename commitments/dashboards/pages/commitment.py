"""What was promised, where exactly, by whom, until when; what each side says, what changed, what comes next."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commitments.dashboards.account import account, progress
from commitments.dashboards.errors import withdrawn
from commitments.dashboards.figures import figure
from commitments.dashboards.page import page
from commitments.models import Commitment
from commitments.queries.changes import was_public
from commitments.queries.history import history
from commitments.queries.neighbours import neighbours
from commitments.queries.trajectories import trajectories_of
from commitments.records import complete
from commitments.rules import readable


@page
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer one commitment; 410 for one that was withdrawn, 404 for one that the reader may not know of."""
    on, visible = timezone.localdate(), readable(request.user)
    row = complete(Commitment).filter(pk__in=visible.values("pk"), reference=reference).first()
    if row is None and was_public(Commitment.noun, reference):
        return withdrawn(request, reference)
    if row is None:
        raise Http404
    context = {
        "on": on,
        "account": account(row, on=on),
        "neighbours": neighbours(row, visible),
        "progress": [
            (progress(target), figure(trajectory, on=on, name=f"figure-{number}"))
            for number, (target, trajectory) in enumerate(trajectories_of(row, visible))
        ],
        "history": history(row),
    }
    return render(request, "commitments/commitment.html", context)
