"""A form of one step that somebody's save overtook: what was saved meanwhile, beside what was typed, field by field."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from commitments.admin.base import person
from commitments.admin.held import Fields, plainly
from commitments.admin.kept import LOST_FILES, without_name
from commitments.admin.overtaken import number_in
from commitments.admin.scope import visible_editions
from commitments.admin.typed import packed, unpacked
from commitments.admin.version_page import page_of_versions
from commitments.admin.versions import Place, Told, Version, field_place, speller
from commitments.admin.written_dates import WrittenDateField
from commitments.models import Commitment
from commitments.values.merging import Fork, Outcome, forks

ASIDE = {"why", "seen", "shown", "until", "after", "once", "corrects", "kept"}
"""What a step's form asks that is no part of the row."""


def record_at(request: HttpRequest, row: Commitment, number: int | None) -> dict[str, Any]:
    """The commitment as the edition of this number has it; empty when it has no such edition. One query."""
    editions: Any = visible_editions(person(request))
    found = editions.of(row.noun, row.key).filter(number=number).values_list("record", flat=True).first()
    return dict(json.loads(found)) if found else {}


def stored_in(form: Any, values: Mapping[str, Any]) -> Fields:
    """Stored values as the fields of these names would send them."""
    return {key: plain for name, value in values.items() for key, plain in plainly(form.fields[name], name, value)}


def typed_in(form: Any) -> Fields:
    """What was typed into the fields of the row."""
    rows = {name: field for name, field in form.fields.items() if name not in ASIDE}
    asked = {name: field for name, field in rows.items() if not isinstance(field, forms.FileField)}
    return {
        key: plain
        for name, field in asked.items()
        for key, plain in plainly(field, name, _understood(field, _sent(form, name, field)))
    }


def _sent(form: Any, name: str, field: forms.Field) -> Any:
    return field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _understood(field: forms.Field, value: Any) -> Any:
    """A date as it was understood, so that one that is only written otherwise is none that differs."""
    if not isinstance(field, WrittenDateField):
        return value
    try:
        return field.clean(value)
    except forms.ValidationError:
        return value


def compared(
    form: Any, then: Fields, now: Fields, mine: Fields, *, asks: bool = False, sent: Any = None, undecided: Any = ()
) -> list[Place]:
    """Where the row differs, field by field; `asks` where somebody has to choose between two changes of one field."""
    found = forks(then, now, mine)
    known = speller(form, ({each.name: value} for each in found for value in _versions(each)))
    return [field_place(each, known, sent or {}, undecided, asks=asks) for each in found]


def _versions(fork: Fork[Any]) -> Iterable[Any]:
    return (each for each in (fork.shown, fork.theirs, fork.mine) if each is not None)


def row_place(called: str, then: Told | None, now: Told | None, mine: Told) -> Place:
    """A row that others changed, beside all of what was typed."""
    shown, theirs, typed = (Version(told=each or [], absent=each is None) for each in (then, now, mine))
    return Place(
        choice="", called=called, language="", shown=shown, theirs=theirs, mine=typed, outcome=Outcome.MINE, asks=False
    )


def versions_of_step(
    model_admin: Any,
    request: HttpRequest,
    row: Commitment,
    *,
    base: int,
    places: Sequence[Place],
    editions: Sequence[Mapping[str, Any]],
    **more: Any,
) -> HttpResponse:
    """The page. `base` is what the form is based on once it is sent from there; `more` says how it is worded."""
    context = {
        "places": places,
        "editions": editions,
        "weighed": base,
        "typed": packed(request.POST) or "",
        "anew": without_name(request.get_full_path()),
        "files": bool(request.FILES),
        "saves": not request.FILES,
        **more,
    }
    return page_of_versions(model_admin, request, row, context)


def restore(request: HttpRequest) -> QueryDict | None:
    """Of a page of versions, put what was typed before in the place of what was sent, which is returned; else None."""
    sent = request.POST
    if request.method != "POST" or number_in(sent.get("weighed", "")) is None:
        return None
    request.POST = unpacked(sent.get("typed")) or sent.copy()  # type: ignore[assignment]  # Django lets it be set
    return sent


def rebase(request: HttpRequest, sent: QueryDict, field: str, **others: str) -> None:
    """Have the form, which says on what it is based in this field, answered as if opened after the other's save.

    With the button for going on it is shown, and not saved. `others` are set as well.
    """
    data: Any = request.POST
    for name, value in {field: sent["weighed"], **others}.items():
        data[name] = value
    if LOST_FILES in sent:
        data[LOST_FILES] = "1"
    if "_look" in sent or LOST_FILES in sent:
        vars(request)["refilled"] = True
        messages.warning(request, _("Nothing is saved yet: go on, and save when it is as you want it."))
