"""The commitments that a reader may see: as rows, as a set that is counted at once, and as a condition on other rows."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.hits import Listed
from commitments.queries.rolls import Rolls
from commitments.values.bits import numbers_in

FEW = 2000
"""How many commitments are named one by one; more are asked for by what they have in common."""


def are_few(bits: int) -> bool:
    """Whether the commitments of a set are asked for one by one: `Visible.among`."""
    return bits.bit_count() <= FEW


class Visible(NamedTuple):
    """All that a reader may see. Both forms hold the same commitments."""

    rows: CommitmentQuerySet
    rolls: Rolls
    bits: int

    @property
    def total(self) -> int:
        """How many they are."""
        return self.bits.bit_count()

    def owned_by(self, slugs: Iterable[str]) -> int:
        """Those in which any of these organisations has a part, as a set."""
        return self.bits & self.rolls.any_of("owner", slugs)

    def among(self, bits: int) -> CommitmentQuerySet:
        """Those of a set, as rows; each is named one by one."""
        found: CommitmentQuerySet = self.rows.filter(Listed("pk", numbers_in(bits))) if bits else self.rows.none()
        return found


def of_one_of(rows: CommitmentQuerySet) -> Exists:
    """The condition that what hangs on a commitment hangs on one of these.

    Each is looked up by itself. Asked for a list of them, SQLite would first make one of all commitments.
    """
    return Exists(rows.filter(pk=OuterRef("commitment")).order_by())
