"""Labels beside marks: each at the first free place around it, none over another; what finds no place is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

LARGER = 13.5 / 12
"""Where a drawing is shown smaller than it was laid out, its words are not: see charts.css. There must be room for them."""
LINE = 14.0
"""The room that a line takes at 12, in user units."""
ROW = LINE * LARGER
LETTER, CAPITAL, DIGIT = 7.5, 9.2, 7.7
ROOMS = {**dict.fromkeys(".,:;’'|!ilj ", 3.8), **dict.fromkeys("()-ftr", 5.4), **dict.fromkeys("mwMW%…−", 11.6)}
"""The room that a letter takes at 12, that of the wider system fonts: one of a kind, and those unlike their kind."""
BOLD, STRONG = 1.12, frozenset({"dated", "undated"})
"""How much more room bold letters take, and the classes of words that are: see site.css."""
NEAR = 16.0
"""How far words may begin from the mark that they belong to, so that they keep clear of a line beside it."""


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
    """Words and the room for them, in which they stand at the `start`, in the `middle` or at the `end`."""

    words: str
    kind: str
    box: Box
    anchor: str

    @property
    def x(self) -> str:
        """Where the words begin, have their middle, or end."""
        places = {"start": self.box.left, "middle": (self.box.left + self.box.right) / 2, "end": self.box.right}
        return f"{places[self.anchor]:.1f}"

    @property
    def y(self) -> str:
        """The baseline: a fifth of the line lies under it."""
        return f"{self.box.bottom - LINE / 4:.1f}"


def width(words: str) -> float:
    """The room that words take in a line, at most."""
    return LARGER * sum(ROOMS.get(letter) or _room(letter) for letter in words)


def _room(letter: str) -> float:
    if letter.isdecimal():
        return DIGIT
    return CAPITAL if letter.isupper() else LETTER


def settle(wishes: Iterable[Wish], marks: Sequence[Box], frame: Box, *, lines: Sequence[Box] = ()) -> list[Label]:
    """Place the labels in the order of the wishes; over one of the `lines` only where no other place is free."""
    placed: list[Label] = []
    for wish in wishes:
        taken = [*marks, *(label.box for label in placed)]
        free = (label for label in _tried(wish, lines) if _free(label.box, [*taken, *lines], frame))
        over = (label for label in _tried(wish, ()) if _free(label.box, taken, frame))
        found = next(chain(free, over), None)
        if found is not None:
            placed.append(found)
    return placed


def _tried(wish: Wish, lines: Sequence[Box]) -> Iterator[Label]:
    """The places of a wish, the best first, with all of its words and then with the short ones."""
    for words in filter(None, (wish.words, wish.short)):
        wide = width(words) * (BOLD if wish.kind in STRONG else 1)
        places = _along(wish.mark, wide, lines) if wish.along else _around(wish.mark, wide)
        yield from (Label(words, wish.kind, box, anchor) for box, anchor in places)


def _around(mark: Box, wide: float) -> list[tuple[Box, str]]:
    middle = (mark.left + mark.right) / 2 - wide / 2
    above, below = _over_and_under(mark, middle, wide)
    return [(above, "middle"), *_beside(mark, wide), (below, "middle")]


def _along(mark: Box, wide: float, lines: Sequence[Box]) -> list[tuple[Box, str]]:
    starts = [(mark.left, "start"), (mark.right - wide, "end"), ((mark.left + mark.right - wide) / 2, "middle")]
    starts += [(line.right, "start") for line in lines if mark.right <= line.right < mark.right + NEAR]
    starts += [(line.left - wide, "end") for line in lines if mark.left - NEAR < line.left <= mark.left]
    rows = [[(box, anchor) for box in _over_and_under(mark, start, wide)] for start, anchor in starts]
    return [*(above for above, _below in rows), *(below for _above, below in rows), *_beside(mark, wide)]


def _over_and_under(mark: Box, start: float, wide: float) -> tuple[Box, Box]:
    over = Box(start, mark.top - ROW - 2, start + wide, mark.top - 2)
    return over, Box(start, mark.bottom + 2, start + wide, mark.bottom + ROW + 2)


def _beside(mark: Box, wide: float) -> list[tuple[Box, str]]:
    top = (mark.top + mark.bottom) / 2 - ROW / 2
    after, before = mark.right + 4, mark.left - wide - 4
    return [(Box(after, top, after + wide, top + ROW), "start"), (Box(before, top, before + wide, top + ROW), "end")]


def _free(box: Box, taken: Sequence[Box], frame: Box) -> bool:
    return box.inside(frame) and not any(box.overlaps(other) for other in taken)
