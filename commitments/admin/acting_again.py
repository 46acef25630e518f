"""An action of a list that met no session, in the words of that list: what was to be done, and with which rows."""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commitments.admin.kept import Kept
from commitments.admin.labels import NUMBER, label

Chosen = list[tuple[str, list[str]]]
"""What each line is called, and what it says."""


def chosen_in(request: HttpRequest, kept: Kept) -> Chosen | None:
    """What was chosen in a list that the person may see; None when something else was sent. One query."""
    listing = _list_at(kept.path)
    if listing is None or not listing.has_view_permission(request):
        return None
    data = kept.data
    return [
        (_("Action"), _action(listing, request, data)),
        (str(capfirst(listing.opts.verbose_name_plural)), _rows(listing, request, data)),
    ]


def _list_at(path: str) -> Any:
    """The admin whose list lies at this address; None when it is no list."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    return getattr(found.func, "model_admin", None) if str(found.url_name).endswith("_changelist") else None


def _action(listing: Any, request: HttpRequest, data: QueryDict) -> list[str]:
    known = dict(listing.get_action_choices(request))
    return [str(known[each]) for each in data.getlist("action") if each and each in known][:1]


def _rows(listing: Any, request: HttpRequest, data: QueryDict) -> list[str]:
    if data.get("select_across", "0") not in {"", "0"}:
        return [_("all that the list shows")]
    numbers = [each for each in data.getlist(ACTION_CHECKBOX_NAME) if NUMBER.fullmatch(each)]
    return [label(row) for row in listing.get_queryset(request).filter(pk__in=numbers)] if numbers else []
