"""Numbers, money and shares as each language writes them."""

import re
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

from django import template
from django.utils import numberformat
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.values.measures import plain

register = template.Library()

CURRENCY = re.compile(r"[A-Z]{3}")
BILLION, MILLION = Decimal(10**9), Decimal(10**6)

MINUS = "\u2212"
MOST_DIGITS = 60
"""More than a column of values can hold, so that nothing is cut off on the way."""

COUNTED: dict[str, Callable[[int], str]] = {
    "projects": lambda count: ngettext("%(number)s project", "%(number)s projects", count),
    "memoranda": lambda count: ngettext("%(number)s memorandum", "%(number)s memoranda", count),
}
"""Units that are words, and so differ in each language and with their number; others, such as km, are written as given."""

QUALIFIED: dict[str, Callable[[], str]] = {
    "about": lambda: _("about %(amount)s"),
    "over": lambda: _("over %(amount)s"),
    "under": lambda: _("under %(amount)s"),
}


@register.filter
def amount(value: Decimal, unit: str) -> str:
    """Write a value with its unit: “USD 2.25 billion”, “USD 2,25 milliards”, “2,25 tỷ USD”, “12.6%”, “203.8 km”."""
    return _with_unit(number(_scaled(value, unit, _scale(value))), unit, _scale(value), value)


@register.simple_tag
def amount_range(value: Decimal, value_to: Decimal | None, unit: str, qualifier: str = "") -> str:
    """Write a value or a range as it was stated: “about USD 2.5 billion”, “USD 1.1–1.2 billion”."""
    if value_to is None:
        return qualified(amount(value, unit), qualifier)
    scale = _scale(value_to)
    ends = {"low": number(_scaled(value, unit, scale)), "high": number(_scaled(value_to, unit, scale))}
    return qualified(_with_unit(_("%(low)s–%(high)s") % ends, unit, scale, value_to), qualifier)


def brief(value: Decimal, unit: str, beside: Decimal) -> str:
    """Write a value without its unit, at the scale of a larger one beside it, to a hundredth."""
    with localcontext(prec=MOST_DIGITS):
        return number(round(_scaled(value, unit, _scale(beside)), 2))


def qualified(words: str, qualifier: str) -> str:
    """Say an amount as exactly as its publisher did."""
    return QUALIFIED[qualifier]() % {"amount": words} if qualifier else words


@register.filter
def number(value: Decimal | int) -> str:
    """Write a number with the language's own signs, a minus that is one, and without trailing zeros."""
    signs = {"decimal_sep": get_format("DECIMAL_SEPARATOR"), "thousand_sep": get_format("THOUSAND_SEPARATOR")}
    return numberformat.format(plain(Decimal(value)), **signs, grouping=3, force_grouping=True).replace("-", MINUS)


@register.filter
def share(value: Any) -> str:
    """Write a share (1 is all of it) as a percentage with at most one decimal, however large it is."""
    with localcontext(prec=MOST_DIGITS):
        percent = round(Decimal(value) * 100, 1)
    return _("%(number)s%%") % {"number": number(percent)}


def _scale(value: Decimal) -> Decimal:
    return next((scale for scale in (BILLION, MILLION) if abs(value) >= scale), Decimal(1))


def _scaled(value: Decimal, unit: str, scale: Decimal) -> Decimal:
    with localcontext(prec=MOST_DIGITS):
        return value / scale if CURRENCY.fullmatch(unit) else value


def _with_unit(words: str, unit: str, scale: Decimal, value: Decimal) -> str:
    if unit == "%":
        return _("%(number)s%%") % {"number": words}
    named, whole = {"number": words, "unit": unit}, int(abs(value) / scale)
    if unit in COUNTED:
        return COUNTED[unit](int(abs(value))) % named
    if not CURRENCY.fullmatch(unit):
        return _("%(number)s %(unit)s") % named
    if scale == BILLION:
        return ngettext("%(unit)s %(number)s billion", "%(unit)s %(number)s billion", whole) % named
    if scale == MILLION:
        return ngettext("%(unit)s %(number)s million", "%(unit)s %(number)s million", whole) % named
    return _("%(unit)s %(number)s") % named
