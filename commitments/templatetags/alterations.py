"""What changed between two editions of a commitment, told in the reader's language."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from django import template
from django.utils.translation import gettext as _

from commitments.queries.names import Names
from commitments.templatetags.dates import day_words
from commitments.templatetags.sentences import Sentence, sentence
from commitments.values.alterations import alterations

register = template.Library()


class Changed(Protocol):
    """Something with the record of a commitment before and after it: an edition, or the difference of some days."""

    @property
    def before(self) -> Mapping[str, Any] | None:
        """The record until then; None when there was none."""

    @property
    def record(self) -> Mapping[str, Any] | None:
        """The record from then on; None when it is no longer shown."""


@register.filter
def changes_in_words(change: Changed, names: Names) -> list[Sentence]:
    """Say what a change made of the record before it, fact by fact; empty when nothing is different."""
    return [sentence(fact, names) for fact in alterations(change.before, change.record)]


@register.filter
def moment_words(at: datetime) -> str:
    """Say a moment: “14 March 2027, 09:30 UTC”."""
    moment = at.astimezone(UTC)
    return _("%(day)s, %(time)s UTC") % {"day": day_words(moment), "time": f"{moment:%H:%M}"}
