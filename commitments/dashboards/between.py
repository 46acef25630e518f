"""The address of the page of changes: between which days, of which partnership or commitment, and from where on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.dashboards.problems import check_asked
from commitments.filters import DAY, read_day
from commitments.models import Commitment, Partnership
from commitments.past.asked import NAMES as TIMES
from commitments.queries.between import Narrowed
from commitments.queries.changes import was_public
from commitments.templatetags.pages import to

DAYS = 30
"""How many days are told when none are asked for, the last one included."""
STRETCHES = (7, 30, 90, 365)
"""The stretches of days that the page offers."""
NAMED = {
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "partnership": gettext_lazy("Partnership"),
    "reference": gettext_lazy("Reference"),
    "before": gettext_lazy("Changes before number"),
}
"""What the address may hold besides a past time."""
NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Two days, both included; which commitments; and the number of the edition below which the page lies."""

    first: date
    last: date
    narrowed: Narrowed
    before: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many days that end today, their address, and whether they are those that are shown."""

    days: int
    address: str
    here: bool


def read_asked(data: QueryDict, partnerships: Iterable[Partnership], *, today: date) -> Asked:
    """Read the address; one query when it names a commitment. Raises ValidationError with what is wrong by name."""
    check_asked(data, (*NAMED, *TIMES), once=NAMED)
    first, last = _days(data, today)
    return Asked(
        first=first,
        last=last,
        narrowed=Narrowed(
            _partnership(data.get("partnership", ""), partnerships), _reference(data.get("reference", ""))
        ),
        before=_number(data.get("before", "")),
    )


def _days(data: QueryDict, today: date) -> tuple[date, date]:
    last = _day(data, "to", today) or today
    first = _day(data, "from", today) or first_of(last, DAYS)
    if first > last:
        raise ValidationError({"from": _("The first day comes after the last one. Exchange them.")})
    return first, last


def first_of(last: date, days: int) -> date:
    """The first of so many days that end with this one."""
    return date.fromordinal(max(1, last.toordinal() - days + 1))


def _day(data: QueryDict, name: str, today: date) -> date | None:
    text = data.get(name, "")
    if not text:
        return None
    day = read_day(text)
    if day is None and DAY.fullmatch(text):
        raise ValidationError({name: _("The calendar has no such day: %(day)s.") % {"day": text}})
    if day is None:
        raise ValidationError({name: _("Write a day as year, month and day, such as 2026-02-06.")})
    if day > today:
        raise ValidationError({name: _("This day has not come yet: nothing has changed on it.")})
    return day


def _partnership(slug: str, partnerships: Iterable[Partnership]) -> Partnership | None:
    if not slug:
        return None
    found = next((each for each in partnerships if each.slug == slug), None)
    if found is None:
        raise ValidationError({"partnership": _("There is no such partnership on record. Choose one of the list.")})
    return found


def _reference(text: str) -> str:
    if text and not was_public(Commitment.noun, text):
        raise ValidationError(
            {"reference": _("There is no such commitment on record. Look its reference up in the list.")}
        )
    return text


def _number(text: str) -> int | None:
    if text and not NUMBER.fullmatch(text):
        raise ValidationError({"before": _("Write the number of an edition, such as 2.")})
    return int(text) if text else None


def stretches(asked: Asked, *, today: date) -> list[Stretch]:
    """The stretches on offer, all of which end today."""
    firsts = [(days, first_of(today, days)) for days in STRETCHES]
    return [
        Stretch(days, address(asked, first=first, last=today), here=(first, today) == (asked.first, asked.last))
        for days, first in firsts
    ]


def address(asked: Asked, *, first: date | None = None, last: date | None = None, before: int | None = None) -> str:
    """The address of these days, or of others, of the same commitments and in the time that is being read."""
    partnership = asked.narrowed.partnership
    chosen = {
        "from": (first or asked.first).isoformat(),
        "to": (last or asked.last).isoformat(),
        "partnership": partnership.slug if partnership else "",
        "reference": asked.narrowed.reference,
        "before": str(before or ""),
    }
    return to("changes", **chosen)
