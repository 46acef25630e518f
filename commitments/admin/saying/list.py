"""What the list of commitments has for giving a word: a link in each row, and an action on those that are chosen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.answering import refilling
from commitments.admin.base import admin_address, person
from commitments.admin.saying.many import choose, many_view
from commitments.admin.saying.one import say_view
from commitments.admin.saying.places import keeping_filters, place
from commitments.models import Commitment
from commitments.rules import may_speak_for, may_speak_on, spoken_in


def speaks(request: HttpRequest) -> bool:
    """Whether the person gives a side's word at all."""
    user = person(request)
    return may_speak_for(user, user.side)


def say_urls(model_admin: Any) -> list[URLPattern]:
    """Where a word is given, on one commitment and on many."""
    wrap = model_admin.admin_site.admin_view
    one, many = (wrap(refilling(partial(view, model_admin))) for view in (say_view, many_view))
    return [
        path("<path:object_id>/say/", one, name="commitments_commitment_say"),
        path("say/", many, name="commitments_commitment_say_many"),
    ]


def say_column(model_admin: Any, request: HttpRequest) -> tuple[Callable[[Commitment], Any], ...]:
    """The column with the link, for whoever speaks for a side; one query, however many rows."""
    if not speaks(request):
        return ()
    own = spoken_in(person(request)).values_list("pk", flat=True)
    partnerships: Any = SimpleLazyObject(lambda: set(own))

    def saying(row: Commitment) -> SafeString | str:
        if row.partnership_id not in partnerships:
            return ""
        address = keeping_filters(model_admin, request, admin_address("commitment", "say", row.pk))
        named = _("on %(row)s") % {"row": row}
        words = _("Record status")
        return format_html('<a href="{}">{} <span class="visually-hidden">{}</span></a>', address, words, named)

    saying.short_description = gettext_lazy("your word")  # type: ignore[attr-defined]  # what Django reads
    return (saying,)


def say_links(model_admin: Any, request: HttpRequest, row: Commitment) -> dict[str, str]:
    """What the page of a commitment links to: where a word is given on it, for whoever may; one query."""
    if not may_speak_on(person(request), row):
        return {}
    return {"say_address": admin_address("commitment", "say", row.pk), "say_place": place(model_admin, request, "page")}


@admin.action(description=gettext_lazy("Record one status update for all selected…"), permissions=["say"])
def say_many(model_admin: Any, request: HttpRequest, queryset: Any) -> Any:
    """Give the same word on all that are chosen."""
    return choose(model_admin, request, queryset)
