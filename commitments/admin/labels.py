"""How rows are called in lists and choices: their public name, then their words in the reader's language."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from commitments.admin.texts import language_name
from commitments.models import Passage, StatusUpdate
from commitments.values.texts import Text, tell

LONGEST = 90
NUMBER = re.compile(r"[0-9]{1,15}")
"""What can be a row's private number."""


def reading_language() -> str:
    """The language that the reader of this page has chosen."""
    return get_language() or settings.LANGUAGE_CODE


def told(text: Text | None) -> str:
    """A text in the reader's language, else in the first content language that has it."""
    return tell(text or {}, reading_language(), order=settings.CONTENT_LANGUAGES).words


def label(row: Model) -> str:
    """A row's key and words, such as "VL-2025-001 · A railway to the sea"."""
    words = told(_words(row))
    return f"{row} · {Truncator(words).chars(LONGEST)}" if words else str(row)


def _words(row: Model) -> Text | None:
    text: Text | None
    if isinstance(row, Passage):
        text = row.gist
    elif isinstance(row, StatusUpdate):
        text = row.note
    else:
        text = getattr(row, "title", None) or getattr(row, "name", None)
    return text


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django fields take no types when run
    """A choice of one row, called by its label."""

    def label_from_instance(self, obj: Model) -> str:
        """Its key and words."""
        return label(obj)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the same
    """A choice of several rows, called by their labels."""

    def clean(self, value: Any) -> Any:
        """Refuse what is no row's number before a database does."""
        for each in value or ():
            if not NUMBER.fullmatch(str(each)):
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": each})
        return super().clean(value)

    def label_from_instance(self, obj: Model) -> str:
        """Its key and words."""
        return label(obj)


class RowSelect(AutocompleteSelect):
    """A search field that forgets what is no row's number instead of failing on it."""

    known: Mapping[str, str | None] = MappingProxyType({})
    """The labels of rows by their numbers, none for rows that may not be chosen: looked up for many fields at once."""

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> Any:
        """What is chosen."""
        numbers = [str(each) for each in value if NUMBER.fullmatch(str(each))]
        if not numbers or any(each not in self.known for each in numbers):
            return super().optgroups(name, numbers, attr)
        options = [] if self.is_required else [("", "")]
        options += [(each, words) for each in numbers if (words := self.known[each]) is not None]
        made = [self.create_option(name, *each, bool(each[0]), index) for index, each in enumerate(options)]
        return [(None, made, 0)]


def know_labels(rows: Sequence[forms.BaseForm], name: str) -> None:
    """Tell the search fields of this name what their rows are called; one query, however many forms."""
    bound = [form[name] for form in rows]
    selects = [select for each in bound if isinstance(select := _unwrapped(each.field.widget), RowSelect)]
    wanted = {str(each.value()) for each in bound if NUMBER.fullmatch(str(each.value()))}
    if not selects or not wanted:
        return
    choices: Any = bound[0].field
    called = {str(row.pk): label(row) for row in choices.queryset.filter(pk__in=wanted)}
    for select in selects:
        select.known = dict.fromkeys(wanted) | called


def _unwrapped(widget: forms.Widget) -> forms.Widget:
    """The widget itself, without the buttons that the admin puts around it."""
    return getattr(widget, "widget", widget)


class RowsSelect(AutocompleteSelectMultiple):
    """The same for several rows."""

    def optgroups(self, name: str, value: Sequence[Any], attr: Any = None) -> Any:
        """What is chosen."""
        return super().optgroups(name, [each for each in value if NUMBER.fullmatch(str(each))], attr)


def every_language(text: Text | None) -> SafeString | str:
    """A text in all its languages, one paragraph each."""
    rows = ((code, language_name(code), words) for code, words in sorted((text or {}).items()))
    return format_html_join(
        "", '<p class="told"><b class="told-language">{1}</b> <span lang="{0}">{2}</span></p>', rows
    )


def text_column(name: str, described: Any) -> Callable[[Any], str]:
    """A list's column that tells the text in the field of this name."""

    def column(row: Any) -> str:
        return told(getattr(row, name))

    _describe(column, name, described)
    return column


@cache  # one and the same for Django, which looks for it in two lists
def text_display(name: str, described: Any) -> Callable[[Any], SafeString | str]:
    """A read-only field that shows the text in the field of this name in all its languages."""

    def display(row: Any) -> SafeString | str:
        return every_language(getattr(row, name)) or "–"

    _describe(display, name, described)
    return display


def _describe(column: Any, name: str, described: Any) -> None:
    column.short_description = described
    column.__name__ = name
