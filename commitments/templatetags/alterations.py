"""What changed between two editions of a commitment, told in the reader's language."""

from datetime import UTC, datetime

from django import template
from django.utils.translation import gettext as _

from commitments.queries.history import PastEdition
from commitments.queries.names import Names
from commitments.templatetags.dates import day_words
from commitments.templatetags.sentences import Sentence, sentence
from commitments.values.alterations import alterations

register = template.Library()


@register.filter
def changes_in_words(edition: PastEdition, names: Names) -> list[Sentence]:
    """Say what an edition changed of the one before it, fact by fact; empty when nothing is different."""
    return [sentence(fact, names) for fact in alterations(edition.before, edition.record)]


@register.filter
def moment_words(at: datetime) -> str:
    """Say a moment: “14 March 2027, 09:30 UTC”."""
    moment = at.astimezone(UTC)
    return _("%(day)s, %(time)s UTC") % {"day": day_words(moment), "time": f"{moment:%H:%M}"}
