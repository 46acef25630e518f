"""The nouns of the record: what they are called together, and where the page of one is."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from commitments.models import Indicator, Meeting, Organisation, Partnership, Sector, Side, Source
from commitments.templatetags.pages import to

register = template.Library()

NAMES = {
    each.noun: each._meta.verbose_name_plural
    for each in (Indicator, Meeting, Organisation, Partnership, Sector, Side, Source)
}
PAGES = {"organisation": "organisation", "source": "source", "indicator": "indicator", "meeting": "meeting"}
"""The nouns that have a page for each of their records, and its name."""


@register.filter
def noun_name(noun: str) -> str:
    """Name the records of a noun together: “Organisations”."""
    return capfirst(str(NAMES.get(noun, noun)))


@register.simple_tag
def noun_address(noun: str, key: str) -> str:
    """Write the address of a record's page, in the time that is being read; nothing where there is no such page."""
    if noun not in PAGES:
        return ""
    try:
        reverse(f"dashboards:{PAGES[noun]}", args=[key])
    except NoReverseMatch:
        return ""
    return to(PAGES[noun], key)
