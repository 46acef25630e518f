"""The check that a recurrence is an RFC 5545 rule."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from icalendar import vRecur


def check_recurrence(rule: str) -> None:
    """Accept an RFC 5545 recurrence rule; refuse all else with an example."""
    try:
        parts = vRecur.from_ical(rule)
    except ValueError:
        parts = {}
    if "FREQ" not in parts:
        raise ValidationError(
            _("“%(rule)s” is not an RFC 5545 rule. An example: FREQ=YEARLY;INTERVAL=2"),
            code="recurrence",
            params={"rule": rule},
        )
