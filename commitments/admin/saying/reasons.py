"""Why a word is given: proposed, unless it contradicts what the same side said before."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments.models.vocabulary import StatusWord
from commitments.values.contradictions import Claim, Contradiction, contradictions


def proposed() -> str:
    """The reason that is proposed for a word that follows from the one before."""
    return _("Regular status update.")


def is_own(why: str) -> bool:
    """Whether somebody wrote a reason, in whatever language one was proposed."""
    proposals = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            proposals.add(proposed())
    return bool(why.strip()) and why.strip() not in proposals


def contradicted(last: Claim | None, word: Claim) -> list[str]:
    """In what a word contradicts the side's last one, one sentence for each way."""
    return [] if last is None else [_told(each, last, word) for each in contradictions(last, word)]


def _told(way: Contradiction, last: Claim, word: Claim) -> str:
    if way is Contradiction.LESS_PROGRESS:
        shares = {"before": last.progress, "after": word.progress}
        return _("The progress goes down from %(before)s to %(after)s.") % shares
    if way is Contradiction.EARLIER_DAY:
        day = date_format(last.as_of, "DATE_FORMAT")
        return _("Your side has spoken of a later day already: %(day)s.") % {"day": day}
    before, after = StatusWord(last.status).label, StatusWord(word.status).label
    return _("Your side said “%(before)s” last, and now says “%(after)s”.") % {"before": before, "after": after}


def asks(sentences: Iterable[str]) -> str:
    """What is said where a contradiction has no reason of its own."""
    return " ".join([*sentences, _("Say why: a word that contradicts the last one needs a reason of its own.")])
