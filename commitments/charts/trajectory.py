"""The chart of targets through time against what each publisher reported, and where it leads: numbers in, SVG out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from commitments.charts.axes import Values, Years, values_axis, years_axis
from commitments.charts.labels import Box, Label, Wish, settle, width
from commitments.charts.marks import Line, Mark, around, dodged, lines_through, thick
from commitments.charts.shapes import RADIUS, place_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that a publisher reported for a period, first and last day included."""

    start: date
    end: date
    value: Decimal
    value_to: Decimal | None
    kind: str
    """`whole`: of a whole year; `part`: of a part of one; `expected`: an estimate or an expectation; `older`: revised."""
    label: str
    title: str
    series: int = 0
    """Whose it is: each series has its own shape, dash and line."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A promised value; without days when no date is stated."""

    start: date | None
    end: date | None
    value: Decimal
    value_to: Decimal | None
    label: str
    title: str
    short: str = ""
    """What the label is where there is no room for all of it."""


@dataclass(frozen=True, slots=True)
class Band:
    """A projection: on each day, in order, the lowest and the highest value to which its assumption leads."""

    slices: Sequence[tuple[date, Decimal, Decimal]]
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the chart shows, in the reader's words. `say` writes a value for the axis."""

    name: str
    title: str
    description: str
    seen: Sequence[Seen]
    aims: Sequence[Aim]
    on: date
    today: str
    say: Callable[[Decimal], str]
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """A band laid out: its lower and upper edge and the area between them, as SVG paths, and its box."""

    box: Box
    low: str
    high: str
    area: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out in a frame of `width` by `height`."""

    chart: Chart
    width: int
    height: int
    plot: Box
    lines: Sequence[tuple[float, str]]
    years: Sequence[tuple[float, str]]
    today: float | None
    aims: Sequence[Mark]
    seen: Sequence[Mark]
    through: Sequence[Line]
    spread: Spread | None
    labels: Sequence[Label]

    def svg(self, *, size: str) -> str:
        """The drawing as SVG; `size` (`wide`, `narrow`) is its class and the end of its names."""
        return render_to_string("commitments/charts/trajectory.svg", {"drawing": self, "size": size})


def draw(chart: Chart, *, width: int, height: int) -> Drawing:
    """Lay a chart out. Every mark lies inside the plot, and no two labels overlap."""
    values = values_axis(_values(chart), top=26.0, bottom=height - 28.0)
    named = [chart.say(tick) for tick in values.ticks()]
    years = years_axis(_days(chart), left=_margin(named, width), right=width - 10.0)
    plot = Box(years.left, values.top, years.right, values.bottom)
    seen = dodged([_seen(each, values, years) for each in chart.seen], plot)
    aims = [_aim(each, values, years) for each in chart.aims]
    spread = _spread(chart.band, values, years) if chart.band and chart.band.slices else None
    now = years.place(chart.on) if years.first <= chart.on.year <= years.last else None
    return Drawing(
        chart=chart,
        width=width,
        height=height,
        plot=plot,
        lines=[(values.place(tick), words) for tick, words in zip(values.ticks(), named, strict=True)],
        years=[(years.place(date(year, 7, 1)), str(year)) for year in years.labels(narrowest=34.0)],
        today=now,
        aims=aims,
        seen=seen,
        through=lines_through(seen),
        spread=spread,
        labels=settle(
            [*_now(chart, now, plot), *_labels(chart, aims, seen), *_ahead(chart.band, spread)],
            [*(thick(mark.box) for mark in aims), *(mark.box for mark in seen)],
            Box(plot.left, 2.0, width - 2.0, plot.bottom),
            lines=[*_upright(now, plot), *(thick(mark.span) for mark in seen)],
        ),
    )


def _values(chart: Chart) -> list[Decimal]:
    marks: list[Seen | Aim] = [*chart.seen, *chart.aims]
    ahead = [value for _day, *edges in (chart.band.slices if chart.band else ()) for value in edges]
    return [value for mark in marks for value in (mark.value, mark.value_to) if value is not None] + ahead


def _days(chart: Chart) -> list[date]:
    marks: list[Seen | Aim] = [*chart.seen, *chart.aims]
    days = [day for mark in marks for day in (mark.start, mark.end) if day is not None]
    days += [day for day, *_edges in (chart.band.slices if chart.band else ())]
    return days or [chart.on]


def _margin(named: Sequence[str], frame: int) -> float:
    return min(max(map(width, named)) + 8, frame * 0.45)


def _seen(each: Seen, values: Values, years: Years) -> Mark:
    x, y = years.place(each.end, after=True), values.place(each.value)
    top = values.place(each.value_to) if each.value_to is not None else y
    middle = min(max(x - RADIUS, years.left + RADIUS), years.right - RADIUS)
    span = Box(years.place(each.start), top, x, y)
    return Mark(each.kind, around(middle, y, values), each.title, span, each.series)


def _aim(each: Aim, values: Values, years: Years) -> Mark:
    y = values.place(each.value)
    top = values.place(each.value_to) if each.value_to is not None else y
    first, last = each.start or each.end, each.end or each.start
    if first is None or last is None:
        line = Box(years.left, top, years.right, y)
        return Mark("undated", line, each.title, line)
    line = Box(years.place(first), top, years.place(last, after=True), y)
    return Mark("dated", line, each.title, line)


def _spread(band: Band, values: Values, years: Years) -> Spread:
    across = [years.place(day, after=True) for day, _low, _high in band.slices]
    low = [values.place(value) for _day, value, _high in band.slices]
    high = [values.place(value) for _day, _low, value in band.slices]
    lower, upper = _points(across, low), _points(across, high)
    return Spread(
        box=Box(across[0], min(high), across[-1], max(low)),
        low="M" + "L".join(lower),
        high="M" + "L".join(upper),
        area="M" + "L".join([*upper, *reversed(lower)]) + "Z",
        title=band.title,
    )


def _points(across: Sequence[float], down: Sequence[float]) -> list[str]:
    return [f"{x:.1f} {y:.1f}" for x, y in zip(across, down, strict=True)]


def _labels(chart: Chart, aims: Sequence[Mark], seen: Sequence[Mark]) -> list[Wish]:
    first = [
        Wish(each.label, mark.kind, thick(mark.box), along=True, short=each.short)
        for each, mark in zip(chart.aims, aims, strict=True)
    ]
    pairs = sorted(
        zip(chart.seen, seen, strict=True), key=lambda pair: (pair[0].kind != "whole", -pair[0].end.toordinal())
    )
    then = [
        Wish(each.label, f"{mark.kind} series-{place_of(each.series)}", mark.box)
        for each, mark in pairs
        if mark.kind != "older"
    ]
    return [*first, *then]


def _now(chart: Chart, now: float | None, plot: Box) -> list[Wish]:
    return [] if now is None else [Wish(chart.today, "now", Box(now, plot.top, now, plot.bottom), along=True)]


def _upright(now: float | None, plot: Box) -> list[Box]:
    return [] if now is None else [Box(now - 3, plot.top, now + 3, plot.bottom)]


def _ahead(band: Band | None, spread: Spread | None) -> list[Wish]:
    if band is None or spread is None:
        return []
    # Beside its end, where it is widest.
    start = max(spread.box.left, spread.box.right - width(band.label))
    end = Box(start, spread.box.top, spread.box.right, spread.box.bottom)
    return [Wish(band.label, "projected", end, along=True)]
