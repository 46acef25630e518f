"""The members of a record as labels, for what has no sentence and for the rows of a comparison."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, Any] = {
    "reference": _("reference"),
    "title": _("title"),
    "summary": _("summary"),
    "kind": _("kind"),
    "force": _("force"),
    "level": _("level"),
    "visibility": _("visibility"),
    "partnership": _("partnership"),
    "sectors": _("sectors"),
    "parent": _("part of"),
    "made_on": _("made on"),
    "recurrence": _("recurrence"),
    "review_interval": _("review interval"),
    "status": _("status"),
    "standing": _("what the sides’ words amount to"),
    "progress": _("progress"),
    "last_word_on": _("last word"),
    "owners": _("owners"),
    "organisation": _("organisation"),
    "side": _("side"),
    "deadline": _("deadline"),
    "earlier": _("earlier deadlines"),
    "words": _("words of the sides"),
    "assessments": _("words of the sides"),
    "evidence": _("evidence"),
    "note": _("note"),
    "targets": _("targets"),
    "latest": _("newest value seen"),
    "baseline": _("baseline"),
    "unit": _("unit"),
    "milestones": _("milestones"),
    "links": _("links"),
    "citations": _("citations"),
    "verifiability": _("whether it can be verified"),
    "recorded_at": _("recorded at"),
    "recorded_for": _("recorded for"),
}


def label(name: str) -> str:
    """A member's label; its own name when it has none."""
    return str(LABELS.get(name, name))


def place_words(place: tuple[str, ...]) -> str:
    """The labels on the way to a member."""
    return " › ".join(map(label, place))
