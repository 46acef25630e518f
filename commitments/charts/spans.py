"""A span of days drawn as a bar: an end that is known is straight, one that is open or unsure dissolves into slices.

Slices are a shape and no shade: they are seen in grey print, and in the colours that a reader forces.
"""

from commitments.charts.labels import Box

PITCH, SLICES = 4.0, 6
"""How far slices are apart, and how many an end has where there is room."""
POINT = 5.0
"""How far a cut end points."""


def soft_bar(box: Box, *, soft: tuple[bool, bool], cut: tuple[bool, bool] = (False, False)) -> str:
    """The bar as the data of an SVG path, all of it inside the box.

    Of its left and its right end: whether each is soft, and whether it is cut, as the bar goes on beyond the drawing.
    """
    ends = sum(soft)
    number = min(SLICES, int((box.right - box.left) / PITCH / ends)) if ends else 0
    depth = number * PITCH
    left = [_slice(box.left + place * PITCH, place, number, rising=True) for place in range(number * soft[0])]
    right = [_slice(box.right - (place + 1) * PITCH, place, number, rising=False) for place in range(number * soft[1])]
    solid = Box(box.left + depth * soft[0], box.top, box.right - depth * soft[1], box.bottom)
    return "".join(
        [
            *(_rectangle(start, end, box) for start, end in left),
            _pointed(solid, *cut) if solid.right > solid.left else "",
            *(_rectangle(start, end, box) for start, end in reversed(right)),
        ]
    )


def _slice(start: float, place: int, number: int, *, rising: bool) -> tuple[float, float]:
    """A slice of a cell, the thinner the nearer to the end, and on the side of the bar."""
    ink = PITCH * (place + 1) / (number + 1)
    return (start + PITCH - ink, start + PITCH) if rising else (start, start + ink)


def _rectangle(left: float, right: float, box: Box) -> str:
    return f"M{left:.1f} {box.top:.1f}H{right:.1f}V{box.bottom:.1f}H{left:.1f}Z"


def _pointed(box: Box, left: bool, right: bool) -> str:  # noqa: FBT001  the two ends, in their order
    """A rectangle whose cut ends point outwards."""
    point = min(POINT, (box.right - box.left) / 2)
    start, end, middle = box.left + point * left, box.right - point * right, (box.top + box.bottom) / 2
    beyond = f"L{box.right:.1f} {middle:.1f}L{end:.1f} {box.bottom:.1f}" if right else f"V{box.bottom:.1f}"
    back = f"H{start:.1f}L{box.left:.1f} {middle:.1f}Z" if left else f"H{start:.1f}Z"
    return f"M{start:.1f} {box.top:.1f}H{end:.1f}{beyond}{back}"
