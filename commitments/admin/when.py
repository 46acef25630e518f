"""An uncertain date in words: never more exact than it was promised."""

from django.template.defaultfilters import date as formatted
from django.utils.translation import gettext as _

from commitments.models import Deadline
from commitments.values.dates import UncertainDate, parse


def in_words(edtf: str) -> str:
    """An EDTF date for reading: "2027", "June 2026", "from 2027 to 2028", "until 2030"."""
    when = parse(edtf)
    words = _interval(when) if when.precision == "interval" else _term(when)
    if when.approximate:
        words = _("about %(date)s") % {"date": words}
    return _("%(date)s (uncertain)") % {"date": words} if when.uncertain else words


def _interval(when: UncertainDate) -> str:
    first, _slash, last = when.text.partition("/")
    if first == "..":
        return _("until %(date)s") % {"date": _term(parse(last))}
    if last == "..":
        return _("from %(date)s on") % {"date": _term(parse(first))}
    return _("from %(first)s to %(last)s") % {"first": _term(parse(first)), "last": _term(parse(last))}


def _term(when: UncertainDate) -> str:
    first = when.earliest
    if first is None:
        return when.text
    if when.precision == "half":
        half = _("first half of %(year)s") if first.month == 1 else _("second half of %(year)s")
        return half % {"year": first.year}
    if when.precision == "quarter":
        return _("quarter %(number)s of %(year)s") % {"number": first.month // 3 + 1, "year": first.year}
    return formatted(first, {"year": "Y", "month": "F Y"}.get(when.precision, "DATE_FORMAT"))


def due_in_words(deadline: Deadline | None) -> str:
    """Until when, or in which words, or that the text does not say."""
    if deadline is None:
        return _("not stated")
    if deadline.edtf:
        return in_words(deadline.edtf)
    return _("“%(phrase)s”, no date") % {"phrase": deadline.phrase} if deadline.phrase else _("not stated")
