"""The deadlines of a selection, in the order in which they end: what a calendar of it holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.pages import first_stored
from commitments.queries.stored import moment_read

UNDATED = Q(due_earliest=None, due_latest=None)


@dataclass(frozen=True, slots=True)
class Due:
    """A commitment with a date: its stored record, its newest edition's public number (0 for none) and moment."""

    record: Mapping[str, Any]
    edition: int
    recorded_at: datetime


def all_due(rows: CommitmentQuerySet, *, limit: int) -> list[Due]:
    """At most `limit` of the rows that have a date, the first to end first, open ends last; one query."""
    dated = rows.exclude(UNDATED)
    order = (F("due_latest").asc(nulls_last=True), "due_earliest", "pk")
    return [_due(*row[:3]) for row in first_stored(dated, *order, limit=limit)]


def undated(rows: CommitmentQuerySet) -> int:
    """How many of the rows have no date; one query."""
    return rows.filter(UNDATED).count()


def _due(record: bytes, edition: int | None, at: str) -> Due:
    return Due(json.loads(record), edition or 0, datetime.fromisoformat(moment_read(at)))
