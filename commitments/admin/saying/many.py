"""One word on many commitments: typed once, shown for each of them, confirmed, and written on all or on none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.actions.saying import record_for_all
from commitments.actions.words import Word
from commitments.admin.answering import is_refilled, refill_page
from commitments.admin.badges import badge
from commitments.admin.base import admin_address, person
from commitments.admin.forms import Refused
from commitments.admin.kept import release, still_named
from commitments.admin.labels import every_language, label
from commitments.admin.once import FIELD, kept, once, ticket
from commitments.admin.saying import places
from commitments.admin.saying.forms import SayForm
from commitments.admin.saying.preview import Change, changes, chosen, edition_of
from commitments.admin.saying.reasons import asks, is_own
from commitments.admin.writing import refusable, refusal_in
from commitments.models import Commitment, Side
from commitments.models.vocabulary import Outlook, ShownStatus
from commitments.rules import may_speak_for

MOST = 250
"""How many commitments are given one word at once: others who write wait for all of them, a few seconds."""
CHOSEN = re.compile(rf"[0-9]{{1,15}}-[0-9]{{1,15}}( [0-9]{{1,15}}-[0-9]{{1,15}}){{0,{MOST - 1}}}")
ROWS = "rows"
"""The hidden field with each commitment's private number and the newest edition that the writer was shown."""


