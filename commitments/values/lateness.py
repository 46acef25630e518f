"""What a promised date means on a given day: not due, possibly overdue or overdue."""

from datetime import date
from enum import StrEnum


class Lateness(StrEnum):
    """The five answers; exactly one holds on any day."""

    CLOSED = "closed"
    UNDATED = "undated"
    NOT_DUE = "not_due"
    POSSIBLY_OVERDUE = "possibly_overdue"
    OVERDUE = "overdue"


def lateness(*, closed: bool, earliest: date | None, latest: date | None, on: date) -> Lateness:
    """Return how late a commitment is on the day `on`.

    The due day lies somewhere from `earliest` to `latest`, both included, and a commitment is late on a day
    after its due day: overdue when that holds for every possible due day, possibly overdue when for some.
    `earliest=None` means "no later than": nothing is late, even possibly, until `latest` has passed.
    `latest=None` means no last day was ever named: it may be late after `earliest`, never for certain.
    """
    if closed:
        return Lateness.CLOSED
    if earliest is None and latest is None:
        return Lateness.UNDATED
    if latest is not None and on > latest:
        return Lateness.OVERDUE
    if earliest is not None and on > earliest:
        return Lateness.POSSIBLY_OVERDUE
    return Lateness.NOT_DUE
