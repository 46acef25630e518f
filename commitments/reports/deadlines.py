"""The deadlines of commitments as occasions of a calendar, in the reader's words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments.models.vocabulary import OWNING
from commitments.queries.due import Due
from commitments.reports.render.calendar import Occasion
from commitments.templatetags.dates import day_words, deadline_words
from commitments.templatetags.texts import named
from commitments.templatetags.vocabulary import word
from commitments.values.dates import parse

Address = Callable[[str], str]
"""Writes the address of a commitment's page in full, by its reference."""


def occasion(due: Due, *, origin: str, address: Address) -> Occasion:
    """The deadline of a commitment: the days that it can mean, and in words how exact it is.

    A year is an event of a whole year that says so. Of a date with an open end its one known day is told, as the last
    or the first that it can mean.
    """
    record = due.record
    earliest, latest = (_day(record["deadline"][end]) for end in ("earliest", "latest"))
    known = [day for day in (earliest, latest) if day]
    return Occasion(
        uid=f"{record['reference']}-deadline@{origin}",
        first=known[0],
        last=known[-1],
        summary=_summary(record),
        description=_description(record, earliest, latest),
        address=address(record["reference"]),
        categories=[named(each["name"]) for each in record["sectors"]],
        revision=due.edition,
        at=due.recorded_at,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _summary(record: Mapping[str, Any]) -> str:
    """A day that is known speaks for itself; anything else is said, lest its first day be taken for the deadline."""
    when = parse(record["deadline"]["edtf"])
    told = {"title": named(record["title"]), "when": deadline_words(when.text)}
    if when.precision == "day" and not (when.approximate or when.uncertain):
        return pgettext("deadline in a calendar", "Due: %(title)s") % told
    return pgettext("deadline in a calendar", "Due %(when)s: %(title)s") % told


def _description(record: Mapping[str, Any], earliest: date | None, latest: date | None) -> str:
    deadline = record["deadline"]
    lines = [
        _("%(reference)s, %(partnership)s")
        % {"reference": record["reference"], "partnership": named(record["partnership"]["name"])},
        _("Deadline: %(when)s. Basis: %(basis)s.")
        % {"when": deadline_words(deadline["edtf"]), "basis": word(deadline["basis"], "basis")},
        _bounds(earliest, latest),
        _("In the words of the text: “%(phrase)s”.") % {"phrase": deadline["phrase"]} if deadline["phrase"] else "",
        _("Led by: %(owners)s.") % {"owners": owners}
        if (owners := _owners(record))
        else _("Nobody is named to lead it."),
        _("Status: %(status)s.") % {"status": word(record["status"], "status")},
    ]
    return "\n".join(line for line in lines if line)


def _bounds(earliest: date | None, latest: date | None) -> str:
    if earliest == latest:
        return ""
    days = {"first": day_words(earliest), "last": day_words(latest)}
    if earliest is None:
        return _("It can mean any day up to %(last)s; this is the last one.") % days
    if latest is None:
        return _("It can mean any day from %(first)s on; this is the first one.") % days
    return _("It can mean any day from %(first)s to %(last)s. The first of them is not the deadline.") % days


def _owners(record: Mapping[str, Any]) -> str:
    return ", ".join(named(each["organisation"]["name"]) for each in record["owners"] if each["role"] in OWNING)
