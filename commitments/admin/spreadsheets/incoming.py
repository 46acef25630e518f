"""A table that came in, read as its sender's language writes it, with what it would change."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from commitments.admin.spreadsheets.columns import REFERENCE
from commitments.admin.spreadsheets.effects import Effects, effects
from commitments.admin.spreadsheets.formats import FORMATS
from commitments.admin.spreadsheets.habits import habits_of
from commitments.admin.spreadsheets.planned import Change, Planned, fingerprint
from commitments.admin.spreadsheets.resource import CommitmentTable
from commitments.admin.spreadsheets.unreadable import wrong_at
from commitments.models import User


@dataclass(frozen=True)
class Incoming:
    """What a table plans, row by row."""

    table: CommitmentTable
    result: Any

    @cached_property
    def rows(self) -> list[Planned]:
        """The rows that do something, and those that are wrong."""
        return [each.planned for each in self.result.rows if each.planned.wrong or each.planned.changed]

    @cached_property
    def problems(self) -> list[str]:
        """What is wrong, each with its row and its column."""
        return [
            wrong_at(row.number, column, f"{row.reference}: {message}" if row.reference and not column else message)
            for row in self.rows
            for column, messages in row.wrong.items()
            for message in messages
        ]

    @property
    def new(self) -> int:
        """How many commitments it registers."""
        return int(self.result.totals["new"])

    @property
    def changed(self) -> int:
        """How many it changes."""
        return int(self.result.totals["update"])

    @property
    def unchanged(self) -> int:
        """How many of its rows say what the record says."""
        return sum(1 for each in self.result.rows if each.is_skip() and each.planned.reference)

    @property
    def cells(self) -> int:
        """How many cells it changes."""
        return sum(len(row.changed.keys() - {REFERENCE}) for row in self.rows)

    @cached_property
    def contradicting(self) -> list[Planned]:
        """The rows whose word contradicts the side's last one, so that a reason of its own is asked for."""
        return [row for row in self.rows if row.contradictions]

    @cached_property
    def plan(self) -> str:
        """What stands for all that it would write."""
        return fingerprint(self.rows)

    def told(self, row: Planned) -> list[Change]:
        """What a row changes, cell by cell."""
        return self.table.told(row)

    def effects(self, row: Planned) -> Effects:
        """What a row does that its cells do not tell."""
        return effects(row, on=timezone.localdate(self.table.at))


def read_table(content: bytes, kind: str, *, user: User, language: str, at: datetime) -> Incoming:
    """Read a file and plan its rows; nothing is written. Raises Unreadable when it is no table of commitments."""
    dataset = FORMATS[kind](habits_of(language)).create_dataset(content)
    table = CommitmentTable(user, language, at=at)
    return Incoming(table, table.import_data(dataset, use_transactions=False))
