"""How far it is to each target, and where it leads: computed from what each publisher reported, and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.models import Indicator, Target
from commitments.models.indicators import Period
from commitments.queries.series import Reading, Series
from commitments.values.dates import UncertainDate, parse
from commitments.values.growth import Base, Goal, Need, needed
from commitments.values.projections import LONGEST, Point, Projection, project
from commitments.values.standing import CLOSED

PERCENT = "%"
AHEAD = 5
"""How many years after the newest value a projection shows at least."""

ROOM = 2
"""How many times the highest number of the chart a projection may reach and still be drawn."""


@dataclass(frozen=True, slots=True)
class From:
    """A series, the newest reading that counts, and the growth needed from it."""

    series: Series
    base: Reading
    need: Need


@dataclass(frozen=True, slots=True)
class Goalpost:
    """A target that is still open on the day, and what each series needs to reach it, or `why` none is told.

    `why`: `undated`, `rate` (it is a percentage), `unseen` (nothing was reported), `uncounted` (nothing that counts).
    """

    target: Target
    rows: Sequence[From]
    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A target that is closed or whose last day has passed, and what was reported of the year of that day."""

    target: Target
    closed: bool
    seen: Sequence[tuple[Series, Reading]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A projection until the end of its last year, and the first years in which it reaches each target above it."""

    projection: Projection
    unit: str
    series: Sequence[Series]
    until: int
    reaches: Sequence[tuple[Target, int | None, int | None]]

    horizon: int = LONGEST
    """How many years it looks ahead for the targets."""

    def rows(self) -> list[tuple[int, Decimal, Decimal]]:
        """Each year with the lowest and the highest value."""
        years = range(self.projection.year + 1, self.until + 1)
        return [(year, *self.projection.band(year)) for year in years]

    @property
    def bases(self) -> list[Point]:
        """The values that it starts from."""
        ends = {pace.end.series: pace.end for pace in self.projection.paces}
        return [ends[number] for number in sorted(ends)]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The open targets, the others, and a projection; without one `why` says why: `rate`, `stock`, `few`, `steep`.

    `left_out` are the series that have reported nothing to compute from; `revised` is what publishers corrected.
    """

    open: Sequence[Goalpost]
    gone: Sequence[Gone]
    left_out: Sequence[Series]
    revised: Sequence[tuple[Series, Reading, Reading]]
    ahead: Ahead | None
    why: str


def outlook(indicator: Indicator, targets: Sequence[Target], series: Sequence[Series], *, on: date) -> Outlook:
    """Look ahead from what was reported, on a day. Each target has `edtf`, as `Trajectory` promises. No query."""
    ahead = [target for target in targets if not _is_gone(target, on)]
    projection = _projection(indicator, series)
    seen_ahead = _ahead(projection, indicator.unit, series, targets, ahead) if projection else None
    return Outlook(
        open=[_goalpost(indicator, target, series, on) for target in ahead],
        gone=[_gone(target, series) for target in targets if _is_gone(target, on)],
        left_out=[each for each in series if each.base is None],
        revised=[(each, earlier, later) for each in series for earlier, later in each.revised],
        ahead=seen_ahead,
        why="" if seen_ahead else _why(indicator, projection),
    )


def when(target: Target) -> UncertainDate | None:
    """Until when a target is due; None when no date is stated."""
    edtf: str | None = target.edtf  # type: ignore[attr-defined]  # annotated by the query
    return parse(edtf) if edtf else None


def _is_gone(target: Target, on: date) -> bool:
    due = when(target)
    passed = due is not None and due.latest is not None and due.latest < on
    return passed or target.commitment.status in CLOSED


def _goalpost(indicator: Indicator, target: Target, series: Sequence[Series], on: date) -> Goalpost:
    """The series in the order of their newest values that count."""
    bases = sorted(
        ((each, each.base) for each in series if each.base), key=lambda pair: _last_day(pair[1]), reverse=True
    )
    due = when(target)
    why = _unneeded(indicator, due, series, any_base=bool(bases))
    if why:
        return Goalpost(target, [], why)
    goal = Goal(target.value, due.earliest if due else None, due.latest if due else None)
    yearly = indicator.period == Period.YEAR
    rows = [
        From(each, base, needed(Base(_last_day(base), base.observation.value, yearly), goal, on=on))
        for each, base in bases
    ]
    return Goalpost(target, rows, "")


def _unneeded(indicator: Indicator, due: UncertainDate | None, series: Sequence[Series], *, any_base: bool) -> str:
    if indicator.unit == PERCENT:
        return "rate"
    if due is None:
        return "undated"
    if not series:
        return "unseen"
    return "" if any_base else "uncounted"


def _last_day(reading: Reading) -> date:
    row = reading.observation
    last: date | None = row.period_latest or row.period_earliest
    return last or date.min


def _gone(target: Target, series: Sequence[Series]) -> Gone:
    due = when(target)
    year = due.latest.year if due and due.latest else None
    seen = [
        (each, reading)
        for each in series
        for reading in each.readings
        if reading.counts and year is not None and _last_day(reading).year == year
    ]
    return Gone(target, target.commitment.status in CLOSED, seen)


def _projection(indicator: Indicator, series: Sequence[Series]) -> Projection | None:
    if indicator.unit == PERCENT or indicator.period != Period.YEAR:
        return None
    return project(
        [
            Point(_last_day(reading).year, reading.observation.value, each.number)
            for each in series
            for reading in each.readings
            if reading.counts
        ]
    )


def _ahead(
    projection: Projection,
    unit: str,
    series: Sequence[Series],
    targets: Sequence[Target],
    ahead: Sequence[Target],
) -> Ahead | None:
    due = [when(target) for target in ahead]
    years = [each.latest.year for each in due if each and each.latest]
    reported = [reading.observation.value for each in series for reading in each.readings]
    highest = max([*reported, *(target.value_to or target.value for target in targets)])
    until = projection.last_year(max([projection.year + AHEAD, *years]), ceiling=highest * ROOM)
    if until == projection.year:
        return None
    reaches = [(each, *projection.reaches(each.value)) for each in ahead]
    return Ahead(projection, unit, series, until, reaches)


def _why(indicator: Indicator, projection: Projection | None) -> str:
    if indicator.unit == PERCENT:
        return "rate"
    if indicator.period != Period.YEAR:
        return "stock"
    return "steep" if projection else "few"
