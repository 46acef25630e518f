"""Labels beside marks: each at the first free place around it, none over another; what finds no place is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER, LINE = 6.4, 14.0
"""The room that a letter and a line take, in user units: a little more than the widest of system fonts at 12."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in user units."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: "Box") -> bool:
        """Whether it lies wholly in another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that want to stand beside a mark; `kind` is their class in the stylesheet."""

    words: str
    kind: str
    mark: Box
    along: bool = False
    """Whether the mark is a line, so that the words start with it."""
    short: str = ""
    """Fewer words, for where there is no room for all of them."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words and the start of their baseline."""

    words: str
    kind: str
    box: Box

    @property
    def x(self) -> str:
        """Where the words begin."""
        return f"{self.box.left:.1f}"

    @property
    def y(self) -> str:
        """The baseline: a fifth of the line lies under it."""
        return f"{self.box.bottom - LINE / 4:.1f}"


def width(words: str) -> float:
    """The room that words take in a line."""
    return len(words) * LETTER


def settle(wishes: Iterable[Wish], marks: Sequence[Box], frame: Box) -> list[Label]:
    """Place the labels in the order of the wishes."""
    placed: list[Label] = []
    for wish in wishes:
        tried = ((words, box) for words in (wish.words, wish.short) if words for box in _places(wish, words))
        found = next(((words, box) for words, box in tried if _free(box, placed, marks, frame)), None)
        if found is not None:
            placed.append(Label(found[0], wish.kind, found[1]))
    return placed


def _places(wish: Wish, words: str) -> list[Box]:
    mark, wide = wish.mark, width(words)
    middle = (mark.left + mark.right) / 2
    starts = [mark.left, mark.right - wide, middle - wide / 2] if wish.along else [middle - wide / 2]
    above = [Box(start, mark.top - LINE - 2, start + wide, mark.top - 2) for start in starts]
    below = [Box(start, mark.bottom + 2, start + wide, mark.bottom + LINE + 2) for start in starts]
    height = (mark.top + mark.bottom) / 2
    beside = [
        Box(start, height - LINE / 2, start + wide, height + LINE / 2)
        for start in (mark.right + 4, mark.left - wide - 4)
    ]
    return [*above, *below, *beside] if wish.along else [*above, *beside, *below]


def _free(box: Box, placed: Sequence[Label], marks: Sequence[Box], frame: Box) -> bool:
    clear = not any(box.overlaps(mark) for mark in marks)
    return clear and box.inside(frame) and not any(box.overlaps(label.box) for label in placed)
