"""A row of the timeline laid out: its words, its bar, its milestones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commitments.charts.fitting import fitted, width, wrapped
from commitments.charts.labels import LINE, Box
from commitments.charts.spans import soft_bar

THICK, EXACT = 10.0, 16.0
"""How high a span is, and how high a single day."""
NARROWEST, NARROWEST_SOFT = 4.0, 12.0
"""How wide a span is drawn at least; a soft one so wide that it still has slices."""
RADIUS = 5.0
PAD, SYMBOL = 6.0, 12.0
MARGIN, GUTTER = 4.0, 16.0


@dataclass(frozen=True, slots=True)
class Span:
    """When it may fall due: first and last day included, None for an open end; a soft end is open or unsure."""

    first: date | None
    last: date | None
    soft_first: bool
    soft_last: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone on its day, reached or still ahead."""

    on: date
    reached: bool
    title: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A row: its words, where it leads, how it stands, since when it is promised, and when it may fall due."""

    title: str
    label: str
    """All that the row shows, as a screen reader says it."""
    address: str
    states: Sequence[tuple[str, str]]
    """Its symbols with their words."""
    kind: str
    """The word whose colour its span has, such as `overdue`."""
    when: str
    since: date | None
    span: Span | None
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Text:
    """Words and the start of their baseline, or its end when they end there; `kind` is their class."""

    words: str
    x: float
    y: float
    kind: str = ""
    ends: bool = False

    @property
    def box(self) -> Box:
        """The room that they take at most."""
        left = self.x - width(self.words) * self.ends
        return Box(left, self.y - LINE * 0.75, left + width(self.words), self.y + LINE / 4)


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone's place."""

    x: float
    y: float
    step: Step

    @property
    def box(self) -> Box:
        """The room that it takes."""
        return Box(self.x - RADIUS, self.y - RADIUS, self.x + RADIUS, self.y + RADIUS)


@dataclass(frozen=True, slots=True)
class Line:
    """A row laid out. `since` runs up to the span, or on to the edge when the span lies behind it."""

    promise: Promise
    room: Box
    track: Box
    title: Sequence[Text]
    states: Sequence[Text]
    when: Text
    since: Box | None
    begun: bool
    bar: Box | None
    path: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last` between two places."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or ends when `after`; the nearest edge for one that lies outside."""
        start, end = self.first.toordinal(), self.last.toordinal() + 1
        part = (day.toordinal() + after - start) / (end - start)
        return self.left + min(1.0, max(0.0, part)) * (self.right - self.left)

    def holds(self, day: date) -> bool:
        """Whether a day lies on it."""
        return self.first <= day <= self.last


def laid_out(promise: Promise, axis: Axis, top: float, *, beside: bool) -> Line:
    """The row, its top at `top`, with its words beside the axis or above it."""
    room = (axis.left - GUTTER if beside else axis.right) - MARGIN
    title = [
        Text(words, MARGIN, top + PAD + LINE * (place + 0.75))
        for place, words in enumerate(wrapped(promise.title, room, most=2))
    ]
    below = top + PAD + LINE * len(title) + LINE + 2
    start = top if beside else below + PAD / 2
    track = Box(axis.left, start, axis.right, start + EXACT + LINE + PAD + (PAD if beside else 0))
    middle = start + (PAD if beside else 0) + EXACT / 2
    bottom = max(below, track.bottom) + PAD
    bar = _bar(promise.span, promise.since, axis, middle)
    return Line(
        promise=promise,
        room=Box(0.0, top, axis.right + MARGIN, bottom),
        track=Box(track.left, track.top, track.right, bottom) if beside else track,
        title=title,
        states=_states(promise.states, room, below - LINE / 4),
        when=_when(promise, bar, axis, middle + EXACT / 2 + LINE * 0.75),
        since=_since(promise, bar, axis, middle),
        begun=promise.since is not None and axis.holds(promise.since),
        bar=bar,
        path=_path(promise, bar, axis) if bar else "",
        marks=_marks(promise.steps, axis, middle),
    )


def _states(states: Sequence[tuple[str, str]], room: float, y: float) -> list[Text]:
    """The words of the states, one after the other, each with room for its symbol before it."""
    placed: list[Text] = []
    x = MARGIN + SYMBOL + 4
    for kind, words in states:
        told = fitted(words, MARGIN + room - x)
        if told:
            placed.append(Text(told, x, y, kind))
        x += width(told) + SYMBOL + GUTTER
    return placed


def _bar(span: Span | None, since: date | None, axis: Axis, middle: float) -> Box | None:
    """The span as far as it lies on the axis; None when it does not. An open start runs back to the promise."""
    if span is None or not _overlaps(span, axis):
        return None
    first = span.first or since
    left = axis.left if first is None else axis.place(min(first, span.last or first))
    right = axis.right if span.last is None else axis.place(span.last, after=True)
    exact = span.first is not None and span.first == span.last
    high = EXACT if exact else THICK
    left, right = _widened(left, right, NARROWEST_SOFT if span.soft_first or span.soft_last else NARROWEST, axis)
    return Box(left, middle - high / 2, right, middle + high / 2)


def _overlaps(span: Span, axis: Axis) -> bool:
    begun = span.first is None or span.first <= axis.last
    return begun and (span.last is None or span.last >= axis.first)


def _widened(left: float, right: float, least: float, axis: Axis) -> tuple[float, float]:
    if right - left >= least:
        return left, right
    start = min(max((left + right - least) / 2, axis.left), axis.right - least)
    return start, start + least


def _path(promise: Promise, bar: Box, axis: Axis) -> str:
    """The bar's shape. A known or unsure end that lies beyond the axis is not seen: there the bar is cut."""
    span = promise.span
    if span is None:
        return ""
    cut = (span.first is not None and span.first < axis.first, span.last is not None and span.last > axis.last)
    soft = (span.soft_first and not cut[0], span.soft_last and not cut[1])
    return soft_bar(bar, soft=soft, cut=cut)


def _since(promise: Promise, bar: Box | None, axis: Axis, middle: float) -> Box | None:
    """The line from the promise to its span; on to the edge for one that comes later, to the last milestone for none."""
    if promise.since is None or promise.since > axis.last:
        return None
    left = axis.place(promise.since)
    later = promise.span is not None and promise.span.first is not None and promise.span.first > axis.last
    furthest = max((axis.place(step.on) for step in promise.steps if axis.holds(step.on)), default=left)
    right = bar.left if bar else axis.right if later else furthest
    return Box(left, middle, right, middle) if right > left else None


def _when(promise: Promise, bar: Box | None, axis: Axis, y: float) -> Text:
    told = fitted(promise.when, axis.right - axis.left)
    start = bar.left if bar else axis.left
    fits = start + width(told) <= axis.right
    return Text(told, start, y) if fits else Text(told, axis.right, y, ends=True)


def _marks(steps: Sequence[Step], axis: Axis, middle: float) -> list[Mark]:
    """The milestones that lie on the axis."""
    return [Mark(_inside(axis.place(step.on), axis), middle, step) for step in steps if axis.holds(step.on)]


def _inside(x: float, axis: Axis) -> float:
    return min(max(x, axis.left + RADIUS), axis.right - RADIUS)
