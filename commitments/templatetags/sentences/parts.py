"""Sentences on what hangs on a promise: owners, targets, milestones, links, citations."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.queries.names import Names
from commitments.templatetags.sentences import saying
from commitments.templatetags.sentences.saying import Sentence, beside, called, day, due, period
from commitments.templatetags.texts import named
from commitments.values.alterations import facts

MEASURED: Mapping[str, tuple[Any, Any, Any]] = {
    "target": (
        gettext_lazy("Target set for “%(indicator)s”: %(after)s."),
        gettext_lazy("The target for “%(indicator)s” changed from %(before)s to %(after)s."),
        gettext_lazy("The target for “%(indicator)s” was removed; it was %(before)s."),
    ),
    "baseline": (
        gettext_lazy("The target for “%(indicator)s” starts from %(after)s."),
        gettext_lazy("What the target for “%(indicator)s” starts from changed from %(before)s to %(after)s."),
        gettext_lazy("The target for “%(indicator)s” no longer says what it starts from; it was %(before)s."),
    ),
}
MILESTONES: Mapping[str, Any] = {
    "added": gettext_lazy("Milestone added: “%(title)s”, %(due)s."),
    "removed": gettext_lazy("Milestone removed: “%(title)s”, %(due)s."),
    "moved": gettext_lazy("The milestone “%(title)s” was due %(due_before)s; it is now due %(due)s."),
    "reached": gettext_lazy("Milestone reached on %(day)s: “%(title)s”."),
    "unreached": gettext_lazy("The milestone “%(title)s” no longer counts as reached."),
}


def owner(fact: facts.OwnerChanged, _names: Names) -> Sentence:
    """An organisation's part."""
    known = {
        "organisation": named(fact.organisation),
        "before": called(fact.before, "role"),
        "after": called(fact.after, "role"),
    }
    if fact.before is None:
        return Sentence(_("Responsible from now on: %(organisation)s (%(after)s).") % known)
    if fact.after is None:
        return Sentence(_("No longer responsible: %(organisation)s (%(before)s).") % known)
    return Sentence(_("The part of %(organisation)s changed from “%(before)s” to “%(after)s”.") % known)


def measured(fact: facts.Measured, names: Names) -> Sentence:
    """A target or what it starts from."""
    begun, changed, ended = MEASURED[fact.what]
    form = begun if fact.before is None else ended if fact.after is None else changed
    known = {
        "indicator": saying.indicator(fact.indicator, names),
        "before": saying.measured(fact.before) if fact.before else "",
        "after": saying.measured(fact.after) if fact.after else "",
    }
    return Sentence(str(form) % known)


def seen(fact: facts.Seen, names: Names) -> Sentence:
    """The newest value seen."""
    known = {
        "indicator": saying.indicator(fact.indicator, names),
        **_sight(fact.before, "before"),
        **_sight(fact.after, "after"),
    }
    if fact.after is None:
        return Sentence(
            _("No value of “%(indicator)s” counts as seen any more; the last was %(before)s (%(before_period)s).")
            % known
        )
    if fact.before is None:
        return Sentence(_("First value seen of “%(indicator)s”: %(after)s (%(after_period)s).") % known)
    return Sentence(
        _(
            "Newest value seen of “%(indicator)s”: %(after)s (%(after_period)s); "
            "until now, %(before)s (%(before_period)s)."
        )
        % known
    )


def _sight(sight: tuple[facts.Amount, str] | None, name: str) -> dict[str, str]:
    return {name: saying.measured(sight[0]), f"{name}_period": period(sight[1])} if sight else {}


def milestone(fact: facts.MilestoneChanged, _names: Names) -> Sentence:
    """A step on the way."""
    known = {"title": named(fact.title)}
    if fact.what in {"added", "removed", "moved"}:
        known |= {"due_before": due(fact.before), "due": due(fact.after)}
    elif fact.after:
        known |= {"day": day(fact.after)}
    return Sentence(str(MILESTONES[fact.what]) % known)


def link(fact: facts.LinkChanged, _names: Names) -> Sentence:
    """A link to another commitment."""
    form = _("Link added: %(relation)s %(to)s.") if fact.added else _("Link removed: %(relation)s %(to)s.")
    return Sentence(form % {"relation": called(fact.relation, "link"), "to": fact.to})


def citation(fact: facts.CitationChanged, names: Names) -> Sentence:
    """What a passage does to it, with what the passage says."""
    known = {
        "source": saying.source(fact.source, fact.paragraph, names),
        "before": called(fact.before, "relation"),
        "after": called(fact.after, "relation"),
    }
    if fact.before is None:
        return Sentence(_("Citation added: %(source)s (%(after)s).") % known, beside(gist=fact.gist))
    if fact.after is None:
        return Sentence(_("Citation removed: %(source)s (%(before)s).") % known)
    return Sentence(_("The citation of %(source)s changed from “%(before)s” to “%(after)s”.") % known)


def passage(fact: facts.PassageMoved, names: Names) -> Sentence:
    """Another place or fingerprint."""
    where = saying.source(fact.source, fact.paragraph, names)
    return Sentence(
        _("The passage cited was marked anew, with its place and fingerprint: %(source)s.") % {"source": where}
    )
