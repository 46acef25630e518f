"""What every page needs of its own address: navigation, other languages, and what exists to be linked to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from locale import normalize
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.queries.then import Times, then
from commitments.values.moments import moment

register = template.Library()
END_OF_DAY = time.max

NAVIGATION = (
    ("overview", _("Overview")),
    ("commitments", _("Commitments")),
    ("timeline", _("Timeline")),
    ("indicators", _("Indicators")),
    ("organisations", _("Organisations")),
    ("sources", _("Sources")),
    ("meetings", _("Meetings")),
    ("changes", _("Changes")),
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
    return [Entry(to(name), label, here=request.path == reverse(f"dashboards:{name}")) for name, label in NAVIGATION]


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


@register.simple_tag
def to(page: str, *names: Any, **chosen: str) -> str:
    """Write the address of a page, in the time that is being read: `{% to "commitment" reference %}`."""
    return _with(reverse(f"dashboards:{page}", args=names), {**chosen, **times_read()})


@register.simple_tag
def in_time(address: str) -> str:
    """Write an address of the API in the time that is being read."""
    return _with(address, times_read())


@register.simple_tag
def past() -> Times | None:
    """Give the times that are being read; nothing for the record as it is."""
    asked = then()
    return asked.times if asked else None


@register.simple_tag(takes_context=True)
def asked(context: dict[str, Any]) -> list[tuple[str, str]]:
    """List what else this page's address asks for, so that a form can ask for it again at another time."""
    request: HttpRequest = context["request"]
    kept = [name for name in request.GET if name not in {"as_of", "recorded_at", "cursor"}]
    return [(name, value) for name in kept for value in request.GET.getlist(name)]


@register.simple_tag(takes_context=True)
def today(context: dict[str, Any]) -> str:
    """Write the address of this page in the record as it is."""
    return _with(context["request"].path, {}, *asked(context))


@register.simple_tag
def times_read() -> dict[str, str]:
    """The times that are being read, as addresses write them."""
    times = past()
    as_of = times.as_of.isoformat() if times and times.as_of else ""
    recorded_at = time_in_address(times.recorded_at) if times and times.recorded_at else ""
    return {"as_of": as_of, "recorded_at": recorded_at}


def time_in_address(at: datetime) -> str:
    """A moment; the end of a day as that day."""
    return at.date().isoformat() if at.time() == END_OF_DAY else moment(at)


def _with(address: str, chosen: Mapping[str, Any], *more: tuple[str, Any]) -> str:
    query = urlencode([pair for pair in (*chosen.items(), *more) if pair[1]])
    return f"{address}?{query}" if query else address


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], address: str) -> str:
    """Write an address of this site in full."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(address)


@register.simple_tag
def selection(**chosen: Any) -> str:
    """Write the address of the list of commitments with these filters, in the time that is being read.

    An empty filter is left out.
    """
    query = QueryDict(mutable=True)
    for name, value in {**chosen, **times_read()}.items():
        query.setlist(name, [each for each in (value if isinstance(value, list) else [value]) if each])
    return reverse("dashboards:commitments") + (f"?{query.urlencode()}" if query.urlencode() else "")


@register.filter
def locale(code: str) -> str:
    """Write a language with the territory that it is known by first, as Open Graph does: `fr_FR`."""
    return normalize(code).partition(".")[0]


@register.filter
def exists(address: str) -> bool:
    """Whether something answers at this address, so that nothing is linked to before it is there."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
