"""Commitments on a line of days: when each was promised, when it may fall due, and its milestones; numbers in, SVG out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.template.loader import render_to_string

from commitments.charts.fitting import fitted, width
from commitments.charts.labels import LINE, Box
from commitments.charts.promises import GUTTER, MARGIN, PAD, Axis, Line, Promise, Text, laid_out

WORDS = 0.4
"""The share of a wide drawing that the words beside the bars take."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A part of the axis, first and last day included. `over` stands above the first of those that share it."""

    first: date
    last: date
    label: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that a group shows, in the reader's words. The days run from the first tick to the last."""

    name: str
    title: str
    description: str
    ticks: Sequence[Tick]
    promises: Sequence[Promise]
    on: date
    today: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out in a frame of `width` by `height`."""

    chart: Chart
    width: int
    height: float
    plot: Box
    labels: Sequence[Text]
    grid: str
    today: str
    lines: Sequence[Line]

    def svg(self, *, size: str) -> str:
        """The drawing as SVG; `size` (`wide`, `narrow`) is its class and the end of its names."""
        return render_to_string("commitments/charts/timeline.svg", {"drawing": self, "size": size})


def draw(chart: Chart, *, width: int, beside: bool) -> Drawing:
    """Lay a chart out: words `beside` the bars, or above them where there is less room.

    Every mark lies in the plot, every word in the frame, and no row on another.
    """
    left = width * WORDS + GUTTER if beside else MARGIN
    axis = Axis(chart.ticks[0].first, chart.ticks[-1].last, left, width - MARGIN)
    over = any(tick.over for tick in chart.ticks)
    top = (3 if over else 2) * LINE + PAD
    lines = _lines(chart, axis, top, beside=beside)
    bottom = lines[-1].room.bottom if lines else top
    plot = Box(axis.left, top, axis.right, bottom)
    tracks = [plot] if beside else [line.track for line in lines]
    now = axis.place(chart.on) if axis.holds(chart.on) else None
    return Drawing(
        chart=chart,
        width=width,
        height=bottom + MARGIN,
        plot=plot,
        labels=[*_ticks(chart.ticks, axis, top), *_today(chart.today, now, axis)],
        grid=_uprights([axis.place(tick.first) for tick in chart.ticks[not beside :]], tracks),
        today="" if now is None else _uprights([now], [Box(plot.left, LINE, plot.right, top), *tracks]),
        lines=lines,
    )


def _lines(chart: Chart, axis: Axis, top: float, *, beside: bool) -> list[Line]:
    lines: list[Line] = []
    for promise in chart.promises:
        line = laid_out(promise, axis, top, beside=beside)
        lines.append(line)
        top = line.room.bottom
    return lines


def _ticks(ticks: Sequence[Tick], axis: Axis, top: float) -> list[Text]:
    """The names of the parts, so few that each has its room, and above them what they share."""
    room = (axis.right - axis.left) / len(ticks)
    step = max(1, ceil(max(width(tick.label) + 4 for tick in ticks) / room))
    named = [_centred(tick, axis, top - PAD) for tick in ticks[::step]]
    overs = [
        Text(tick.over, axis.place(tick.first), top - PAD - LINE, "over")
        for tick, before in zip(ticks, [None, *ticks], strict=False)
        if tick.over and (before is None or before.over != tick.over)
    ]
    return [*_free(named, axis), *_free(overs, axis)]


def _free(row: Sequence[Text], axis: Axis) -> list[Text]:
    """Those of a row of words that lie on the axis, and on none before them."""
    placed: list[Text] = []
    for text in row:
        clear = not placed or placed[-1].box.right < text.box.left
        if clear and text.box.right <= axis.right:
            placed.append(text)
    return placed


def _centred(tick: Tick, axis: Axis, y: float) -> Text:
    middle = (axis.place(tick.first) + axis.place(tick.last, after=True)) / 2
    wide = width(tick.label)
    return Text(tick.label, max(axis.left, min(middle - wide / 2, axis.right - wide)), y)


def _today(words: str, now: float | None, axis: Axis) -> list[Text]:
    if now is None:
        return []
    told = fitted(words, axis.right - axis.left)
    return [Text(told, max(axis.left, min(now - width(told) / 2, axis.right - width(told))), LINE * 0.75, "now")]


def _uprights(places: Sequence[float], tracks: Sequence[Box]) -> str:
    """Upright lines at these places through each of the tracks, as the data of an SVG path."""
    return "".join(f"M{x:.1f} {track.top:.1f}V{track.bottom:.1f}" for track in tracks for x in places)
