"""A form field for a text in several languages: one input for each language of the setting CONTENT_LANGUAGES."""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from commitments.models.texts import check_length
from commitments.values.texts import one_newline

LONGEST = 100_000
"""How many characters a language of a text may have: what is longer is no text of a form, and no page carries it on."""


class LanguagesInput(forms.MultiWidget):
    """One labelled text area for each language, each telling the browser which language is written in it."""

    template_name = "admin/commitments/widgets/languages.html"
    use_fieldset = True

    def __init__(self, *, rows: int = 3) -> None:
        """Make the text areas, `rows` lines high until there is more to show."""
        areas: dict[str, forms.Widget | type[forms.Widget]] = {
            code: forms.Textarea({"lang": code, "rows": rows, "cols": 40}) for code in settings.CONTENT_LANGUAGES
        }
        super().__init__(areas)
        self.languages = tuple(areas)

    def decompress(self, value: Any) -> list[str]:
        """The words in each language of the setting."""
        text = _text(value)
        return [text.get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the name of each language."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for code, subwidget in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            subwidget["language"] = language_name(code)
        return context


class LanguagesField(forms.Field):
    """A text by language code. Languages that the setting does not list stay as they are stored.

    An emptied input takes that language away and touches no other.
    """

    default_error_messages = {"required": _("Write it in at least one language.")}

    def __init__(self, *, encoder: Any = None, decoder: Any = None, rows: int = 3, **options: Any) -> None:
        """Take what a model field gives; a JSON encoder and decoder are not needed here."""
        # A hidden copy of the first value would be compared instead of what is stored.
        options |= {"widget": LanguagesInput(rows=rows), "show_hidden_initial": False}
        super().__init__(**options)
        self.stored: dict[str, str] = {}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Remember what is stored, which decides what an input changes."""
        self.stored = _text(form.get_initial_for_field(self, field_name))
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> dict[str, str]:
        """The stored text with what was written in each input."""
        return self._merged(self.stored, value)

    def validate(self, value: Any) -> None:
        """Refuse an endless text as well."""
        super().validate(value)
        check_length(value or {}, LONGEST)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any input says something else than what is stored."""
        stored = _text(initial)
        try:
            return self._merged(stored, data) != stored
        except forms.ValidationError:
            return True

    def _merged(self, stored: dict[str, str], value: Any) -> dict[str, str]:
        written = dict(zip(settings.CONTENT_LANGUAGES, value or (), strict=False))
        merged = {code: _cleaned(words, stored.get(code, "")) for code, words in written.items()}
        return {code: words for code, words in (stored | merged).items() if words}


def _cleaned(words: Any, stored: str) -> str:
    """What is stored when the browser sent back the same words, else the words without white space around them."""
    cleaned: str = one_newline(forms.CharField(required=False).clean(words))
    return stored if cleaned == one_newline(stored).strip() else cleaned


def _text(value: Any) -> dict[str, str]:
    return dict(value) if isinstance(value, dict) else {}


def language_name(code: str) -> str:
    """A language's own name, or its code when Django does not know it."""
    try:
        return unicodedata.normalize("NFC", get_language_info(code)["name_local"])
    except KeyError:
        return code
