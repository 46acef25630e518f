"""What one word would do to each of many commitments, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments.actions.words import Word, repeats
from commitments.admin.badges import badge
from commitments.admin.labels import label
from commitments.admin.saying.reasons import contradicted
from commitments.models import Commitment, Side, StatusUpdate, User
from commitments.models.vocabulary import ShownStatus
from commitments.queries.own_words import last_of, newest_of
from commitments.rules import speakable


@dataclass(frozen=True, kw_only=True)
class Change:
    """A commitment, the own side's word on it, and what the new one does to that."""

    row: Commitment
    name: str
    edition: int
    before: StatusUpdate | None
    state: Any
    contradictions: Sequence[str]
    repeated: bool
    """Whether the side says just that already: then nothing is recorded."""
    refused: str
    """Why this person cannot write it; empty when nothing is in the way."""

    @property
    def will_be_written(self) -> bool:
        """Whether something is recorded on it."""
        return not self.repeated and not self.refused


def changes(rows: Sequence[Commitment], side: Side, user: User, word: Word | None) -> list[Change]:
    """What the word does to each of these, in their order; four queries, however many. `word` may not be known yet."""
    numbers = [row.pk for row in rows]
    newest, last = newest_of(side, numbers), last_of(side, numbers)
    allowed = set(speakable(user).filter(pk__in=numbers).values_list("pk", flat=True))
    return [_change(row, newest.get(row.pk), last.get(row.pk), word, _refused(row, word, allowed)) for row in rows]


def _change(
    row: Commitment, before: StatusUpdate | None, last: StatusUpdate | None, word: Word | None, refused: str
) -> Change:
    repeated = word is not None and not refused and repeats(last, word)
    return Change(
        row=row,
        name=label(row),
        edition=edition_of(row),
        before=before,
        state=badge(ShownStatus(before.status)) if before else "",
        contradictions=contradicted(before, word) if word and not (repeated or refused) else (),
        repeated=repeated,
        refused=refused,
    )


def edition_of(row: Commitment) -> int:
    """The number of its newest edition, which tells whether somebody changed it; 0 before the first."""
    return row.edition.number if row.edition else 0


def _refused(row: Commitment, word: Word | None, allowed: set[int]) -> str:
    if row.pk not in allowed:
        return _("Your side gives no word on it.")
    if word and word.awaiting and word.awaiting not in row.partnership.sides.all():
        return _("%(side)s is no side of it to wait for.") % {"side": word.awaiting.code}
    return ""


def chosen(rows: QuerySet[Any]) -> list[Commitment]:
    """The rows with what the preview needs; three queries."""
    return list(
        rows.select_related("edition", "partnership").prefetch_related(None).prefetch_related("partnership__sides")
    )
