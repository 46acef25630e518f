"""Rules of recurrence (RFC 5545) in words, as far as they say only how often; any other as it is written."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from commitments.templatetags.amounts import number

register = template.Library()

OFTEN: dict[str, Any] = {
    "YEARLY": ngettext_lazy("every year", "every %(number)s years", "count"),
    "MONTHLY": ngettext_lazy("every month", "every %(number)s months", "count"),
    "WEEKLY": ngettext_lazy("every week", "every %(number)s weeks", "count"),
    "DAILY": ngettext_lazy("every day", "every %(number)s days", "count"),
}


@register.filter
def recurrence_words(rule: str) -> str:
    """Say how often something comes round again: “every year”, “every 2 years”."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().removeprefix("RRULE:").split(";") if part)
    interval = parts.pop("INTERVAL", "1")
    form = OFTEN.get(parts.pop("FREQ", ""))
    if form is None or parts or not interval.isdigit():
        return _("by the rule %(rule)s") % {"rule": rule}
    return str(form % {"count": int(interval), "number": number(int(interval))})
