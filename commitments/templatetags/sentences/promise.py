"""Sentences on the words and the sort of a promise."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.queries.names import Names
from commitments.templatetags.amounts import number
from commitments.templatetags.sentences.labels import place_words
from commitments.templatetags.sentences.saying import Sentence, called, period, side
from commitments.templatetags.texts import language_name, named
from commitments.values.alterations import facts

TEXTS: Mapping[str, Any] = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("summary"),
    "organisation": gettext_lazy("name of the organisation"),
    "sector": gettext_lazy("name of the sector"),
    "partnership": gettext_lazy("name of the partnership"),
    "milestone": gettext_lazy("title of the milestone"),
    "gist": gettext_lazy("gist of the passage"),
}
LISTED: Mapping[str, Any] = {
    "kind": gettext_lazy("The kind of promise changed from “%(before)s” to “%(after)s”."),
    "force": gettext_lazy("The force of its words changed from “%(before)s” to “%(after)s”."),
    "level": gettext_lazy("The level changed from “%(before)s” to “%(after)s”."),
    "basis": gettext_lazy("The basis of the deadline changed from “%(before)s” to “%(after)s”."),
    "status": gettext_lazy("The status shown changed from “%(before)s” to “%(after)s”."),
    "standing": gettext_lazy("What the sides’ words amount to changed from “%(before)s” to “%(after)s”."),
}
"""The values of closed lists."""

SET_CHANGED_REMOVED: Mapping[str, tuple[Any, Any, Any]] = {
    "recurrence": (
        gettext_lazy("It comes round again by the rule %(after)s."),
        gettext_lazy("It now comes round again by the rule %(after)s, no longer by %(before)s."),
        gettext_lazy("It no longer comes round again; the rule was %(before)s."),
    ),
    "parent": (
        gettext_lazy("It is now part of %(after)s."),
        gettext_lazy("It is now part of %(after)s, no longer of %(before)s."),
        gettext_lazy("It is no longer part of %(before)s."),
    ),
    "phrase": (
        gettext_lazy("The text’s own words for the deadline: “%(after)s”."),
        gettext_lazy("The text’s words for the deadline changed from “%(before)s” to “%(after)s”."),
        gettext_lazy("The deadline no longer has words of the text; they were “%(before)s”."),
    ),
}


def registered(fact: facts.Registered, _names: Names) -> Sentence:
    """The record begins."""
    return Sentence(_("Registered as “%(title)s”.") % {"title": named(fact.title)})


def withdrawn(_fact: facts.Withdrawn, _names: Names) -> Sentence:
    """Nothing of its content."""
    return Sentence(_("Withdrawn from the public record."))


def reformed(_fact: facts.Reformed, _names: Names) -> Sentence:
    """Only the form changed."""
    return Sentence(_("The record took on another form; what it says is the same."))


def other(fact: facts.Other, _names: Names) -> Sentence:
    """Name what has no sentence."""
    return Sentence(_("Other particulars changed: %(names)s.") % {"names": place_words(fact.place)})


def reworded(fact: facts.Reworded, _names: Names) -> Sentence:
    """A text in one language."""
    known = {"what": capfirst(str(TEXTS[fact.what])), "language": language_name(fact.language)}
    if fact.before is None:
        return Sentence(_("%(what)s added in %(language)s: “%(after)s”.") % {**known, "after": fact.after})
    if fact.after is None:
        return Sentence(_("%(what)s in %(language)s removed; it was “%(before)s”.") % {**known, "before": fact.before})
    texts = {"before": fact.before, "after": fact.after}
    return Sentence(_("%(what)s in %(language)s changed from “%(before)s” to “%(after)s”.") % {**known, **texts})


def changed(fact: facts.Changed, _names: Names) -> Sentence:
    """A single value."""
    values = {"before": fact.before, "after": fact.after}
    if fact.what in LISTED:
        named = {name: called(value, fact.what) for name, value in values.items()}
        return Sentence(str(LISTED[fact.what]) % named)
    if fact.what in SET_CHANGED_REMOVED:
        added, replaced, removed = SET_CHANGED_REMOVED[fact.what]
        form = added if fact.before is None else removed if fact.after is None else replaced
        return Sentence(str(form) % values)
    return Sentence(SINGLE[fact.what](fact.before, fact.after))


def _visibility(_before: Any, after: Any) -> str:
    if after == "public":
        return _("It is public from this edition on.")
    return _("It is internal from this edition on, and no longer public.")


def _made_on(before: Any, after: Any) -> str:
    days = {"before": period(str(before)), "after": period(str(after))}
    return _("The date of the promise was %(before)s; it is now %(after)s.") % days


def _review_interval(before: Any, after: Any) -> str:
    return ngettext(
        "A word now counts as stale after %(after)s day; until now, after %(before)s.",
        "A word now counts as stale after %(after)s days; until now, after %(before)s.",
        int(after),
    ) % {"before": number(before), "after": number(after)}


SINGLE: Mapping[str, Callable[[Any, Any], str]] = {
    "visibility": _visibility,
    "made_on": _made_on,
    "review_interval": _review_interval,
}


def partnership(fact: facts.PartnershipChanged, _names: Names) -> Sentence:
    """Another partnership."""
    known = {"before": named(fact.before), "after": named(fact.after)}
    return Sentence(_("The partnership changed from “%(before)s” to “%(after)s”.") % known)


def sides(fact: facts.SidesChanged, names: Names) -> Sentence:
    """Other sides."""
    named = {
        "before": ", ".join(side(code, names) for code in fact.before),
        "after": ", ".join(side(code, names) for code in fact.after),
    }
    return Sentence(_("The sides of the partnership were %(before)s; they are now %(after)s.") % named)


def sector(fact: facts.SectorChanged, _names: Names) -> Sentence:
    """A sector came or went."""
    form = _("Sector added: %(name)s.") if fact.added else _("Sector removed: %(name)s.")
    return Sentence(form % {"name": named(fact.name)})
