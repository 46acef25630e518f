"""When a side's word takes back what the same side said before, so that a reason of its own is asked for."""

from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from commitments.values.standing import CLOSED, Status


class Contradiction(StrEnum):
    """In what a word takes back the one before it."""

    REOPENED = "reopened"
    UNDONE = "undone"
    LESS_PROGRESS = "less_progress"
    EARLIER_DAY = "earlier_day"


BEGUN: Final = frozenset({Status.IN_PROGRESS, Status.STALLED})
"""The statuses that say that work has begun."""


class Claim(Protocol):
    """What is compared of a word, stored or not."""

    @property
    def status(self) -> str:
        """One of `Status`."""

    @property
    def as_of(self) -> date:
        """The day that it speaks of."""

    @property
    def progress(self) -> int | None:
        """From 0 to 100; None when it is not known."""


def contradictions(last: Claim | None, word: Claim) -> tuple[Contradiction, ...]:
    """Return in what `word` contradicts `last`, the last word of the same side; nothing when there is none.

    A closed promise that is open again, or closed otherwise; work that had begun and is said not to have; less progress
    than before; a day before the one that was spoken of. To stop knowing the progress contradicts nothing.
    """
    if last is None:
        return ()
    found = {
        Contradiction.REOPENED: last.status in CLOSED and word.status != last.status,
        Contradiction.UNDONE: last.status in BEGUN and word.status == Status.NOT_STARTED,
        Contradiction.LESS_PROGRESS: _is_less(last.progress, word.progress),
        Contradiction.EARLIER_DAY: word.as_of < last.as_of,
    }
    return tuple(each for each, is_so in found.items() if is_so)


def _is_less(before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and after < before
