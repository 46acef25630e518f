"""What indicator pages say of series, readings and the growth that is still needed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.charts.shapes import Shape, place_of, shape_of
from commitments.models import Target
from commitments.models.indicators import Period
from commitments.queries.outlook import Ahead
from commitments.queries.series import Reading, Series
from commitments.templatetags.amounts import amount, amount_range, share
from commitments.templatetags.dates import deadline_words
from commitments.templatetags.texts import words
from commitments.values.growth import significant
from commitments.values.projections import Pace, Point

register = template.Library()

REASONS = {
    "reached": gettext_lazy("Reached already, by this value."),
    "no_time": gettext_lazy("Too little time is left between this value and the date."),
    "not_positive": gettext_lazy("No growth leads up from a value that is not above zero."),
    "passed": gettext_lazy("Its last day has passed."),
    "begun": gettext_lazy("Its first day has passed and no last one is stated, so no yearly growth can be computed."),
    "undated": gettext_lazy("No date is stated, so no yearly growth can be computed."),
    "rate": gettext_lazy("A percentage is itself a comparison: no growth of it is computed."),
    "unseen": gettext_lazy("No value has been reported yet, so there is nothing to compute from."),
    "uncounted": gettext_lazy(
        "Nothing that was reported can be computed from: there are only parts of years or estimates."
    ),
}
"""Why the growth needed is not a number."""

WHY_NOT = {
    "rate": gettext_lazy("There is no projection: a percentage does not grow by adding up year after year."),
    "stock": gettext_lazy("There is no projection: this is counted on single days, not year by year."),
    "few": gettext_lazy("There is no projection: it takes the values of two different whole years, above zero."),
    "steep": gettext_lazy("There is no projection: at the growth seen it would leave the chart within a year."),
}
"""Why nothing is projected."""

NATURES = {
    "whole": gettext_lazy("reported for a whole year"),
    "part": gettext_lazy("reported for a part of a year"),
    "expected": gettext_lazy("estimate or expectation"),
    "older": gettext_lazy("older figure, revised since"),
    "dated": gettext_lazy("target, in the years it is due"),
    "undated": gettext_lazy("target, no date stated"),
}


@register.filter
def publisher_words(series: Series) -> str:
    """Name whose numbers these are: the publisher, and the side whose statistics it gives, if it says so."""
    publisher = series.publisher or _("publisher not known")
    if series.side is None:
        return publisher
    return _("%(publisher)s, statistics of %(side)s") % {"publisher": publisher, "side": words(series.side.name)}


@register.filter
def nature_words(kind: str, period: str = "year") -> str:
    """Name a kind of mark in the legend; what is counted by no period is not of a year."""
    return _("reported") if kind == "whole" and period != Period.YEAR else str(NATURES[kind])


@register.filter
def reading_words(reading: Reading, period: str) -> str:
    """Name the nature of a value in a table, in the words of what its indicator counts."""
    if reading.older:
        return str(NATURES["older"])
    if reading.kind == "expected":
        return str(NATURES["expected"])
    if reading.kind == "part":
        return _("part of a year")
    return _("whole year") if period == Period.YEAR else _("as counted then")


@register.filter
def reason_words(reason: str) -> str:
    """Say why no growth is given."""
    return str(REASONS[reason])


@register.simple_tag
def target_words(target: Target, unit: str) -> str:
    """Say how much was promised by when: “USD 5 billion in 2027”, “USD 10 billion – no date stated”."""
    edtf = target.edtf  # type: ignore[attr-defined]  # annotated by the query
    promised = {"amount": amount_range(target.value, target.value_to, unit), "when": deadline_words(edtf)}
    return _("%(amount)s %(when)s") % promised if edtf else _("%(amount)s – no date stated") % promised


@register.filter
def publishers(series: Sequence[Series]) -> str:
    """Name the publishers of several series, one after the other."""
    return ", ".join(publisher_words(each) for each in series)


def spread_words(low: Decimal, high: Decimal, unit: str) -> str:
    """Say from where to where a projection spreads, no more exactly than three digits: “USD 3.23–4.13 billion”."""
    first, last = significant(low), significant(high)
    return amount_range(first, last if last > first else None, unit)


@register.filter
def pace_words(pace: Pace, ahead: Ahead) -> str:
    """Say from what to what a pace was seen: its years, values and publishers."""
    told = {
        "first": _point_words(pace.start, ahead),
        "last": _point_words(pace.end, ahead),
        "from": pace.start.year,
        "to": pace.end.year,
        "rate": share(pace.rate),
        "publisher": publisher_words(ahead.series[pace.start.series]),
        "other": publisher_words(ahead.series[pace.end.series]),
    }
    if pace.still:
        return _("no growth: it stays at %(last)s, the value of %(to)s (%(other)s)") % told
    if pace.start.series == pace.end.series:
        return (
            _("%(rate)s a year, as between %(from)s (%(first)s) and %(to)s (%(last)s), both from %(publisher)s") % told
        )
    return _("%(rate)s a year, as between %(from)s (%(first)s, %(publisher)s) and %(to)s (%(last)s, %(other)s)") % told


def _point_words(point: Point, ahead: Ahead) -> str:
    """The value as exactly as its publisher stated it."""
    row = next(
        each.observation
        for each in ahead.series[point.series].readings
        if each.counts and each.observation.period_latest.year == point.year
    )
    return amount_range(row.value, row.value_to, ahead.unit, row.qualifier)


@register.filter
def why_not_words(why: str) -> str:
    """Say why nothing is projected."""
    return str(WHY_NOT[why])


@register.filter
def mark_shape(series: Any) -> Shape:
    """The shape of a series' marks; of a bare number the shape at that place."""
    return shape_of(getattr(series, "number", series))


@register.filter
def mark_place(series: Series) -> str:
    """The place of a series among shapes and colours, as a class is named."""
    return str(place_of(series.number))


@register.filter
def whole(years: Decimal) -> int:
    """Years as a whole number, to choose the plural by."""
    return int(years)


@register.filter
def projected(value: Decimal, unit: str) -> str:
    """Write a value that was computed, no more exactly than three digits."""
    return amount(significant(value), unit)
