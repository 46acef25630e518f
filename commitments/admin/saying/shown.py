"""What somebody who gives a word reads first: the promise, and what each side said last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commitments.admin.labels import label
from commitments.admin.word_rows import Said, said
from commitments.models import Commitment, Side


@dataclass(frozen=True, kw_only=True)
class Position:
    """A side and its word that counts; none when it has not spoken."""

    side: str
    name: str
    own: bool
    word: Said | None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A commitment as it stands."""

    name: str
    marks: Sequence[Any]
    due: Any
    positions: Sequence[Position]
    words: Sequence[Said]
    after: int
    """The number of the own side's word that was recorded last; 0 before the first."""


def promise(model_admin: Any, row: Commitment, own: Side) -> Promise:
    """What is shown of a commitment; six queries, however many words there are."""
    words = said(row)
    return Promise(
        name=label(row),
        marks=(model_admin.state(row), model_admin.agreement(row)),
        due=model_admin.due(row),
        positions=_positions(row, own, words),
        words=words,
        after=max((each.number for each in words if each.side == own.code), default=0),
    )


def _positions(row: Commitment, own: Side, words: Sequence[Said]) -> list[Position]:
    """One for each side, the own first."""
    counting: dict[str, Said] = {}
    for word in sorted(words, key=lambda each: (each.as_of, each.number)):
        if not word.corrected_by:
            counting[word.side] = word
    sides = sorted(row.partnership.sides.all(), key=lambda side: (side != own, side.code))
    return [Position(side=side.code, name=label(side), own=side == own, word=counting.get(side.code)) for side in sides]
