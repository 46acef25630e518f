"""What a new deadline would do to a promise: by how many days it moves, and how often it has moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from commitments.values.dates import distance, parse


@dataclass(frozen=True, slots=True)
class Slip:
    """The step from one deadline to the next; dates are EDTF, and None where no date is stated.

    `days` is counted between the last days of `before` and `after`, `days_in_all` from the last day of `first`, the
    first date that was ever stated; None where one of the two has no last day. `moves` says how often one date was
    followed by another, the new one included.
    """

    first: str | None
    before: str | None
    after: str | None
    days: int | None
    days_in_all: int | None
    moves: int


def slip_to(revisions: Sequence[str], after: str) -> Slip:
    """Return what setting `after` does to a promise whose deadlines were `revisions`, oldest first; "" is no date.

    Raises MalformedDate for a text that is no date.
    """
    dated = [each for each in revisions if each]
    before, first = revisions[-1] if revisions else "", dated[0] if dated else ""
    return Slip(
        first=first or None,
        before=before or None,
        after=after or None,
        days=_days(before, after),
        days_in_all=_days(first, after),
        moves=sum(old != new for old, new in pairwise([*dated, *([after] if after else [])])),
    )


def _days(before: str, after: str) -> int | None:
    return distance(parse(before), parse(after)) if before and after else None
