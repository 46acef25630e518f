"""What every page needs of its own address: navigation, other languages, and what exists to be linked to."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

NAVIGATION = (
    ("dashboards:overview", _("Overview")),
    ("dashboards:commitments", _("Commitments")),
)
"""The pages in the bar at the top, in order. A new page is a new line here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link and whether it leads to the page that is shown."""

    address: str
    label: Any
    here: bool
    code: str = ""


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> list[Entry]:
    """List the pages of the bar at the top."""
    request: HttpRequest = context["request"]
    return [Entry(reverse(name), label, here=request.path == reverse(name), code=name) for name, label in NAVIGATION]


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[Entry]:
    """List this page in every language, with its query."""
    request: HttpRequest = context["request"]
    return [
        Entry(_in_language(request, code), name, here=code == get_language(), code=code)
        for code, name in settings.LANGUAGES
    ]


def _in_language(request: HttpRequest, code: str) -> str:
    head, _slash, rest = request.path_info.lstrip("/").partition("/")
    known = {each for each, _name in settings.LANGUAGES}
    # As it was sent: the error page of a query that cannot be read has languages too.
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return f"/{code}/{rest}{query}" if head in known else f"/{code}/"


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], address: str) -> str:
    """Write an address of this site in full."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(address)


@register.simple_tag
def selection(**chosen: Any) -> str:
    """Write the address of the list of commitments with these filters; an empty one is left out."""
    query = QueryDict(mutable=True)
    for name, value in chosen.items():
        query.setlist(name, [each for each in (value if isinstance(value, list) else [value]) if each])
    return reverse("dashboards:commitments") + (f"?{query.urlencode()}" if query.urlencode() else "")


@register.filter
def exists(address: str) -> bool:
    """Whether something answers at this address, so that nothing is linked to before it is there."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
