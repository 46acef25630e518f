"""What was promised of an indicator through time, beside what was seen of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

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
        Indicator.objects.filter(period=Period.YEAR, targets__in=_promised(rows), observations__isnull=False)
        .annotate(weight=Count("targets", distinct=True) + Count("observations", distinct=True))
        .order_by("-weight", "code")
        .first()
    )
    if indicator is None:
        return None
    return Trajectory(indicator, list(targets_in(rows).filter(indicator=indicator)), list(observations_of([indicator])))


def trajectories_of(row: Commitment, rows: CommitmentQuerySet) -> list[tuple[Target, Trajectory]]:
    """A commitment's targets, each with all that `rows` promise of its indicator and all that was seen; two queries
    for a row of `records.complete`.
    """
    own = list(row.targets.all())
    indicators = [target.indicator_id for target in own]
    targets = list(targets_in(rows).filter(indicator__in=indicators))
    seen = list(observations_of(indicators))
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


def targets_in(rows: CommitmentQuerySet) -> QuerySet[Any]:
    """The targets of these commitments from the lowest up, each with its commitment and its newest deadline, `edtf`."""
    newest = Deadline.objects.filter(commitment=OuterRef("commitment")).order_by("-revision")
    promised = _promised(rows).select_related("commitment")
    dated: QuerySet[Any] = promised.annotate(edtf=Subquery(newest.values("edtf")[:1]))
    return dated.order_by("value", "commitment__reference")


def _promised(rows: CommitmentQuerySet) -> QuerySet[Any]:
    """The targets of these commitments, each looked up by itself: few of a million commitments have one."""
    return Target.objects.filter(Exists(rows.order_by().filter(pk=OuterRef("commitment"))))


def observations_of(indicators: Iterable[Any]) -> QuerySet[Any]:
    """What was seen of these indicators, in time order, each with its source and its side."""
    seen = Observation.objects.select_related("source", "side").defer("source__copy")
    return seen.filter(indicator__in=indicators)
