"""Text that people read, kept for each language in one JSON field."""

import re
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.values.texts import Text

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_text(value: object) -> None:
    """Accept a mapping from language code to a non-empty text; refuse all else, naming the language."""
    if not isinstance(value, dict):
        raise ValidationError(_("A text is given for each language, as in {“fr”: “…”, “en”: “…”}."), code="shape")
    for language, text in value.items():
        _check_language(language)
        _check_words(language, text)


def _check_language(language: object) -> None:
    if not isinstance(language, str) or not LANGUAGE_CODE.fullmatch(language):
        raise ValidationError(
            _("“%(language)s” is not a language code such as fr, en or vi."),
            code="language",
            params={"language": language},
        )


def _check_words(language: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip() or "\x00" in text:
        raise ValidationError(
            _("The text in “%(language)s” is empty or has a character that cannot be stored. Leave the language out."),
            code="words",
            params={"language": language},
        )


def check_length(text: Text, most: int) -> None:
    """Refuse words of which there is no end; what has not the shape of a text is for `check_text`."""
    if isinstance(text, dict) and any(isinstance(words, str) and len(words) > most for words in text.values()):
        raise ValidationError(_("Say it in at most %(most)s characters."), params={"most": most}, code="max_length")


class TranslatedField(models.JSONField):
    """A text in any number of languages: `{"fr": "…", "en": "…"}`. A new language needs no migration."""

    description = _("Text in several languages")

    def __init__(self, *args: Any, longest: int | None = None, **kwargs: Any) -> None:
        """Default to no text in any language, and to texts of any length."""
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, check_text, *([partial(check_length, most=longest)] if longest else [])]

    def deconstruct(self) -> Any:
        """Keep `dict` as the default in migrations, and the validator out of them."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs
