"""Compares who is said to have recorded each word and deadline with the editions that recorded them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from commitments.models import Commitment, Deadline, Organisation, StatusUpdate, User


class Writer(NamedTuple):
    """Who an edition says has written, and for which organisation; empty when it came with a file."""

    by: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Writers:
    """The names that people and organisations have now, by private key."""

    people: Mapping[int, str]
    organisations: Mapping[int, str]

    def differ(self, row: StatusUpdate | Deadline, told: Writer) -> bool:
        """Whether a row names somebody else than its edition does.

        People's names may be changed: somebody whose old name nobody bears now is taken for the same person.
        """
        name = self.people.get(row.recorded_by_id or 0, "")
        renamed = bool(name and told.by) and told.by not in self.people.values()
        return (name != told.by and not renamed) or (
            self.organisations.get(row.recorded_for_id or 0, "") != told.organisation
        )


def writers() -> Writers:
    """Two queries."""
    people = User.objects.values_list("pk", "username")
    return Writers(dict(people), dict(Organisation.objects.values_list("pk", "slug")))


def revisions_in(record: Mapping[str, Any]) -> int:
    """How many deadlines a record tells of."""
    deadline = record["deadline"]
    # Without any deadline there is neither a date, a phrase nor a reason: one of them always has a reason.
    return int(deadline["revisions"]) + bool(deadline["reason"] or deadline["edtf"] or deadline["phrase"])


def deadline_faults(row: Commitment, told: Mapping[int, Writer], names: Writers) -> Iterator[str]:
    """What is wrong with its deadlines' numbers and writers; what else they say is compared with the newest edition."""
    for deadline in row.deadlines.all():
        if deadline.revision not in told:
            yield f"its deadline {deadline.revision} stands in no edition: it was written past the actions."
        elif names.differ(deadline, told[deadline.revision]):
            yield f"its deadline {deadline.revision} names another writer than the edition that recorded it."
