"""The check that a recurrence is an RFC 5545 rule that steps can be planned by."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from icalendar import vRecur

FREQUENCIES = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY"}


def check_recurrence(rule: str) -> None:
    """Accept a rule that comes round by days, weeks, months or years; refuse all else with an example."""
    if not _is_rule(rule):
        raise ValidationError(
            _("“%(rule)s” is not an RFC 5545 rule. An example: FREQ=YEARLY;INTERVAL=2"),
            code="recurrence",
            params={"rule": rule},
        )


def _is_rule(rule: str) -> bool:
    try:
        parts: dict[str, Any] = dict(vRecur.from_ical(rule))
    except ValueError:
        return False
    counted = [*parts.get("INTERVAL", []), *parts.get("COUNT", [])]
    return set(parts) <= PARTS and parts.get("FREQ", [""])[0] in FREQUENCIES and all(each >= 1 for each in counted)
