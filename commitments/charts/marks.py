"""The marks of a chart of values through time: where each lies, and that none hides another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commitments.charts.axes import Values
from commitments.charts.labels import Box
from commitments.charts.shapes import RADIUS, Shape, place_of, shape_of

DODGE = 2 * RADIUS + 2
FURTHEST = 3
"""How many steps beyond its period a mark may be moved."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape: its kind, its box in user units, the words shown when it is pointed at, and the span it stands for."""

    kind: str
    box: Box
    title: str
    span: Box
    series: int = 0

    @property
    def x(self) -> str:
        """Its middle, across."""
        return f"{(self.box.left + self.box.right) / 2:.1f}"

    @property
    def y(self) -> str:
        """Its middle, down."""
        return f"{(self.box.top + self.box.bottom) / 2:.1f}"

    @property
    def shape(self) -> Shape:
        """The shape of its series."""
        return shape_of(self.series)

    @property
    def place(self) -> int:
        """The place of its series among the shapes and colours."""
        return place_of(self.series)


@dataclass(frozen=True, slots=True)
class Line:
    """The line through a series' marks, as an SVG path."""

    place: int
    path: str


def around(x: float, y: float, values: Values) -> Box:
    """The box of a mark at a point, moved as little as it takes to lie in the plot."""
    middle = min(max(y, values.top + RADIUS), values.bottom - RADIUS)
    return Box(x - RADIUS, middle - RADIUS, x + RADIUS, middle + RADIUS)


def dodged(marks: Sequence[Mark], plot: Box) -> list[Mark]:
    """Move a mark that would cover another back along its own period, or else on beyond it, within the plot."""
    free: list[Mark] = []
    for mark in marks:
        boxes = [box for box in _steps(mark) if plot.left <= box.left and box.right <= plot.right]
        clear = (box for box in boxes if not any(box.overlaps(other.box) for other in free))
        free.append(replace(mark, box=next(clear, mark.box)))
    return free


def lines_through(marks: Sequence[Mark]) -> list[Line]:
    """The line of each series through its values of whole years, in time order; none through a single one."""
    series = {mark.series: [each for each in marks if each.series == mark.series] for mark in marks}
    joined = {number: [each for each in found if each.kind == "whole"] for number, found in series.items()}
    return [
        Line(place_of(number), _path(sorted(found, key=lambda mark: mark.box.left)))
        for number, found in sorted(joined.items())
        if len(found) > 1
    ]


def thick(box: Box) -> Box:
    """A line as a box that labels keep clear of."""
    return Box(box.left, box.top - 2, box.right, box.bottom + 2)


def _path(marks: Sequence[Mark]) -> str:
    return "M" + "L".join(f"{mark.x} {mark.y}" for mark in marks)


def _steps(mark: Mark) -> list[Box]:
    back = int((mark.box.left - mark.span.left) / DODGE)
    return [_moved(mark.box, -DODGE * step) for step in range(max(0, back) + 1)] + [
        _moved(mark.box, DODGE * step) for step in range(1, FURTHEST + 1)
    ]


def _moved(box: Box, across: float) -> Box:
    return Box(box.left + across, box.top, box.right + across, box.bottom)
