"""Where a set of commitments stands on a day: counts with their denominators, what is due, late or disputed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import LatenessWord, ShownStatus, StandingWord
from commitments.queries.gaps import GAPS
from commitments.queries.listed import Listed, first_of
from commitments.values.standing import CLOSED

SHOWN = 6
"""How many rows each short list of the overview has."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of `total` commitments have each word; every word is there, also those that none has."""

    total: int
    status: dict[str, int]
    standing: dict[str, int]
    lateness: dict[str, int]
    missing: dict[str, int]

    @property
    def assessed(self) -> int:
        """Those on which at least one side has spoken."""
        return self.total - self.status[ShownStatus.NOT_ASSESSED]

    @property
    def open(self) -> int:
        """Those that no side's word has closed."""
        return self.total - sum(self.status[word] for word in CLOSED)


def tally(rows: CommitmentQuerySet, *, on: date) -> Tally:
    """Count the rows by status, standing, lateness and gap; one query."""
    asked: dict[tuple[str, str], Q] = {
        **_words("status", ShownStatus.values),
        **_words("standing", StandingWord.values),
        **_words("lateness", LatenessWord.values),
        **{("missing", gap): condition() for gap, condition in GAPS.items()},
    }
    counts = {f"{group}_{word}": Count("pk", filter=condition) for (group, word), condition in asked.items()}
    found = rows.order_by().with_lateness(on=on).aggregate(total=Count("pk"), **counts)
    answers: dict[str, dict[str, int]] = {}
    for group, word in asked:
        answers.setdefault(group, {})[word] = found[f"{group}_{word}"]
    return Tally(total=found["total"], **answers)


def _words(column: str, words: Iterable[str]) -> dict[tuple[str, str], Q]:
    return {(column, word): Q(**{column: word}) for word in words}


def next_due(rows: CommitmentQuerySet, *, on: date) -> list[Listed]:
    """The open commitments whose last possible day comes next; one query."""
    return first_of(rows.open().filter(due_latest__gte=on), "due_latest", "pk", on=on, limit=SHOWN)


def late(rows: CommitmentQuerySet, word: LatenessWord, *, on: date) -> list[Listed]:
    """Those that are overdue, or possibly so, the longest since first; one query."""
    found: Any = rows.with_lateness(on=on).filter(lateness=word)
    return first_of(found, F("due_latest").asc(nulls_last=True), "pk", on=on, limit=SHOWN)


def disputed(rows: CommitmentQuerySet, *, on: date) -> list[Listed]:
    """Those on which the sides' newest words differ, the longest silence first; one query."""
    return first_of(rows.filter(standing=StandingWord.DIVERGENT), "last_word_on", "pk", on=on, limit=SHOWN)
