"""Numbers, money and shares as each language writes them."""

import re
from collections.abc import Callable
from decimal import Decimal
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

QUALIFIED: dict[str, Callable[[], str]] = {
    "about": lambda: _("about %(amount)s"),
    "over": lambda: _("over %(amount)s"),
    "under": lambda: _("under %(amount)s"),
}


@register.filter
def amount(value: Decimal, unit: str) -> str:
    """Write a value with its unit: “USD 2.25 billion”, “2,25 milliards USD”, “12.6%”, “203.8 km”."""
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
    return number(round(_scaled(value, unit, _scale(beside)), 2))


def qualified(words: str, qualifier: str) -> str:
    """Say an amount as exactly as its publisher did."""
    return QUALIFIED[qualifier]() % {"amount": words} if qualifier else words


@register.filter
def number(value: Decimal | int) -> str:
    """Write a number with the language's own signs and without trailing zeros."""
    signs = {"decimal_sep": get_format("DECIMAL_SEPARATOR"), "thousand_sep": get_format("THOUSAND_SEPARATOR")}
    return numberformat.format(plain(Decimal(value)), **signs, grouping=3, force_grouping=True)


@register.filter
def share(value: Any) -> str:
    """Write a share (1 is all of it) as a percentage with at most one decimal."""
    return _("%(number)s%%") % {"number": number(round(Decimal(value) * 100, 1))}


def _scale(value: Decimal) -> Decimal:
    return next((scale for scale in (BILLION, MILLION) if abs(value) >= scale), Decimal(1))


def _scaled(value: Decimal, unit: str, scale: Decimal) -> Decimal:
    return value / scale if CURRENCY.fullmatch(unit) else value


def _with_unit(words: str, unit: str, scale: Decimal, value: Decimal) -> str:
    if unit == "%":
        return _("%(number)s%%") % {"number": words}
    if not CURRENCY.fullmatch(unit):
        return _("%(number)s %(unit)s") % {"number": words, "unit": unit}
    named = {"number": words, "unit": unit}
    whole = int(abs(value) / scale)
    if scale == BILLION:
        return ngettext("%(unit)s %(number)s billion", "%(unit)s %(number)s billion", whole) % named
    if scale == MILLION:
        return ngettext("%(unit)s %(number)s million", "%(unit)s %(number)s million", whole) % named
    return _("%(unit)s %(number)s") % named
