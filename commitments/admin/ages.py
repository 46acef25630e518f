"""How old a side's last word is, in days, months or years."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MONTH, YEAR = 30.44, 365.25
"""The days of a month and of a year, one with another."""
IN_DAYS, IN_MONTHS = 60, 24
"""Up to how many days an age is told in days, and up to how many months in months."""


def age_in_words(spoken_on: date, *, on: date) -> str:
    """How long ago a day was: “today”, “12 days”, “5 months”, “3 years”. A day that is yet to come is today."""
    days = (on - spoken_on).days
    months = int(days / MONTH)
    if days < 1:
        return _("today")
    if days < IN_DAYS:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if months < IN_MONTHS:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    years = int(days / YEAR)
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
