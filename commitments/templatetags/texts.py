"""Texts kept in several languages: the reader's words, or others that say which language they are in."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext as _

from commitments.values.texts import Text, Told, tell

register = template.Library()

CAPITALISED = {"en"}
"""The languages that write the names of languages with a capital wherever they stand."""


def _told(text: Text | None) -> Told:
    return tell(text or {}, get_language() or settings.LANGUAGE_CODE, order=settings.CONTENT_LANGUAGES)


@register.filter
def words(text: Text | None) -> str:
    """Give the words alone, for a place that takes no markup."""
    return _told(text).words


@register.filter
def named(text: Text | None) -> str:
    """Give the words alone; those of another language say in which, for a place that takes no markup."""
    found = _told(text)
    if not found.fallback:
        return found.words
    return _("%(words)s (in %(language)s)") % {"words": found.words, "language": language_name(found.language)}


@register.filter
def told(text: Text | None) -> SafeString:
    """Give the words; those of another language carry its code and a small note."""
    found = _told(text)
    if not found.fallback:
        return format_html("{}", found.words)
    return format_html(
        '<span lang="{}">{}</span> <small class="other-language">{}</small>',
        found.language,
        found.words,
        _("in %(language)s") % {"language": language_name(found.language)},
    )


NAMED_HERE = {"lo": pgettext_lazy("language", "Lao")}
"""Languages that Django does not name, because it is not translated into them."""


@register.filter
def language_name(code: Any) -> str:
    """Name a language in the reader's own, as inside a sentence; the bare code when it is not known."""
    if code == "und":
        return _("language not known")
    try:
        name = str(NAMED_HERE.get(code) or get_language_info(code)["name_translated"])
    except KeyError:
        return str(code)
    return name if get_language() in CAPITALISED else name[0].lower() + name[1:]
