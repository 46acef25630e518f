"""The two times that an address can ask for, read in one way by the API and the pages."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.actions.words import latest_day
from commitments.filters import read_day
from commitments.queries.then import Times

NAMES = ("as_of", "recorded_at")
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})")


def read_times(given: Mapping[str, str], *, at: datetime) -> Times:
    """Read both times from an address at a moment. Raises ValidationError that names the one that cannot be read.

    `recorded_at` is a moment (RFC 3339), or a day, which is taken to its end in UTC.
    """
    as_of, recorded_at = (given.get(name) or None for name in NAMES)
    return Times(
        as_of=_past_day(as_of, at) if as_of else None,
        recorded_at=_past_moment(recorded_at, at) if recorded_at else None,
    )


def _past_day(text: str, at: datetime) -> date:
    day = read_day(text)
    if day is None:
        raise ValidationError({"as_of": _("Write a day as year, month and day, such as 2026-02-06.")})
    if day > latest_day(at):
        raise ValidationError({"as_of": _("This day has not come yet: nothing is known to be true on it.")})
    return day


def _past_moment(text: str, at: datetime) -> datetime:
    day = read_day(text)
    moment = datetime.combine(day, time.max, UTC) if day else _moment(text)
    if moment is None:
        raise ValidationError({"recorded_at": _not_a_moment(text)})
    if (day > at.astimezone(UTC).date()) if day else (moment > at):
        raise ValidationError({"recorded_at": _("This lies in the future: nothing has been written down by then yet.")})
    return moment


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if MOMENT.fullmatch(text) else None
    except (ValueError, OverflowError):
        return None


def _not_a_moment(text: str) -> str:
    if " " in text and MOMENT.fullmatch(text.replace(" ", "+")):
        return _("A + in an address is read as a space: write it as %2B, or give the moment in UTC with a Z.")
    return _("Write a moment with its offset, such as 2026-02-06T12:00:00Z, or a day, such as 2026-02-06.")
