"""The page on which a word is given on one commitment, and on which one of the own words is set right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.actions.saying import record_after
from commitments.admin.answering import is_refilled, refill_page
from commitments.admin.base import admin_address, person
from commitments.admin.forms import Refused
from commitments.admin.kept import release
from commitments.admin.labels import NUMBER, label
from commitments.admin.once import kept, once, ticket
from commitments.admin.overtaken import number_in
from commitments.admin.saying import places
from commitments.admin.saying.forms import OneForm
from commitments.admin.saying.shown import promise
from commitments.admin.saying.versions import both_words, corrected_since
from commitments.admin.step_versions import rebase, restore
from commitments.admin.steps import missing, refused
from commitments.admin.word_forms import WORD, correctable
from commitments.admin.writing import refusable, refusal_in
from commitments.models import Commitment, Side, StatusUpdate
from commitments.models.vocabulary import StatusWord
from commitments.queries.own_words import newest_of
from commitments.rules import may_speak_on

CORRECTS, LIKE = "corrects", "like"
"""What an address may name by its number: the word that is set right, or the one whose values are taken over."""


def say_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Give the own side's word on a commitment; 403 for whoever may not."""
    row = model_admin.get_object(request, unquote(object_id))
    if row is None:
        return missing(model_admin, request, object_id)
    if not may_speak_on(person(request), row):
        why = _("Only an analyst of a side of this commitment’s partnership gives its word.")
        return refused(model_admin, request, why)
    refill_page(request)
    page = Saying(model_admin, request, row)
    return page.answer() if request.method == "POST" else page.open()


@dataclass
class Saying:
    """One commitment, and whoever speaks on it."""

    model_admin: Any
    request: HttpRequest
    row: Commitment

    @property
    def side(self) -> Side:
        """The writer's own side: there is no way to name another."""
        return cast("Side", person(self.request).side)

    def form(self, **given: Any) -> OneForm:
        """The form, filled with what is given."""
        return OneForm(
            **given,
            last=newest_of(self.side, [self.row.pk]).get(self.row.pk),
            correctable=correctable(self.row, person(self.request)),
            sides=self.row.partnership.sides.all(),
        )

    def open(self) -> HttpResponse:
        """Show the form: empty, or with the values of the word that the address names."""
        named = self._named()
        if named is None and CORRECTS in self.request.GET:
            messages.warning(
                self.request, _("That word cannot be corrected: it is not your side’s, or it has been corrected.")
            )
            rest = self.request.GET.copy()
            del rest[CORRECTS]
            return HttpResponseRedirect(f"{self.request.path}?{rest.urlencode()}")
        return self.show(self.form(initial=self._taken_over(named) if named else {}))

    def _named(self) -> StatusUpdate | None:
        number = self.request.GET.get(CORRECTS) or self.request.GET.get(LIKE) or ""
        if not NUMBER.fullmatch(number):
            return None
        return correctable(self.row, person(self.request)).filter(number=number).first()

    def _taken_over(self, word: StatusUpdate) -> dict[str, Any]:
        values = {name: getattr(word, name) for name in WORD}
        if CORRECTS not in self.request.GET:
            return values | {"corrects": None, "as_of": timezone.localdate()}
        return values | {"corrects": word.number, "kept": word.evidence.all(), "why": ""}

    def answer(self) -> HttpResponse:
        """Record the word and go on; or show the form again with all that was typed, and say what is wrong."""
        if sent := restore(self.request):
            rebase(self.request, sent, "after")
            self._correct_what_stands()
        onward = partial(places.back, self.model_admin, self.request, self.row)
        if "_next" in self.request.POST:
            onward = partial(self._next, places.after(self.model_admin, self.request, self.row))
        if not is_refilled(self.request) and (number := kept(self.request)) is not None:
            return self._done(number, onward)
        form = self.form(data=self.request.POST, files=self.request.FILES)
        is_valid = form.is_valid()
        if not is_refilled(self.request) and self._corrected_since():
            return both_words(self.model_admin, self.request, self.row, form)
        if not is_valid or is_refilled(self.request):
            form.ask_for_lost_file()
            return self.show(form)
        try:
            with refusable():
                return self._done(once(self.request, partial(self._record, form)), onward)
        except (Refused, OperationalError) as error:
            refusal = refusal_in(error)
            if getattr(refusal, "code", None) == "overtaken":
                return both_words(self.model_admin, self.request, self.row, form)
            form.show(refusal)
            return self.show(form)

    def _corrected_since(self) -> StatusUpdate | None:
        """What a colleague has set right of the own word that the form sets right, if somebody has."""
        number = number_in(self.request.POST.get(CORRECTS, ""))
        return corrected_since(list(self.row.updates.filter(side=self.side)), number) if number is not None else None

    def _correct_what_stands(self) -> None:
        """After the page of both versions: the form sets right the colleague's word, and keeps what that rests on."""
        if found := self._corrected_since():
            data: Any = self.request.POST
            data[CORRECTS] = str(found.number)
            data.setlist("kept", [str(pk) for pk in found.evidence.values_list("pk", flat=True)])

    def _done(self, number: str, onward: Callable[[], str]) -> HttpResponse:
        messages.success(self.request, self._told(number))
        release(self.request)
        return HttpResponseRedirect(onward())

    def _record(self, form: OneForm) -> str:
        update = record_after(
            self.row,
            side=self.side,
            word=form.word,
            after=form.cleaned_data.get("after") or 0,
            by=person(self.request),
            at=timezone.now(),
            why=form.reason,
        )
        return str(update.number)

    def _next(self, pk: int | None) -> str:
        if pk is None:
            messages.info(self.request, _("That was the last one of this list."))
            return places.back_to_list(self.model_admin, self.request)
        address = admin_address("commitment", "say", pk)
        return places.keeping_filters(self.model_admin, self.request, address)

    def _told(self, number: str) -> str:
        word = self.row.updates.select_related("corrects").get(number=number)
        given = {
            "side": self.side.code,
            "number": number,
            "row": label(self.row),
            "status": StatusWord(word.status).label,
            "day": date_format(word.as_of, "DATE_FORMAT"),
        }
        if word.corrects:
            told = _("Recorded for %(side)s on %(row)s: no. %(number)s corrects no. %(old)s: %(status)s as of %(day)s.")
            return told % (given | {"old": word.corrects.number})
        return _("Recorded for %(side)s on %(row)s as no. %(number)s: %(status)s as of %(day)s.") % given

    def show(self, form: OneForm) -> HttpResponse:
        """The page."""
        form.ask_for_file_again()
        shown = promise(self.model_admin, self.row, self.side)
        seen = str(form["after"].value() or 0) if form.is_bound else shown.after
        title = _("Correct no. %(number)s") if form.corrected else _("Record a status update")
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": title % {"number": form.corrected.number} if form.corrected else title,
            "subtitle": shown.name,
            "object": self.row,
            "promise": shown,
            "form": form,
            "after": seen,
            "once": ticket(),
            "back": places.back(self.model_admin, self.request, self.row),
            "has_next": not places.from_its_page(self.request),
            "say_address": self.request.path,
            "say_place": places.place(self.model_admin, self.request, self.request.GET.get(places.BACK, "")),
            "own": self.side.code,
        }
        return TemplateResponse(self.request, "admin/commitments/commitment/say.html", context)
