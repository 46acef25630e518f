"""What was promised of an indicator through time, beside what was seen of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from commitments.models import Commitment, Deadline, Indicator, Observation, Target
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.indicators import Period


@dataclass(frozen=True, slots=True)
class Trajectory:
    """An indicator, its targets from the lowest up, each with its commitment, and its observations in time order.

    A target has `edtf`, its commitment's newest deadline, empty when the words name no date.
    """

    indicator: Indicator
    targets: Sequence[Target]
    observations: Sequence[Observation]


def fullest_trajectory(rows: CommitmentQuerySet) -> Trajectory | None:
    """The yearly indicator of which these commitments promise and publishers report most; three queries."""
    indicator = (
        Indicator.objects.filter(period=Period.YEAR, targets__commitment__in=rows, observations__isnull=False)
        .annotate(weight=Count("targets", distinct=True) + Count("observations", distinct=True))
        .order_by("-weight", "code")
        .first()
    )
    if indicator is None:
        return None
    return Trajectory(
        indicator, list(_targets(rows).filter(indicator=indicator)), list(_observations().filter(indicator=indicator))
    )


def trajectories_of(row: Commitment, rows: CommitmentQuerySet) -> list[tuple[Target, Trajectory]]:
    """A commitment's targets, each with all that `rows` promise of its indicator and all that was seen; two queries
    for a row of `records.complete`.
    """
    own = list(row.targets.all())
    indicators = [target.indicator_id for target in own]
    targets = list(_targets(rows).filter(indicator__in=indicators))
    seen = list(_observations().filter(indicator__in=indicators))
    return [
        (
            target,
            Trajectory(
                target.indicator,
                [each for each in targets if each.indicator_id == target.indicator_id],
                [each for each in seen if each.indicator_id == target.indicator_id],
            ),
        )
        for target in own
    ]


def _targets(rows: CommitmentQuerySet) -> QuerySet[Any]:
    newest = Deadline.objects.filter(commitment=OuterRef("commitment")).order_by("-revision")
    promised = Target.objects.filter(commitment__in=rows).select_related("commitment")
    dated: QuerySet[Any] = promised.annotate(edtf=Subquery(newest.values("edtf")[:1]))
    return dated.order_by("value", "commitment__reference")


def _observations() -> QuerySet[Any]:
    return Observation.objects.select_related("source", "side").defer("source__copy")
