"""What a list shows of a commitment, read from its stored record and the day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from commitments.models.vocabulary import OWNING
from commitments.queries.pages import first_stored
from commitments.queries.prepared import Row
from commitments.queries.stored import day_read, days_since
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


def listed(stored: Row, *, on: date) -> Listed:
    """A row of STORED_COMMITMENT as it stands on a day; `days_left` counts to its last possible day."""
    record, _edition, _moment, status, earliest, latest, spoken_on = stored[:7]
    earliest, latest = day_read(earliest), day_read(latest)
    return Listed(
        record=json.loads(record),
        lateness=lateness(closed=status in CLOSED, earliest=earliest, latest=latest, on=on),
        days_left=(latest - on).days if latest else None,
        days_silent=days_since(spoken_on, on),
    )


def all_listed(stored: Iterable[Row], *, on: date) -> list[Listed]:
    """Many stored commitments as they stand on a day."""
    return [listed(each, on=on) for each in stored]


def first_of(rows: QuerySet[Any], *order: Any, on: date, limit: int) -> list[Listed]:
    """The first rows in an order; one query."""
    return all_listed(first_stored(rows, *order, limit=limit), on=on)
