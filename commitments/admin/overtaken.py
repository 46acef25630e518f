"""A form that somebody else's save overtook: what was shown, what is stored now, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest, QueryDict

from commitments.admin.held import Fields, Held, Plain, held_in, stored, typed, typed_anew
from commitments.models import Recorded
from commitments.values.merging import Fork, Outcome, forks

LONGEST_NUMBER = 15


@dataclass(frozen=True)
class Overtaken:
    """The three versions of a record and of its parts."""

    record: Recorded
    form: Any
    formsets: Sequence[Any]
    shown: Held
    theirs: Held
    mine: Held
    data: QueryDict

    @cached_property
    def fields(self) -> list[Fork[Plain]]:
        """Where the record itself differs. What the page could not have shown is as it is stored."""
        theirs = {name: self.theirs.fields.get(name, value) for name, value in self.mine.fields.items()}
        shown = theirs | {name: value for name, value in self.shown.fields.items() if name in theirs}
        return forks(shown, theirs, self.mine.fields)

    @cached_property
    def rows(self) -> dict[str, list[Fork[Fields]]]:
        """Where each kind of its parts differs, by the numbers of the rows."""
        kinds = [each.prefix for each in self.formsets]
        return {
            kind: forks(*(each.rows.get(kind, {}) for each in (self.shown, self.theirs, self.mine))) for kind in kinds
        }

    @cached_property
    def anew(self) -> dict[str, list[Fields]]:
        """The new rows of each kind, without those that somebody else added alike."""
        return {each.prefix: self._anew(each) for each in self.formsets}

    def _anew(self, formset: Any) -> list[Fields]:
        before = self.shown.rows.get(formset.prefix, {})
        added = [row for pk, row in self.theirs.rows.get(formset.prefix, {}).items() if pk not in before]
        return [row for row in typed_anew(self.data, formset) if row not in added]

    @property
    def parted(self) -> bool:
        """Whether what is stored differs from what was shown in anything that the form holds."""
        kinds: list[Sequence[Fork[Any]]] = [self.fields, *self.rows.values()]
        return any(each.outcome is not Outcome.MINE for found in kinds for each in found)


def choice_of(kind: str, name: str) -> str:
    """The name by which a choice between two versions is sent: `kind` is that of a row, none for a field."""
    return f"choice-{kind}-{name}" if kind else f"choice-{name}"


def choices_in(sent: Mapping[str, Any], kind: str, found: Sequence[Fork[Any]]) -> dict[str, str]:
    """What was chosen, by the names of the places."""
    given = {each.name: sent.get(choice_of(kind, each.name)) for each in found}
    return {name: str(choice) for name, choice in given.items() if choice}


def overtaken(
    admin: Any, request: HttpRequest, record: Recorded, data: QueryDict, *, theirs: Held | None = None
) -> Overtaken | None:
    """The three versions, with what is stored unless `theirs` says what was; None when the form does not say what it showed.

    A query for each kind of part, and a few.
    """
    shown = held_in(data.get("shown"))
    if shown is None:
        return None
    form, formsets = _unsent(admin, request, record)
    mine = typed(data, form, formsets)
    return Overtaken(record, form, formsets, shown, theirs or stored(form, formsets), mine, data)


def _unsent(admin: Any, request: HttpRequest, record: Recorded) -> tuple[Any, list[Any]]:
    """The forms of the page as somebody finds them who opens it now."""
    names = flatten_fieldsets(admin.get_fieldsets(request, record))
    form = admin.get_form(request, record, change=True, fields=names)(instance=record)
    made = [
        kind(instance=record, prefix=kind.get_default_prefix(), queryset=inline.get_queryset(request))
        for kind, inline in admin.get_formsets_with_inlines(request, record)
        if inline.has_change_permission(request, record)
    ]
    return form, made


def shown_now(form: Any, inlines: Sequence[Any]) -> str:
    """What a page that is opened shows, for the form to send back; `inlines` are the admin's formsets."""
    rows = [each.formset for each in inlines if each.has_change_permission]
    return stored(form, rows).as_json()


def seen_in(data: QueryDict) -> int | None:
    """The number of the edition that the form showed."""
    return number_in(data.get("seen", ""))


def number_in(sent: str) -> int | None:
    """A number as we write it ourselves; None for anything else."""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_NUMBER else None
