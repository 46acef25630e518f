"""What the newest words of all sides amount to; swapping the sides changes nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """A side's word on how a commitment goes."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    STALLED = "stalled"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"


class Standing(StrEnum):
    """How the sides' words agree."""

    CONCORDANT = "concordant"
    DIVERGENT = "divergent"
    ONE_SIDED = "one_sided"
    SILENT = "silent"


CLOSED: Final = frozenset({Status.COMPLETED, Status.DISCONTINUED})
"""The statuses after which nothing more is expected."""

NOT_ASSESSED: Final = "not_assessed"
"""Shown when no side has spoken: "nobody has looked" is not "nothing was done"."""

# An open word is less advanced than a closed one, so a commitment is shown as closed only when every side that
# spoke says it is. Stopped work has come less far than work that moves; what was given up, less far than what was done.
_ADVANCE: Final = (
    Status.NOT_STARTED,
    Status.STALLED,
    Status.IN_PROGRESS,
    Status.DISCONTINUED,
    Status.COMPLETED,
)


def standing(words: Mapping[str, Status | None]) -> Standing:
    """Return what the sides' newest words amount to.

    `words` holds every side of the partnership by its code; None is a side that has not spoken. Two different
    words are divergent however many sides are silent. The only side of a partnership is concordant with itself;
    no sides at all are silent.
    """
    spoken = _spoken(words)
    if not spoken:
        return Standing.SILENT
    if len(spoken) > 1:
        return Standing.DIVERGENT
    return Standing.ONE_SIDED if None in words.values() else Standing.CONCORDANT


def shown_status(words: Mapping[str, Status | None]) -> str:
    """Return the one status that a list shows: the least advanced word spoken, or `not_assessed`.

    From least to most advanced: not_started, stalled, in_progress, discontinued, completed. Sides that agree
    have only one word, so this is also the common status when concordant and the only one when one-sided.
    """
    spoken = _spoken(words)
    return min(spoken, key=_ADVANCE.index).value if spoken else NOT_ASSESSED


def _spoken(words: Mapping[str, Status | None]) -> set[Status]:
    return {word for word in words.values() if word is not None}
