"""From an indicator's targets and observations to a chart in the reader's words, and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.charts.shapes import Shape, place_of, shape_of
from commitments.charts.trajectory import Aim, Band, Chart, Seen, draw
from commitments.dashboards.projected import band_of
from commitments.models import Observation, Target
from commitments.queries.outlook import Ahead
from commitments.queries.series import Reading, Series, series_of
from commitments.queries.then import then
from commitments.queries.trajectories import Trajectory
from commitments.templatetags.amounts import amount, amount_range, brief
from commitments.templatetags.dates import day_words, period_words
from commitments.templatetags.indicators import publisher_words, target_words
from commitments.templatetags.texts import words
from commitments.values.dates import parse

WIDE, NARROW = (860, 400), (360, 420)
DRAWN = 6
"""How many series are drawn, those with the newest values; all are in the table."""


@dataclass(frozen=True, slots=True)
class Key:
    """A series as the legend and the table show it: its place among the shapes and colours, and its shape."""

    series: Series
    place: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in two sizes and its numbers. `natures` are the kinds of marks that it shows; `more` series are not drawn.

    One number alone is not `charted`: its table says all.
    """

    trajectory: Trajectory
    keys: Sequence[Key]
    more: Sequence[Key]
    natures: Sequence[str]
    plain: Shape
    ahead: Ahead | None
    wide: str
    narrow: str

    @property
    def charted(self) -> bool:
        """Whether there is anything to compare in a chart."""
        return len(self.trajectory.observations) + len(self.trajectory.targets) > 1


def figure(trajectory: Trajectory, *, on: date, name: str, ahead: Ahead | None = None) -> Figure:
    """Draw an indicator's chart; `name` begins the names of its parts and is used once on a page."""
    series = series_of(trajectory.observations, trajectory.indicator.period)
    chart = _chart(trajectory, series[:DRAWN], on=on, name=name, ahead=ahead)
    wide, narrow = draw(chart, width=WIDE[0], height=WIDE[1]), draw(chart, width=NARROW[0], height=NARROW[1])
    keys = [Key(each, place_of(each.number), shape_of(each.number)) for each in series]
    kinds = {mark.kind for mark in chart.seen} | {mark.kind for mark in wide.aims}
    return Figure(
        trajectory=trajectory,
        keys=keys[:DRAWN],
        more=keys[DRAWN:],
        natures=[kind for kind in ("whole", "part", "expected", "older", "dated", "undated") if kind in kinds],
        plain=shape_of(0),
        ahead=ahead,
        wide=wide.svg(size="wide"),
        narrow=narrow.svg(size="narrow"),
    )


def _chart(trajectory: Trajectory, series: Sequence[Series], *, on: date, name: str, ahead: Ahead | None) -> Chart:
    unit = trajectory.indicator.unit
    largest = _largest(trajectory)
    seen = [_seen(reading, each, unit, largest) for each in series for reading in each.readings if _dated(reading)]
    band = band_of(ahead) if ahead else None
    return Chart(
        name=name,
        title=words(trajectory.indicator.name),
        description=_description(trajectory, band),
        # What counts keeps its place; what was revised gives way.
        seen=sorted(seen, key=lambda each: (each.kind == "older", each.end, each.series)),
        aims=[_aim(row, unit) for row in trajectory.targets],
        on=on,
        today=day_words(on) if then() else _("today"),
        say=partial(amount, unit=unit),
        band=band,
    )


def _largest(trajectory: Trajectory) -> Decimal:
    rows: list[Observation | Target] = [*trajectory.observations, *trajectory.targets]
    return max((abs(row.value) for row in rows), default=Decimal(0))


def _dated(reading: Reading) -> bool:
    return bool(reading.observation.period_earliest or reading.observation.period_latest)


def _seen(reading: Reading, series: Series, unit: str, largest: Decimal) -> Seen:
    row = reading.observation
    first, last = row.period_earliest or row.period_latest, row.period_latest or row.period_earliest
    return Seen(
        start=first,
        end=last,
        value=row.value,
        value_to=row.value_to,
        kind="older" if reading.older else reading.kind,
        label=brief(row.value, unit, largest),
        title=_told(reading, series, unit),
        series=series.number,
    )


def _told(reading: Reading, series: Series, unit: str) -> str:
    row = reading.observation
    told = {
        "period": period_words(row.period),
        "amount": amount_range(row.value, row.value_to, unit, row.qualifier),
        "publisher": publisher_words(series),
    }
    if reading.older:
        return _("%(period)s: %(amount)s (%(publisher)s) – an older figure, revised since") % told
    if reading.kind == "expected":
        return _("%(period)s: %(amount)s (%(publisher)s) – an estimate or expectation") % told
    return _("%(period)s: %(amount)s (%(publisher)s)") % told


def _aim(row: Target, unit: str) -> Aim:
    edtf = row.edtf  # type: ignore[attr-defined]  # annotated by the query
    when = parse(edtf) if edtf else None
    label = target_words(row, unit)
    return Aim(
        start=when.earliest if when else None,
        end=when.latest if when else None,
        value=row.value,
        value_to=row.value_to,
        label=label,
        title=_("Target: %(target)s. %(commitment)s") % {"target": label, "commitment": words(row.commitment.title)},
        short=amount_range(row.value, row.value_to, unit),
    )


def _description(trajectory: Trajectory, band: Band | None) -> str:
    promised, seen = len(trajectory.targets), len(trajectory.observations)
    told = {
        "targets": ngettext("%(count)s target", "%(count)s targets", promised) % {"count": promised},
        "values": ngettext("%(count)s reported value", "%(count)s reported values", seen) % {"count": seen},
    }
    if band:
        return (
            _("A chart of %(targets)s, %(values)s and a projection. The same numbers are in the table below it.") % told
        )
    return _("A chart of %(targets)s and %(values)s. The same numbers are in the table below it.") % told
