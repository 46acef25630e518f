"""What a list shows of a commitment, read from its stored record and the day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from commitments.models.vocabulary import OWNING
from commitments.queries.pages import first_stored
from commitments.queries.stored import StoredCommitment
from commitments.values.lateness import Lateness, lateness
from commitments.values.standing import CLOSED


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list. `record` is the stored record as the API serves it; the rest depends on the day."""

    record: Mapping[str, Any]
    lateness: Lateness
    days_left: int | None
    days_silent: int | None

    @property
    def owners(self) -> list[Mapping[str, Any]]:
        """The organisations that lead it, in the order in which they were named."""
        return [each["organisation"] for each in self.record["owners"] if each["role"] in OWNING]


def listed(stored: StoredCommitment, *, on: date) -> Listed:
    """A stored commitment as it stands on a day; `days_left` counts to its last possible day."""
    closed = stored.status in CLOSED
    return Listed(
        record=json.loads(stored.record),
        lateness=lateness(closed=closed, earliest=stored.due_earliest, latest=stored.due_latest, on=on),
        days_left=(stored.due_latest - on).days if stored.due_latest else None,
        days_silent=_days_since(stored.last_word_on, on),
    )


def _days_since(spoken_on: date | None, on: date) -> int | None:
    """A word of a later day is no word yet."""
    return (on - spoken_on).days if spoken_on and spoken_on <= on else None


def all_listed(stored: Iterable[StoredCommitment], *, on: date) -> list[Listed]:
    """Many stored commitments as they stand on a day."""
    return [listed(each, on=on) for each in stored]


def first_of(rows: QuerySet[Any], *order: Any, on: date, limit: int) -> list[Listed]:
    """The first rows in an order; one query."""
    return all_listed(first_stored(rows, *order, limit=limit), on=on)
