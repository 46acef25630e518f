"""What a form holds, as JSON: its fields by the names under which a browser sends them, and its rows by their numbers."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from commitments.admin.texts import LanguagesField
from commitments.values.texts import one_newline

Plain = str | list[str]
Fields = dict[str, Plain]

LONGEST = 20_000
"""Of a field that is longer, such as the copy of a text, only the digest is held: it is compared, and never sent back."""
DIGEST = "sha256:"
NOT_HELD = {"why", "seen"}
"""What every form asks anew."""


@dataclass(frozen=True, slots=True)
class Held:
    """The fields of a record, and of each kind of its parts the rows by their private numbers."""

    fields: Fields = field(default_factory=dict)
    rows: dict[str, dict[str, Fields]] = field(default_factory=dict)

    def as_json(self) -> str:
        """For a hidden field."""
        return json.dumps([self.fields, self.rows], ensure_ascii=False, separators=(",", ":"))


def held_in(sent: str | None) -> Held | None:
    """What a hidden field says; None when no page of ours wrote it."""
    try:
        fields, rows = json.loads(sent or "")
        json.dumps([fields, rows], ensure_ascii=False).encode()  # halves of characters are none of ours
        return Held(_checked(fields), {prefix: _by_number(found) for prefix, found in rows.items()})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _by_number(rows: Mapping[str, Any]) -> dict[str, Fields]:
    return {number: _checked(fields) for number, fields in rows.items()}


def _checked(fields: Mapping[str, Any]) -> Fields:
    for value in fields.values():
        words = value if isinstance(value, list) else [value]
        if not all(isinstance(each, str) for each in words):
            raise TypeError(value)
    return dict(fields)


def stored(form: Any, formsets: Iterable[Any]) -> Held:
    """What is stored, from forms that nothing was sent to."""
    return Held(_briefly(whole(form)), {each.prefix: _stored_rows(each) for each in formsets})


def _stored_rows(formset: Any) -> dict[str, Fields]:
    return {str(each.instance.pk): whole(each) for each in formset.initial_forms}


def whole(form: Any) -> Fields:
    """What a form that nothing was sent to holds, however long."""
    values = ((name, asked, form.get_initial_for_field(asked, name)) for name, asked in asked_in(form))
    return {key: plain for name, asked, value in values for key, plain in plainly(asked, name, value)}


def asked_in(form: Any) -> Iterator[tuple[str, forms.Field]]:
    """The fields by which a form or a row changes what is stored."""
    own = NOT_HELD | {form._meta.model._meta.pk.name, "DELETE"}
    own |= {getattr(form._meta.model, "whole_field", "")}
    return ((name, asked) for name, asked in form.fields.items() if name not in own)


def typed(data: QueryDict, form: Any, formsets: Iterable[Any]) -> Held:
    """What was typed into the same forms; rows that are taken away are not there, and new ones are in `typed_anew`."""
    return Held(_briefly(sent_in(data, form, "")), {each.prefix: _typed_rows(data, each) for each in formsets})


def _typed_rows(data: QueryDict, formset: Any) -> dict[str, Fields]:
    rows = ((data.get(f"{prefix}-id", ""), prefix) for prefix in prefixes(data, formset))
    blank = formset.empty_form
    return {pk: sent_in(data, blank, f"{prefix}-") for pk, prefix in rows if pk and not data.get(f"{prefix}-DELETE")}


def typed_anew(data: QueryDict, formset: Any) -> list[Fields]:
    """The new rows that have something in them."""
    blank = formset.empty_form
    empty = whole(blank)
    new = [each for each in prefixes(data, formset) if not (data.get(f"{each}-id") or data.get(f"{each}-DELETE"))]
    rows = (sent_in(data, blank, f"{prefix}-") for prefix in new)
    return [row for row in rows if row != empty]


def prefixes(data: QueryDict, formset: Any) -> list[str]:
    """How the names of each sent row begin."""
    total = data.get(f"{formset.prefix}-TOTAL_FORMS", "")
    number = int(total) if total.isascii() and total.isdigit() and len(total) < 5 else 0
    return [f"{formset.prefix}-{index}" for index in range(min(number, formset.absolute_max))]


def sent_in(data: QueryDict, form: Any, prefix: str) -> Fields:
    """What was typed into one form whose names begin like this."""
    values = (
        (name, asked, asked.widget.value_from_datadict(data, {}, f"{prefix}{name}")) for name, asked in asked_in(form)
    )
    return {key: plain for name, asked, value in values for key, plain in plainly(asked, name, value)}


def plainly(asked: forms.Field, name: str, value: Any) -> Iterator[tuple[str, Plain]]:
    """A value of a field, stored or typed, as a browser would send it: one for each language of a text."""
    if isinstance(asked, LanguagesField):
        widget: Any = asked.widget
        words = value if isinstance(value, list) else widget.decompress(value)
        for code, each in zip(widget.languages, words, strict=False):
            yield f"{name}_{code}", _one(each)
    elif isinstance(asked, forms.ModelMultipleChoiceField):
        yield name, sorted({_one(asked.prepare_value(each)) for each in value or ()})
    else:
        yield name, _one(_read(asked, value))


def _read(asked: forms.Field, value: Any) -> Any:
    """What was typed as the field understands it, so that 12.50 is 12.5; as it was typed where it does not."""
    if isinstance(asked, forms.ModelChoiceField):
        return asked.prepare_value(value)
    try:
        return asked.to_python(value)
    except forms.ValidationError:
        return value


def _one(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return "" if value is None else one_newline(str(value)).strip()


def _briefly(fields: Fields) -> Fields:
    return {name: _brief(value) if isinstance(value, str) else value for name, value in fields.items()}


def _brief(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{DIGEST}{hashlib.sha256(words.encode()).hexdigest()}:{len(words)}"
