"""Finds what a body names; a name that there is not is told with its place in the body. One query each."""

from typing import Any

from django.utils.translation import gettext as _

from commitments.api.problems import Refused
from commitments.models import Commitment, Passage, Side, Source, StatusUpdate


def passage_named(given: Any, pointer: str) -> Passage | None:
    """The passage of `{source, passage}`; None for None."""
    if given is None:
        return None
    known = Passage.objects.select_related("source")
    found: Passage | None = known.filter(source__slug=given["source"], handle=given["passage"]).first()
    if found is None:
        raise Refused([(pointer, _("There is no passage %(passage)s in the source %(source)s.") % given)])
    return found


def source_named(slug: str, pointer: str) -> Source:
    """The source of this slug."""
    found: Source | None = Source.objects.filter(slug=slug).first()
    if found is None:
        raise Refused([(pointer, _("There is no source %s.") % slug)])
    return found


def side_named(code: str | None, pointer: str) -> Side | None:
    """The side of this code; None for None."""
    if code is None:
        return None
    found: Side | None = Side.objects.filter(code=code).first()
    if found is None:
        raise Refused([(pointer, _("There is no side %s.") % code)])
    return found


def word_named(commitment: Commitment, number: int | None, pointer: str) -> StatusUpdate | None:
    """The word of this number on a commitment; None for None."""
    if number is None:
        return None
    found: StatusUpdate | None = commitment.updates.filter(number=number).first()
    if found is None:
        raise Refused([(pointer, _("There is no word number %s on this commitment.") % number)])
    return found
