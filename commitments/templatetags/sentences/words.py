"""Sentences on what the sides say."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.queries.names import Names
from commitments.templatetags.amounts import number
from commitments.templatetags.files import file_link
from commitments.templatetags.sentences.saying import Beside, Sentence, beside, called, day, side
from commitments.values.alterations import facts

GIVEN: Mapping[str, tuple[Any, Any, Any]] = {
    "outlook": (
        gettext_lazy("%(side)s gives the outlook “%(after)s”."),
        gettext_lazy("%(side)s changed its outlook from “%(before)s” to “%(after)s”."),
        gettext_lazy("%(side)s no longer gives an outlook; it was “%(before)s”."),
    ),
    "progress": (
        gettext_lazy("%(side)s puts the progress at %(after)s of 100."),
        gettext_lazy("%(side)s puts the progress at %(after)s of 100; until now, at %(before)s."),
        gettext_lazy("%(side)s no longer gives a figure for the progress; it was %(before)s of 100."),
    ),
    "awaiting": (
        gettext_lazy("%(side)s waits for %(after)s."),
        gettext_lazy("%(side)s now waits for %(after)s, no longer for %(before)s."),
        gettext_lazy("%(side)s no longer waits for %(before)s."),
    ),
}
"""What a side begins to say, changes and no longer says."""


def spoken(fact: facts.Spoken, names: Names) -> Sentence:
    """A side's new word, with its note and its next step."""
    known = {
        "side": side(fact.side, names),
        "status": called(fact.status, "status"),
        "before": called(fact.before, "status"),
        "day": day(fact.as_of),
        "number": fact.corrects,
    }
    return Sentence(_spoken(fact) % known, beside(note=fact.note, next_step=fact.next_step))


def _spoken(fact: facts.Spoken) -> str:
    if fact.corrects is not None:
        return _("%(side)s sets its word %(number)s right: “%(status)s”, as of %(day)s.")
    if fact.late:
        return _("%(side)s recorded a word for an earlier day: “%(status)s”, as of %(day)s.")
    if fact.before is None:
        return _("%(side)s speaks for the first time: “%(status)s”, as of %(day)s.")
    if fact.before == fact.status:
        return _("%(side)s says again “%(status)s”, as of %(day)s.")
    return _("%(side)s now says “%(status)s” instead of “%(before)s”, as of %(day)s.")


def recalled(fact: facts.Recalled, names: Names) -> Sentence:
    """An older word counts again."""
    known = {"side": side(fact.side, names), "status": called(fact.status, "status"), "day": day(fact.as_of)}
    return Sentence(_("An earlier word of %(side)s counts again: “%(status)s”, as of %(day)s.") % known)


def given(fact: facts.Given, names: Names) -> Sentence:
    """What a side says beside its status."""
    begun, changed, ended = GIVEN[fact.what]
    form = begun if fact.before is None else ended if fact.after is None else changed
    values = {"before": _value(fact.what, fact.before, names), "after": _value(fact.what, fact.after, names)}
    return Sentence(str(form) % {"side": side(fact.side, names), **values})


def _value(what: str, value: Any, names: Names) -> str:
    if value is None:
        return ""
    if what == "awaiting":
        return side(value, names)
    return number(value) if what == "progress" else called(value, what)


def evidenced(fact: facts.Evidenced, names: Names) -> Sentence:
    """How much evidence a word names, with the files among it."""
    words = ngettext(
        "%(side)s names %(number)s piece of evidence.", "%(side)s names %(number)s pieces of evidence.", fact.number
    )
    links = (
        file_link(each.reference, each.word, each.piece, name=each.name, media_type=each.media_type, size=each.size)
        for each in fact.files
    )
    files = tuple(Beside("file", _("File"), link) for link in links)
    return Sentence(words % {"side": side(fact.side, names), "number": number(fact.number)}, files)


def more(fact: facts.MoreWords, _names: Names) -> Sentence:
    """Words that only the list of all words shows."""
    words = ngettext(
        "%(number)s further word was recorded in the same change.",
        "%(number)s further words were recorded in the same change.",
        fact.number,
    )
    return Sentence(words % {"number": number(fact.number)})
