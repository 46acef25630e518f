"""What was promised of an indicator through time, beside what was seen of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from commitments.models import Deadline, Indicator, Observation, Target
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.indicators import Period

TARGETS = 40
"""How many targets of an indicator are shown, the lowest, besides a commitment's own."""
OF_SERIES, OBSERVATIONS = 24, 120
"""How many observations of an indicator are shown, the newest: of each publisher and side, and in all."""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """An indicator, its targets from the lowest up, each with its commitment, and its observations in time order.

    A target has `edtf`, its commitment's newest deadline, empty when the words name no date. `more_targets` and
    `more_observations` are how many are not among them.
    """

    indicator: Indicator
    targets: Sequence[Target]
    observations: Sequence[Observation]
    more_targets: int = 0
    more_observations: int = 0


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
    return _trajectory(indicator, _lowest(rows, [indicator]), _newest([indicator]))


def trajectories_of(own: Sequence[Target], rows: CommitmentQuerySet) -> list[tuple[Target, Trajectory]]:
    """Targets of one commitment, each with what `rows` promise of its indicator and what was seen; two queries for
    targets that have their indicators.
    """
    indicators = [target.indicator_id for target in own]
    targets, seen = list(_lowest(rows, indicators, own=own)), list(_newest(indicators))
    return [(target, _trajectory(target.indicator, targets, seen)) for target in own]


def _trajectory(indicator: Indicator, targets: Iterable[Any], seen: Iterable[Any]) -> Trajectory:
    """Those of the rows that are the indicator's; each row has in `number` how many of its sort there are."""
    promised = [each for each in targets if each.indicator_id == indicator.pk]
    reported = [each for each in seen if each.indicator_id == indicator.pk]
    more = [some[0].number - len(some) if some else 0 for some in (promised, reported)]
    return Trajectory(indicator, promised, reported, *more)


def _lowest(rows: CommitmentQuerySet, indicators: Iterable[Any], *, own: Sequence[Target] = ()) -> QuerySet[Any]:
    """The lowest targets of each indicator, and all of these own ones."""
    rank = Window(RowNumber(), partition_by=[F("indicator")], order_by=["value", "commitment__reference"])
    number = Window(Count("pk"), partition_by=[F("indicator")])
    promised = targets_in(rows).filter(indicator__in=indicators).annotate(rank=rank, number=number)
    lowest: QuerySet[Any] = promised.filter(Q(rank__lte=TARGETS) | Q(pk__in=[each.pk for each in own]))
    return lowest


def _newest(indicators: Iterable[Any]) -> QuerySet[Any]:
    """The newest observations of each indicator, of each publisher and side only so many."""
    newest = [Coalesce("period_latest", "period_earliest").desc(nulls_last=True), F("pk").desc()]
    series = [F("indicator"), F("source__publisher"), F("side")]
    seen: QuerySet[Any] = observations_of(indicators).annotate(
        place=Window(RowNumber(), partition_by=series, order_by=newest),
        rank=Window(RowNumber(), partition_by=[F("indicator")], order_by=newest),
        number=Window(Count("pk"), partition_by=[F("indicator")]),
    )
    return seen.filter(place__lte=OF_SERIES, rank__lte=OBSERVATIONS)


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
