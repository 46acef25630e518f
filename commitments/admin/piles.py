"""The piles of the work list: what asks for a look today, each with its number and the list of exactly those."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from commitments.admin.base import admin_address
from commitments.admin.desk import Desk, Given
from commitments.models.vocabulary import LatenessWord, StandingWord
from commitments.templatetags.dates import day_words
from commitments.templatetags.texts import named

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Pile:
    """Commitments that ask for the same: `words` says in one sentence what they are, `given` are the filters of theirs."""

    name: str
    title: str
    words: str
    given: Given
    number: int

    @property
    def address(self) -> str:
        """The list of exactly these."""
        return f"{admin_address('commitment', 'changelist')}?{urlencode(self.given, doseq=True)}"


def piles(desk: Desk) -> list[Pile]:
    """Every pile that the person may have; three queries at most."""
    told = (*_by_deadline(desk), *_by_words(desk), *_of_the_person(desk))
    return [Pile(name, title, words, given, desk.number(given)) for name, title, words, given in told]


Told = Iterator[tuple[str, str, str, Given]]


def _by_deadline(desk: Desk) -> Told:
    soon = desk.on + SOON
    late, possibly = [LatenessWord.OVERDUE.value], [LatenessWord.POSSIBLY_OVERDUE.value]
    due = {"lateness": [LatenessWord.NOT_DUE.value], "due_before": [soon.isoformat()]}
    within = _("The deadline may fall on %(day)s or before.") % {"day": day_words(soon)}
    yield "overdue", _("Overdue"), _("The last possible day of the deadline has passed."), {"lateness": late}
    yield (
        "possibly_overdue",
        _("Possibly overdue"),
        _("The deadline is uncertain, and today lies inside it."),
        {"lateness": possibly},
    )
    yield "due", _("Due in 90 days"), within, due


def _by_words(desk: Desk) -> Told:
    silent, differ = [StandingWord.SILENT.value], [StandingWord.DIVERGENT.value]
    stale = _("Nobody has given a word for longer than the review interval.")
    yield "stale", _("Stale"), stale, {"stale": ["true"]}
    yield "silent", _("Silent"), _("No side has given a word yet."), {"standing": silent}
    yield "divergent", _("Divergent"), _("The newest words of the sides differ."), {"standing": differ}
    if side := desk.user.side:
        waits = _("A side’s newest word says that the next move is yours.")
        title = _("Waiting for %(side)s") % {"side": named(side.name)}
        yield "awaiting", title, waits, {"awaiting": [side.code]}


def _of_the_person(desk: Desk) -> Told:
    if desk.begins:
        drafts = _("You registered them, and they are still internal.")
        yield "drafts", _("My drafts"), drafts, {"drafts": ["mine"]}
    others = _("Another side or a joint body changed them since you last said that you have seen the changes.")
    yield "changed", _("Changed by others"), others, {"changed": ["others"]}
