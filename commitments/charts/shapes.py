"""The shapes of marks: one for each series, so that colour is never needed to tell them apart."""

from dataclasses import dataclass

RADIUS = 4.5


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline around the origin, and its left half, as paths."""

    outline: str
    half: str


SHAPES = (
    Shape("M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z", "M0-4.5A4.5 4.5 0 0 0 0 4.5Z"),
    Shape("M-4-4H4V4H-4Z", "M-4-4H0V4H-4Z"),
    Shape("M0-4.5 4.5 3.8H-4.5Z", "M0-4.5V3.8H-4.5Z"),
    Shape("M0-4.5 4.5 0 0 4.5-4.5 0Z", "M0-4.5V4.5L-4.5 0Z"),
    Shape("M0 4.5-4.5-3.8H4.5Z", "M0 4.5V-3.8H-4.5Z"),
    Shape("M-1.6-4.5H1.6V-1.6H4.5V1.6H1.6V4.5H-1.6V1.6H-4.5V-1.6H-1.6Z", "M0-4.5H-1.6V-1.6H-4.5V1.6H-1.6V4.5H0Z"),
)
"""A circle, a square, a triangle, a diamond, a triangle upside down and a cross."""


def place_of(series: int) -> int:
    """The place of a series among the shapes, which begin again after the last."""
    return series % len(SHAPES)


def shape_of(series: int) -> Shape:
    """The shape of a series' marks."""
    return SHAPES[place_of(series)]
