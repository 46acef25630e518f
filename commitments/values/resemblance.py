"""How alike the titles of two promises are, in whichever languages they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from commitments.values.folding import pieces, tokens
from commitments.values.texts import Text

Marks = Mapping[str, frozenset[str]]
"""What a title is known by, in each of its languages."""

_JOINING: Final = (
    "a an and as at between by for from in into its of on or the their to two with",
    "a au aux ce ces d dans de des du en entre et l la le les leur leurs ou par pour sa ses sur un une vers",
    "ben cac cho cua den giua hai la mot nhung o ra tai theo trong tu va ve voi",
)
"""English, French and Vietnamese words that join others and say little of what was promised, as they are folded."""

LITTLE: Final = frozenset(word for words in _JOINING for word in words.split())
"""The words that are not compared."""

ALIKE: Final = 0.5
"""How close the words are of what may well be one promise, when both its field and its owners are the same."""
VERY_ALIKE: Final = 0.65
"""How close they must be when only one of these is the same."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How close the titles of two promises are, and what else both have."""

    closeness: float
    same_sector: bool
    same_owners: bool

    @property
    def is_close(self) -> bool:
        """Whether both may well be one promise. What shares neither field nor owner is another, whatever its words."""
        if not (self.same_sector or self.same_owners):
            return False
        return self.closeness >= (ALIKE if self.same_sector and self.same_owners else VERY_ALIKE)

    @property
    def is_equal(self) -> bool:
        """Whether the words are the same, little ones apart."""
        return self.closeness == 1


def marks(title: str) -> frozenset[str]:
    """Return what a title is known by: its words as a search spells them, without the little ones."""
    return frozenset(tokens(" ".join(word for word in pieces(title) if word not in LITTLE)))


def known(title: Text) -> Marks:
    """Return what a title is known by in each of its languages."""
    return {language: marks(words) for language, words in title.items()}


def closeness(ours: Marks, theirs: Marks) -> float:
    """Return how alike two titles are, from 0 to 1: in the language in which they are most alike.

    Titles without a common language are compared by all their words, among which names and numbers may be the same.
    """
    common = ours.keys() & theirs.keys()
    if common:
        return max(_closeness(ours[each], theirs[each]) for each in common)
    return _closeness(frozenset().union(*ours.values()), frozenset().union(*theirs.values()))


def share_in(ours: Marks, key: str) -> float:
    """Return which share of a title's words a search key holds, in the language of which it holds most.

    No title that is close has a key that holds few of them, and a key is spelt already: so it is seen in no time which
    titles are worth a comparison.
    """
    held = set(key.split())
    return max((len(words & held) / len(words) for words in ours.values() if words), default=0.0)


def _closeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """The mean of two shares: of the words of the shorter title, and of all words, those that both have.

    The first alone would find one word of two in every long title, the second alone no short title in a longer one.
    """
    if not ours or not theirs:
        return 0.0
    shared = len(ours & theirs)
    return (shared / min(len(ours), len(theirs)) + shared / len(ours | theirs)) / 2