def choose(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """The form for those that are chosen in the list; back to the list when they are too many."""
    number = queryset.count()
    if number > MOST:
        told = _("You selected %(number)s; one word is given on %(most)s at most. Narrow the list and select again.")
        messages.error(request, told % {"number": number, "most": MOST})
        return None
    rows = chosen(queryset)
    return Several(model_admin, request, {row.pk: edition_of(row) for row in rows}).open()


def many_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Show what a word would do, or write it; 403 for whoever speaks for no side."""
    user = person(request)
    if not may_speak_for(user, user.side):
        raise PermissionDenied(_("Only an analyst of a side gives its word."))
    refill_page(request)
    given = request.POST.get(ROWS, "")
    if request.method != "POST" or not CHOSEN.fullmatch(given):
        messages.error(request, _("Select commitments in the list first, at most %(most)s.") % {"most": MOST})
        return HttpResponseRedirect(places.back_to_list(model_admin, request))
    seen = dict(cast("tuple[int, int]", tuple(map(int, each.split("-")))) for each in given.split())
    return Several(model_admin, request, seen).answer()


@dataclass
class Several:
    """The commitments that were chosen, each with the edition that was shown, and whoever speaks on them."""

    model_admin: Any
    request: HttpRequest
    seen: Mapping[int, int]
    problems: list[str] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[Commitment]:
        """Those of them that are still there for this person."""
        return chosen(self.model_admin.get_queryset(self.request).filter(pk__in=self.seen))

    @property
    def side(self) -> Side:
        """The writer's own side: there is no way to name another."""
        return cast("Side", person(self.request).side)

    def form(self, data: Any = None) -> SayForm:
        """The form, with the sides that these commitments can wait for."""
        sides = Side.objects.filter(partnerships__in={row.partnership_id for row in self.rows}).distinct()
        return SayForm(data=data, sides=sides)

    @property
    def _missing(self) -> str:
        gone = len(self.seen) - len(self.rows)
        words = ngettext(
            "%(number)s of the commitments you selected is not there for you any more: it is left out.",
            "%(number)s of the commitments you selected are not there for you any more: they are left out.",
            gone,
        )
        return words % {"number": gone} if gone else ""

    def changes(self, word: Word | None) -> list[Change]:
        """What this word does to each of them."""
        return changes(self.rows, self.side, person(self.request), word)

    def open(self) -> HttpResponse:
        """The empty form."""
        return self._form_page(self.form())

    def answer(self) -> HttpResponse:
        """What follows from the button that was pressed."""
        if is_refilled(self.request):
            return self._form_page(self.form(self.request.POST))
        if "_confirm" in self.request.POST and (number := kept(self.request)) is not None:
            return self._done(number)
        form = self.form(self.request.POST)
        if "_change" in self.request.POST or not form.is_valid():
            return self._form_page(form)
        found = self.changes(form.word)
        if (told := _contradicted(found)) and not is_own(form.cleaned_data["why"]):
            form.add_error("why", asks(told))
            return self._form_page(form)
        if "_without" in self.request.POST:
            found = [each for each in found if not each.refused]
        return self._confirm(form, found) if "_confirm" in self.request.POST else self._preview_page(form, found)

    def _confirm(self, form: SayForm, found: list[Change]) -> HttpResponse:
        self.problems += self._in_the_way(found)
        if not self.problems:
            try:
                with refusable():
                    return self._done(once(self.request, partial(self._record, form, found)))
            except (Refused, OperationalError) as error:
                self.problems += refusal_in(error).messages
        return self._preview_page(form, found)

    def _in_the_way(self, found: Sequence[Change]) -> list[str]:
        """Why nothing can be written."""
        changed = [each.row.reference for each in found if each.edition != self.seen.get(each.row.pk)]
        problems = [self._missing] if self._missing else []
        if changed:
            told = _(
                "Somebody changed %(rows)s since this preview. Nothing was saved: look at them again, then confirm."
            )
            problems.append(told % {"rows": ", ".join(changed)})
        if any(each.refused for each in found) or not any(each.will_be_written for each in found):
            problems.append(_("Nothing was saved: see below what is in the way."))
        return problems

    def _record(self, form: SayForm, found: Sequence[Change]) -> str:
        written = record_for_all(
            [(each.row, self.seen[each.row.pk]) for each in found if each.will_be_written],
            side=self.side,
            word=form.word,
            by=person(self.request),
            at=timezone.now(),
            why=form.reason,
        )
        return str(len(written))

    def _done(self, number: str) -> HttpResponse:
        told = ngettext(
            "Recorded for %(side)s on %(number)s commitment.",
            "Recorded for %(side)s on %(number)s commitments.",
            int(number),
        )
        messages.success(self.request, told % {"side": self.side.code, "number": number})
        release(self.request)
        return HttpResponseRedirect(places.back_to_list(self.model_admin, self.request))

    def _form_page(self, form: SayForm) -> HttpResponse:
        return self._page("say_many", form, self.changes(None), _("Record one status update for several commitments"))

    def _preview_page(self, form: SayForm, found: Sequence[Change]) -> HttpResponse:
        cleaned = form.cleaned_data
        new = {
            "state": badge(ShownStatus(cleaned["status"])),
            "outlook": badge(Outlook(cleaned["outlook"])) if cleaned["outlook"] else "",
            "progress": cleaned["progress"],
            "day": date_format(cleaned["as_of"], "DATE_FORMAT"),
            "more": _more(form),
        }
        typed = [(name, value) for name, values in self.request.POST.lists() for value in values if _is_typed(name)]
        return self._page("say_preview", form, found, _("What will be recorded"), new=new, typed=typed)

    def _page(self, template: str, form: SayForm, found: Sequence[Change], title: str, **more: Any) -> HttpResponse:
        here = admin_address("commitment", "say_many")
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": title,
            "form": form,
            "changes": found,
            "refused": [each for each in found if each.refused],
            "written": sum(each.will_be_written for each in found),
            "problems": self.problems,
            "missing": self._missing,
            "rows": " ".join(f"{each.row.pk}-{each.edition}" for each in found),
            "once": ticket(),
            "most": MOST,
            "address": still_named(self.request, places.keeping_filters(self.model_admin, self.request, here)),
            "back": places.back_to_list(self.model_admin, self.request),
            **more,
        }
        return TemplateResponse(self.request, f"admin/commitments/commitment/{template}.html", context)


def _more(form: SayForm) -> list[tuple[str, str]]:
    """What else the new word says, each with its label."""
    cleaned = form.cleaned_data
    said = {name: every_language(cleaned[name]) for name in ("note", "next_step")}
    said |= {"passage": label(cleaned["passage"]) if cleaned["passage"] else "", "address": cleaned["address"]}
    said |= {"awaiting": label(cleaned["awaiting"]) if cleaned["awaiting"] else "", "why": cleaned["why"]}
    return [(str(form.fields[name].label), words) for name, words in said.items() if words]


def _contradicted(found: Sequence[Change]) -> list[str]:
    return [f"{each.row.reference}: {' '.join(each.contradictions)}" for each in found if each.contradictions]


def _is_typed(name: str) -> bool:
    return not name.startswith("_") and name not in {"csrfmiddlewaretoken", ROWS, FIELD}
