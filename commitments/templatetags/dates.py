"""Uncertain dates and spans of days in the reader's words, never more exact than what was written."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.filters import read_day
from commitments.templatetags.amounts import number
from commitments.templatetags.date_forms import ALONE, BY, FROM, INSIDE, WHEN, Forms, months_said, said
from commitments.values.calendar_terms import Term, read_term
from commitments.values.dates import parse

register = template.Library()

YEAR_INFERRED = re.compile(r"^[0-9]{4}[?%]-")


@register.filter
def period_words(edtf: str) -> str:
    """Say a date or period alone: “2027”, “January to October 2025”, “up to 2 December 2025”."""
    return (
        _qualified(edtf, _span(edtf, alone=True) if "/" in edtf else _single(edtf, ALONE, about=True)) if edtf else ""
    )


@register.filter
def deadline_words(edtf: str) -> str:
    """Say by when: “in 2027”, “by the end of 2030”, “between 2027 and 2028”."""
    if not edtf:
        return _("no date stated")
    return _qualified(edtf, _span(edtf, alone=False) if "/" in edtf else _single(edtf, WHEN, about=False))


@register.filter
def day_words(on: date | datetime | None) -> str:
    """Say a known day: “14 March 2027”."""
    if on is None:
        return ""
    day = on.date() if isinstance(on, datetime) else on
    return said(Term(day, day, "day"), ALONE)


@register.filter
def typed_day(text: Any) -> str:
    """What was typed, for a field that takes nothing but a day; empty when it is none."""
    return str(text) if read_day(str(text)) else ""


@register.filter
def days_left_words(days: int) -> str:
    """Say how far a day lies ahead or behind: “40 days to the last day”, “12 days past the last day”."""
    if days == 0:
        return _("this is the last day")
    if days < 0:
        return ngettext("%(count)s day past the last day", "%(count)s days past the last day", -days) % {
            "count": number(-days)
        }
    return ngettext("%(count)s day to the last day", "%(count)s days to the last day", days) % {"count": number(days)}


@register.filter
def slip_words(days: int) -> str:
    """Say by how much a deadline moved since it was first dated."""
    if days == 0:
        return _("The last day is still the first one that was stated.")
    if days < 0:
        return ngettext(
            "The last day has moved %(count)s day earlier.", "The last day has moved %(count)s days earlier.", -days
        ) % {"count": number(-days)}
    return ngettext(
        "The last day has slipped by %(count)s day.", "The last day has slipped by %(count)s days.", days
    ) % {"count": number(days)}


def _single(edtf: str, forms: Forms, *, about: bool) -> str:
    when = parse(edtf)
    term = read_term(edtf)
    if not when.approximate:
        return said(term, forms)
    words = {"date": said(term, INSIDE)}
    return _("about %(date)s") % words if about else _("around %(date)s") % words


def _span(edtf: str, *, alone: bool) -> str:
    start, _slash, end = edtf.partition("/")
    if start == "..":
        return said(read_term(end), BY)
    if end == "..":
        return said(read_term(start), FROM)
    return _between(read_term(start), read_term(end), alone=alone)


def _between(start: Term, end: Term, *, alone: bool) -> str:
    months = start.precision == end.precision == "month" and start.earliest.year == end.earliest.year
    if alone and months:
        return months_said(start, end)
    if alone:
        return _("%(start)s – %(end)s") % {"start": said(start, ALONE), "end": said(end, ALONE)}
    return _("between %(start)s and %(end)s") % {"start": said(start, INSIDE), "end": said(end, INSIDE)}


def _qualified(edtf: str, words: str) -> str:
    when = parse(edtf)
    if when.approximate and when.precision == "interval":
        words = _("%(date)s (approximate)") % {"date": words}
    if not when.uncertain:
        return words
    if YEAR_INFERRED.match(edtf):
        return _("%(date)s (year inferred)") % {"date": words}
    return _("%(date)s (uncertain)") % {"date": words}
