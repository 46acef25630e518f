"""The chart of targets through time against what was reported: numbers in, SVG out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from commitments.charts.axes import Values, Years, values_axis, years_axis
from commitments.charts.labels import Box, Label, Wish, settle, width

RADIUS = 4.5
DODGE = 2 * RADIUS + 2
FURTHEST = 3
"""How many steps beyond its period a mark may be moved."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that a publisher reported for a period, first and last day included."""

    start: date
    end: date
    value: Decimal
    value_to: Decimal | None
    kind: str
    """`whole`: of a whole year; `part`: of a part of one; `expected`: an estimate or an expectation."""
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A promised value; without days when no date is stated."""

    start: date | None
    end: date | None
    value: Decimal
    value_to: Decimal | None
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


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape: its kind, its box in user units, and the words shown when it is pointed at."""

    kind: str
    box: Box
    title: str
    span: Box

    @property
    def x(self) -> str:
        """Its middle, across."""
        return f"{(self.box.left + self.box.right) / 2:.1f}"

    @property
    def y(self) -> str:
        """Its middle, down."""
        return f"{(self.box.top + self.box.bottom) / 2:.1f}"


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
    seen = _dodged([_seen(each, values, years) for each in chart.seen], plot)
    aims = [_aim(each, values, years) for each in chart.aims]
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
        labels=settle(
            [*_labels(chart, aims, seen), *_now(chart, now, plot)],
            [*(_thick(mark.box) for mark in aims), *(mark.box for mark in seen)],
            Box(plot.left, 2.0, width - 2.0, plot.bottom),
        ),
    )


def _values(chart: Chart) -> list[Decimal]:
    marks: list[Seen | Aim] = [*chart.seen, *chart.aims]
    return [value for mark in marks for value in (mark.value, mark.value_to) if value is not None]


def _days(chart: Chart) -> list[date]:
    marks: list[Seen | Aim] = [*chart.seen, *chart.aims]
    days = [day for mark in marks for day in (mark.start, mark.end) if day is not None]
    return days or [chart.on]


def _margin(named: Sequence[str], frame: int) -> float:
    return min(max(map(width, named)) + 8, frame * 0.45)


def _seen(each: Seen, values: Values, years: Years) -> Mark:
    x, y = years.place(each.end, after=True), values.place(each.value)
    top = values.place(each.value_to) if each.value_to is not None else y
    middle = min(max(x - RADIUS, years.left + RADIUS), years.right - RADIUS)
    return Mark(
        kind=each.kind,
        box=_around(middle, y, values),
        title=each.title,
        span=Box(years.place(each.start), top, x, y),
    )


def _around(x: float, y: float, values: Values) -> Box:
    middle = min(max(y, values.top + RADIUS), values.bottom - RADIUS)
    return Box(x - RADIUS, middle - RADIUS, x + RADIUS, middle + RADIUS)


def _dodged(marks: Sequence[Mark], plot: Box) -> list[Mark]:
    """Move a mark that would cover another back along its own period, or else on beyond it, within the plot."""
    free: list[Mark] = []
    for mark in marks:
        boxes = [box for box in _steps(mark) if plot.left <= box.left and box.right <= plot.right]
        clear = (box for box in boxes if not any(box.overlaps(other.box) for other in free))
        free.append(replace(mark, box=next(clear, mark.box)))
    return free


def _steps(mark: Mark) -> list[Box]:
    back = int((mark.box.left - mark.span.left) / DODGE)
    return [_moved(mark.box, -DODGE * step) for step in range(max(0, back) + 1)] + [
        _moved(mark.box, DODGE * step) for step in range(1, FURTHEST + 1)
    ]


def _moved(box: Box, across: float) -> Box:
    return Box(box.left + across, box.top, box.right + across, box.bottom)


def _aim(each: Aim, values: Values, years: Years) -> Mark:
    y = values.place(each.value)
    top = values.place(each.value_to) if each.value_to is not None else y
    first, last = each.start or each.end, each.end or each.start
    if first is None or last is None:
        line = Box(years.left, top, years.right, y)
        return Mark("undated", line, each.title, line)
    line = Box(years.place(first), top, years.place(last, after=True), y)
    return Mark("dated", line, each.title, line)


def _labels(chart: Chart, aims: Sequence[Mark], seen: Sequence[Mark]) -> list[Wish]:
    first = [
        Wish(each.label, mark.kind, _thick(mark.box), along=True) for each, mark in zip(chart.aims, aims, strict=True)
    ]
    pairs = sorted(
        zip(chart.seen, seen, strict=True), key=lambda pair: (pair[0].kind != "whole", -pair[0].end.toordinal())
    )
    then = [Wish(each.label, mark.kind, mark.box) for each, mark in pairs]
    return [*first, *then]


def _now(chart: Chart, now: float | None, plot: Box) -> list[Wish]:
    return [] if now is None else [Wish(chart.today, "now", Box(now, plot.top, now, plot.bottom), along=True)]


def _thick(box: Box) -> Box:
    return Box(box.left, box.top - 2, box.right, box.bottom + 2)
