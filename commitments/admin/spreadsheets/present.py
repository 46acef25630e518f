"""What is on record now of the commitments that a table names, as the table says it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from commitments.admin.spreadsheets.cells import several, unbroken
from commitments.admin.spreadsheets.columns import ROLES, told_in
from commitments.models import Commitment, Deadline, Passage, Responsibility, StatusUpdate, User
from commitments.rules import readable
from commitments.values.texts import Text

SECTORS, OWNERS, DEADLINES, WORDS = "read_sectors", "read_owners", "read_deadlines", "read_words"
BATCH = 500
"""How many commitments are read at once."""
T = TypeVar("T")
Values = dict[str, str]
"""What each column says, in the plain form of its widget."""


@dataclass(frozen=True)
class Present:
    """A commitment as it is on record, with what counts of it now."""

    commitment: Commitment
    deadline: Deadline | None
    word: StatusUpdate | None
    """The newest word of the reader's own side."""

    @property
    def dates(self) -> Sequence[str]:
        """The date of each of its deadlines, oldest first; empty where none is stated."""
        deadlines: Sequence[Deadline] = getattr(self.commitment, DEADLINES)
        return [each.edtf for each in sorted(deadlines, key=lambda each: each.revision)]

    @property
    def values(self) -> Values:
        """What each column says of it."""
        return {**_promise(self.commitment), **_owners(self.commitment), **_due(self.deadline), **_word(self)}


def with_what_counts(rows: QuerySet[Commitment], user: User) -> QuerySet[Commitment]:
    """Commitments with all that a table says of them, for `present`: four queries more, however many rows.

    Lists are filled instead of managers, which take longer to make than all else that is read.
    """
    owners = Responsibility.objects.select_related("organisation")
    deadlines = Deadline.objects.select_related("passage__source")
    own = StatusUpdate.objects.newest_words().filter(side=user.side).select_related("side", "awaiting")
    return rows.select_related("partnership", "parent", "edition", "recorded_for__side").prefetch_related(
        Prefetch("sectors", to_attr=SECTORS),
        Prefetch("responsibilities", owners, to_attr=OWNERS),
        Prefetch("deadlines", deadlines, to_attr=DEADLINES),
        Prefetch("updates", own, to_attr=WORDS),
    )


def present(commitment: Commitment) -> Present:
    """A commitment from `with_what_counts`; no query."""
    deadlines: Sequence[Deadline] = getattr(commitment, DEADLINES)
    newest = max(deadlines, key=lambda each: each.revision, default=None)
    return Present(commitment, newest, next(iter(getattr(commitment, WORDS)), None))


def on_record(references: Iterable[str], user: User) -> dict[str, Present]:
    """What the person may read of these, by reference; six queries for each five hundred."""
    rows = readable(user).prefetch_related("partnership__sides")
    found = (with_what_counts(rows.filter(reference__in=some), user) for some in batches(references))
    return {row.reference: present(row) for some in found for row in some}


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Cut into lists that a database takes at once."""
    rest = iter(dict.fromkeys(items))
    while some := list(islice(rest, BATCH)):
        yield some


def texts(name: str, text: Text | None) -> Values:
    """A text in each content language."""
    return {told_in(name, each): unbroken((text or {}).get(each, "")) for each in settings.CONTENT_LANGUAGES}


def passage_name(passage: Passage | None) -> str:
    """A passage by its source and its handle."""
    return f"{passage.source.slug} {passage.handle}" if passage else ""


def _promise(row: Commitment) -> Values:
    return {
        "reference": row.reference,
        "edition": str(row.edition.number) if row.edition else "",
        **texts("title", row.title),
        **texts("summary", row.summary),
        "partnership": row.partnership.slug,
        **{name: str(getattr(row, name)) for name in ("kind", "force", "level", "visibility", "made_on", "recurrence")},
        "sectors": several(each.slug for each in getattr(row, SECTORS)),
        "parent": row.parent.reference if row.parent else "",
        "review_interval": str(row.review_interval),
    }


def _owners(row: Commitment) -> Values:
    owners: Sequence[Any] = getattr(row, OWNERS)
    return {role: several(each.organisation.slug for each in owners if each.role == role) for role in ROLES}


def _due(row: Deadline | None) -> Values:
    return {
        "deadline": row.edtf if row else "",
        "deadline_basis": row.basis if row else "",
        "deadline_phrase": unbroken(row.phrase) if row else "",
        "deadline_passage": passage_name(row.passage if row else None),
        **texts("deadline_reason", row.reason if row else None),
    }


def _word(row: Present) -> Values:
    word = row.word
    return {
        "word_side": word.side.code if word else "",
        "word_status": word.status if word else "",
        "word_as_of": word.as_of.isoformat() if word else "",
        "word_outlook": word.outlook if word else "",
        "word_progress": str(word.progress) if word and word.progress is not None else "",
        **texts("word_note", word.note if word else None),
        **texts("word_next_step", word.next_step if word else None),
        "word_awaiting": word.awaiting.code if word and word.awaiting else "",
    }
