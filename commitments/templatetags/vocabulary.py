"""The closed lists in words, and what each word means."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from commitments.models import Level
from commitments.models.vocabulary import (
    Basis,
    CitationRelation,
    CommitmentKind,
    Force,
    LatenessWord,
    LinkRelation,
    Outlook,
    Role,
    ShownStatus,
    StandingWord,
)

register = template.Library()

LISTS: Mapping[str, Any] = {
    "basis": Basis,
    "relation": CitationRelation,
    "kind": CommitmentKind,
    "force": Force,
    "lateness": LatenessWord,
    "level": Level,
    "link": LinkRelation,
    "outlook": Outlook,
    "role": Role,
    "status": ShownStatus,
    "standing": StandingWord,
}

MEANINGS: Mapping[str, Any] = {
    "instrument": _("The sides signed a text: the strongest form of words."),
    "joint": _("Both sides say it together, without a signed text."),
    "unilateral": _("One side promises it."),
    "instruction": _("A leader asks others to do it."),
    "intent": _("It was discussed or hoped for: the weakest form of words."),
    "explicit": _("The text itself states the date."),
    "derived": _("The date follows from a known fact, such as an anniversary."),
    "inferred": _("The date is an analyst’s reading of the text."),
    "concordant": _("Every side gives the same status."),
    "divergent": _("The sides give different statuses. Neither word outweighs the other."),
    "one_sided": _("At least one side has not spoken yet."),
    "silent": _("Nobody has looked, or nobody has said so. It does not mean that nothing was done."),
}

REVERSED: Mapping[str, Any] = {
    "depends_on": _("is needed by"),
    "follows": _("is followed by"),
    "replaces": _("is replaced by"),
    "implements": _("is implemented by"),
}

GAPS: Mapping[str, tuple[Any, Any]] = {
    "owner": (_("A named owner"), _("No organisation leads it.")),
    "deadline": (_("A deadline"), _("No date is known.")),
    "measure": (_("A measure"), _("Nothing says how it would be counted.")),
    "evidence": (_("Evidence"), _("Nothing on record shows how it goes.")),
}
"""What makes a promise verifiable, and what it means when that is missing."""


@register.filter
def word(value: str, kind: str) -> str:
    """Name a value of one of the lists: `{{ row.status|word:"status" }}`."""
    return str(LISTS[kind](value).label)


@register.filter
def meaning(value: str) -> str:
    """Explain a value in a sentence; empty for one that explains itself."""
    return str(MEANINGS.get(value, ""))


@register.filter
def reversed_link(relation: str) -> str:
    """Name a relation as it reads from the other end."""
    return str(REVERSED[relation])


@register.filter
def gap_name(gap: str) -> str:
    """Name what a promise needs to be verifiable."""
    return str(GAPS[gap][0])


@register.filter
def gap_meaning(gap: str) -> str:
    """Say what it means that it is missing."""
    return str(GAPS[gap][1])
