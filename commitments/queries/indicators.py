"""What is counted: every indicator with its newest values and its targets, and one of them with all that was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from commitments.models import Indicator, Observation, Partnership, Target
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.keysets import by_name, read_cursor
from commitments.queries.pages import page_of_rows
from commitments.queries.series import Series, series_of
from commitments.queries.trajectories import Trajectory, observations_of, targets_in

BY_CODE = by_name("code")["code"]
PAGE = 50
SHOWN = 5
"""How many publishers and how many targets a row of the list shows."""

MOST = 400
"""How many observations, the newest, and how many targets the page of one indicator shows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator in the list. `more_series` and `more_targets` are how many are not shown."""

    indicator: Indicator
    series: Sequence[Series]
    more_series: int
    targets: Sequence[Target]
    more_targets: int


@dataclass(frozen=True, slots=True)
class Indicators:
    """A page of the register, the cursors of the pages beside it, and how many indicators there are."""

    entries: Sequence[Entry]
    next: str | None
    previous: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator with its targets and observations, sorted into series, and how many of each were left out."""

    trajectory: Trajectory
    series: Sequence[Series]
    more_observations: int
    more_targets: int


def indicators(rows: CommitmentQuerySet, *, partnership: Partnership | None = None, cursor: str = "") -> Indicators:
    """A page of indicators by their codes, each with the newest value of each series and the lowest targets that these
    commitments promise; four queries. Raises MalformedCursor.
    """
    chosen: Any = Indicator.objects.select_related("partnership")
    if partnership:
        chosen = chosen.filter(partnership=partnership)
    page = page_of_rows(chosen, BY_CODE, read_cursor(cursor, BY_CODE) if cursor else None, limit=PAGE)
    targets = list(_lowest(rows, page.records))
    seen = list(_newest(page.records))
    entries = [_entry(each, seen, targets) for each in page.records]
    return Indicators(entries, page.next, page.previous, chosen.count())


def counted(code: str, rows: CommitmentQuerySet) -> Counted | None:
    """One indicator with what these commitments promise of it and all that was seen; three queries, or five.

    The two counts are asked only when there is more than is shown.
    """
    indicator = Indicator.objects.select_related("partnership").filter(code=code).first()
    if indicator is None:
        return None
    promised, reported = targets_in(rows).filter(indicator=indicator), observations_of([indicator])
    targets = list(promised[: MOST + 1])
    seen = list(reported.order_by(_last_day().desc(nulls_last=True), "-pk")[: MOST + 1])
    trajectory = Trajectory(indicator, targets[:MOST], sorted(seen[:MOST], key=_in_time))
    return Counted(
        trajectory=trajectory,
        series=series_of(trajectory.observations, indicator.period),
        more_observations=reported.count() - MOST if len(seen) > MOST else 0,
        more_targets=promised.count() - MOST if len(targets) > MOST else 0,
    )


def _lowest(rows: CommitmentQuerySet, indicators: Sequence[Indicator]) -> QuerySet[Any]:
    """The first targets of each of these indicators, and in `number` how many it has in all."""
    promised = targets_in(rows).filter(indicator__in=indicators)
    rank = Window(RowNumber(), partition_by=[F("indicator")], order_by=["value", "commitment__reference"])
    number = Window(Count("pk"), partition_by=[F("indicator")])
    ranked: QuerySet[Any] = promised.annotate(rank=rank, number=number).filter(rank__lte=SHOWN)
    return ranked


def _newest(indicators: Sequence[Indicator]) -> QuerySet[Any]:
    """Of each publisher and side the observation of the newest period, as it published it last."""
    rank = Window(
        RowNumber(),
        partition_by=[F("indicator"), F("source__publisher"), F("side")],
        order_by=[
            _last_day().desc(nulls_last=True),
            F("period_earliest").asc(nulls_first=True),
            F("source__published_latest").desc(nulls_last=True),
            F("pk").desc(),
        ],
    )
    newest: QuerySet[Any] = observations_of(indicators).annotate(rank=rank).filter(rank=1)
    return newest


def _last_day() -> Coalesce:
    return Coalesce("period_latest", "period_earliest")


def _in_time(row: Observation) -> tuple[Any, ...]:
    last = row.period_latest or row.period_earliest
    return (last is not None, last, row.pk)


def _entry(indicator: Indicator, seen: Sequence[Observation], targets: Sequence[Any]) -> Entry:
    series = series_of([each for each in seen if each.indicator_id == indicator.pk], indicator.period)
    promised = [each for each in targets if each.indicator_id == indicator.pk]
    return Entry(
        indicator=indicator,
        series=series[:SHOWN],
        more_series=max(0, len(series) - SHOWN),
        targets=promised,
        more_targets=promised[0].number - len(promised) if promised else 0,
    )
