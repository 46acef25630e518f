"""The milestones of a commitment, ready to be read, in the order in which they are due."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from commitments.admin.badges import badge
from commitments.admin.labels import told
from commitments.admin.slips import late_on
from commitments.models import Commitment, Milestone
from commitments.templatetags.dates import period_words


@dataclass(frozen=True, kw_only=True)
class MilestoneRow:
    """A milestone in words."""

    milestone: Milestone
    title: str
    due: str
    late: SafeString


def milestone_rows(commitment: Commitment) -> Sequence[MilestoneRow]:
    """Each of them; one query."""
    return [_row(commitment, each) for each in commitment.milestones.select_related("commitment")]


def _row(commitment: Commitment, milestone: Milestone) -> MilestoneRow:
    return MilestoneRow(
        milestone=milestone,
        title=told(milestone.title),
        due=period_words(milestone.due),
        late=badge(late_on(commitment, milestone.due, timezone.localdate())),
    )
