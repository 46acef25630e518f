"""Lengths in a drawing: always with a point, whatever the reader's language."""

from django import template

from commitments.charts.labels import Box

register = template.Library()


@register.filter
def unit(length: float) -> str:
    """Write a length to a tenth of a unit."""
    return f"{length:.1f}"


@register.filter
def minus(length: float, less: float) -> str:
    """Write a length less another."""
    return f"{length - less:.1f}"


@register.filter
def plain_number(number: int) -> str:
    """Write a whole number without signs between its digits."""
    return str(number)


@register.filter
def box_width(box: Box) -> str:
    """Write how wide a box is."""
    return f"{box.right - box.left:.1f}"


@register.filter
def box_height(box: Box) -> str:
    """Write how high a box is."""
    return f"{box.bottom - box.top:.1f}"
