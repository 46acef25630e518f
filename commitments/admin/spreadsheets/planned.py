"""One row of a table that came in: what it changes, and what is wrong with it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from import_export.results import RowResult

from commitments.admin.spreadsheets.columns import EDITION, REFERENCE
from commitments.admin.spreadsheets.present import Present, Values
from commitments.models import StatusUpdate


@dataclass(frozen=True)
class Change:
    """A cell that says something else than the record, both as the reader's language writes them."""

    column: str
    old: str
    new: str


@dataclass
class Planned:
    """What a row is to do. Its `number` is the file's own, in which the header is row 1."""

    number: int
    reference: str
    present: Present | None = None
    """What is on record of it; none for a new commitment."""
    last: StatusUpdate | None = None
    """The word of the sender's side that was recorded last, where the row gives another; it need not be the newest."""
    before: Values = field(default_factory=dict)
    """What the record says."""
    changed: Values = field(default_factory=dict)
    """What the row says instead."""
    wrong: dict[str, list[str]] = field(default_factory=dict)
    """What is wrong, by column; by an empty name when it is the whole row."""
    contradictions: list[str] = field(default_factory=list)
    """In what its word contradicts the side's last one, one sentence for each way."""
    circle: tuple[str, ...] = ()
    """From this commitment to its new parent and on, back to itself; empty when it would be no part of itself."""

    @property
    def after(self) -> Values:
        """What the record would say."""
        return self.before | self.changed

    @property
    def is_new(self) -> bool:
        """Whether it registers a commitment."""
        return self.present is None

    def blame(self, column: str, *messages: str) -> None:
        """Tell what is wrong with a cell, or with the whole row."""
        self.wrong.setdefault(column, []).extend(messages)

    def changes(self, names: Iterable[str]) -> Values:
        """The changed cells among these columns."""
        return {name: self.changed[name] for name in names if name in self.changed}


class PlannedResult(RowResult):  # type: ignore[misc]  # the library ships no types
    """The library's result of a row, with what is planned of it."""

    planned: Planned

    def take(self, planned: Planned) -> None:
        """Say what becomes of the row."""
        self.planned, self.object_repr = planned, planned.reference
        if planned.wrong:
            self.import_type = self.IMPORT_TYPE_INVALID
            self.validation_error = ValidationError(
                {column or "row": messages for column, messages in planned.wrong.items()}
            )
        elif not planned.changed:
            self.import_type = self.IMPORT_TYPE_SKIP
        else:
            self.import_type = self.IMPORT_TYPE_NEW if planned.is_new else self.IMPORT_TYPE_UPDATE


def fingerprint(rows: Iterable[Planned]) -> str:
    """What stands for the whole plan: rows that do anything else have another."""
    plan: list[Any] = [
        [row.number, row.reference, row.before.get(EDITION), sorted(_told(row)), row.is_new] for row in rows
    ]
    return hashlib.sha256(json.dumps(plan).encode()).hexdigest()


def _told(row: Planned) -> Iterable[list[str]]:
    return ([name, row.before.get(name, ""), new] for name, new in row.changed.items() if name != REFERENCE)
