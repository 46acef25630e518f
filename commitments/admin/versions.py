"""Two versions of a record in the reader's words, place by place, with what is asked where both were changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from commitments.admin.held import DIGEST, Fields, Plain
from commitments.admin.labels import NUMBER, label
from commitments.admin.overtaken import Overtaken, choice_of
from commitments.admin.texts import language_name
from commitments.admin.written_dates import WrittenDateField
from commitments.templatetags.dates import period_words
from commitments.values.dates import MalformedDate
from commitments.values.merging import Fork, Outcome

Told = list[tuple[str, str]]
"""Lines to read: what a field is called, which for a field by itself is nothing, and its words."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """One of the versions of a place."""

    told: Told
    absent: bool
    """Whether the whole row is not there in it."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that differs: what it is called, its versions, and what becomes of it."""

    choice: str
    """The name by which a choice is sent."""
    called: str
    language: str
    shown: Version
    theirs: Version
    mine: Version
    outcome: Outcome
    chosen: str = ""
    undecided: bool = False
    asks: bool = True
    """Whether one of the versions becomes the place; else both stay, and what was typed is added to them."""

    @property
    def asked(self) -> bool:
        """Whether somebody has to choose."""
        return self.asks and self.outcome is Outcome.CONTESTED


@dataclass(frozen=True)
class Speller:
    """Puts the values of a form into words; what its choices are called is looked up once for each field."""

    form: Any
    known: dict[str, dict[str, str]]

    def lines(self, fields: Fields) -> Told:
        """Each field that says something."""
        return [(self.called(name), self.words(name, value)) for name, value in fields.items() if value]

    def called(self, name: str) -> str:
        """What a field is called, with the language of a text."""
        field, code = self._asked(name)
        words = str(field.label or name)
        return f"{words} ({language_name(code)})" if code else words

    def language(self, name: str) -> str:
        """The language of a text."""
        return self._asked(name)[1]

    def words(self, name: str, value: Plain) -> str:
        """What a value says."""
        if isinstance(value, list):
            return ", ".join(self._one(name, each) for each in value)
        return self._one(name, value) if value else ""

    def _one(self, name: str, value: str) -> str:
        if value.startswith(DIGEST):
            return _("a text of %(number)s characters") % {"number": value.rpartition(":")[2]}
        field, _code = self._asked(name)
        if isinstance(field, WrittenDateField | forms.DateField):
            return _date_words(value)
        if isinstance(field, forms.ModelChoiceField):
            return self.known.get(name, {}).get(value) or _("a row that is not there any more")
        choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
        return str(dict(choices).get(value, value))

    def _asked(self, name: str) -> tuple[forms.Field, str]:
        """The field that is sent under a name, and the language when it is a text."""
        if name in self.form.fields:
            return self.form.fields[name], ""
        whole, _separator, code = name.rpartition("_")
        return self.form.fields[whole], code


def _date_words(value: str) -> str:
    """A date in words; as it was typed where it cannot be read."""
    try:
        return period_words(value)
    except MalformedDate:
        return value


def speller(form: Any, versions: Iterator[Fields]) -> Speller:
    """One that knows every row that the versions name; a query for each field that names rows."""
    wanted: dict[str, set[str]] = {}
    for fields in versions:
        for name, value in fields.items():
            if isinstance(form.fields.get(name), forms.ModelChoiceField):
                wanted.setdefault(name, set()).update(value if isinstance(value, list) else [value])
    return Speller(form, {name: _labels(form.fields[name], keys) for name, keys in wanted.items()})


def _labels(field: Any, keys: set[str]) -> dict[str, str]:
    numbers = [each for each in keys if NUMBER.fullmatch(each)]
    return {str(row.pk): label(row) for row in field.queryset.filter(pk__in=numbers)} if numbers else {}


def places(over: Overtaken, sent: Mapping[str, Any], undecided: tuple[str, ...]) -> list[Place]:
    """Every place that differs: those that are asked first. `sent` are the choices so far."""
    known = speller(over.form, _versions(over.fields, lambda fork, value: {fork.name: value}))
    found = [field_place(fork, known, sent, undecided) for fork in over.fields]
    for formset in over.formsets:
        forked = over.rows[formset.prefix]
        rows = speller(formset.empty_form, _versions(forked, lambda _fork, value: value))
        found += [_row(fork, formset, rows, sent, undecided) for fork in forked]
    return sorted(found, key=lambda each: not each.asked)


def _versions(found: list[Fork[Any]], fields: Any) -> Iterator[Fields]:
    for fork in found:
        yield from (fields(fork, each) for each in (fork.shown, fork.theirs, fork.mine) if each is not None)


def field_place(
    fork: Fork[Plain], known: Speller, sent: Mapping[str, Any], undecided: tuple[str, ...], *, asks: bool = True
) -> Place:
    """A field that differs, in words."""

    def version(value: Plain | None) -> Version:
        words = known.words(fork.name, value) if value else ""
        return Version(told=[("", words)] if words else [], absent=False)

    called, language = known.called(fork.name), known.language(fork.name)
    return _place(fork, choice_of("", fork.name), called, version, sent, undecided, language=language, asks=asks)


def _row(
    fork: Fork[Fields], formset: Any, known: Speller, sent: Mapping[str, Any], undecided: tuple[str, ...]
) -> Place:
    def version(value: Fields | None) -> Version:
        return Version(told=known.lines(value) if value else [], absent=value is None)

    called = str(formset.model._meta.verbose_name).capitalize()
    return _place(fork, choice_of(formset.prefix, fork.name), called, version, sent, undecided)


def _place(
    fork: Fork[Any],
    choice: str,
    called: str,
    version: Any,
    sent: Mapping[str, Any],
    undecided: tuple[str, ...],
    *,
    language: str = "",
    asks: bool = True,
) -> Place:
    return Place(
        choice=choice,
        called=called,
        language=language,
        shown=version(fork.shown),
        theirs=version(fork.theirs),
        mine=version(fork.mine),
        outcome=fork.outcome,
        chosen=str(sent.get(choice, "")),
        undecided=choice.removeprefix("choice-") in undecided,
        asks=asks,
    )


def new_rows(over: Overtaken) -> list[tuple[str, Told]]:
    """What was typed anew, which stays: what each row is called, and what it says."""
    found = []
    for formset in over.formsets:
        anew = over.anew[formset.prefix]
        known = speller(formset.empty_form, iter(anew))
        found += [(str(formset.model._meta.verbose_name).capitalize(), known.lines(each)) for each in anew]
    return found
