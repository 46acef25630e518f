"""What a query asks of a search key: whole tokens, and beginnings of tokens; all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from commitments.values.folding import is_syllable, is_unspaced, pieces, token

SHORTEST_BEGINNING: Final = 4
"""A shorter word is sought whole: as a beginning, "ha" would find half of all Vietnamese."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search key must hold: every one of these tokens, and for every beginning a token that begins so.

    All of them are made of the letters a to z and digits alone.
    """

    whole: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    def is_in(self, key: str) -> bool:
        """Whether a search key holds all of it."""
        around = f" {key} "
        return all(f" {each} " in around for each in self.whole) and all(
            f" {each}" in around for each in self.beginnings
        )


def readings(query: str) -> list[Sought]:
    """Return how a query may be read, the most precise first; none when there is no word in it.

    "ha noi" as two words is in every second Vietnamese text, so it is read as the joined pair first. Only when that
    finds nothing is the next reading worth a look.
    """
    words = pieces(query)
    if not words:
        return []
    paired = _sought(_in_pairs(words))
    single = _sought(_words(words))
    return [single] if paired == single else [paired, single]


# A token, and whether a longer one that begins so will do.
_Asked = tuple[str, bool]


def _sought(asked: Iterable[_Asked]) -> Sought:
    each = dict.fromkeys(asked)
    return Sought(
        whole=tuple(token for token, begins in each if not begins),
        beginnings=tuple(token for token, begins in each if begins),
    )


def _in_pairs(words: list[str]) -> Iterator[_Asked]:
    for of_syllables, run in groupby(words, key=is_syllable):
        cut = _pairs if of_syllables else _words
        yield from cut(list(run))


def _pairs(run: list[str]) -> Iterator[_Asked]:
    """Cut a run of syllables into pairs from the left; the last one may be half typed, or stand alone."""
    for at in range(0, len(run) - 1, 2):
        yield run[at] + run[at + 1], at + 2 == len(run)
    if len(run) % 2:
        yield from _word(run[-1])


def _words(words: list[str]) -> Iterator[_Asked]:
    for word in words:
        yield from _word(word)


def _word(word: str) -> Iterator[_Asked]:
    if not is_unspaced(word):
        yield token(word), len(word) >= SHORTEST_BEGINNING
    elif len(word) == 1:
        yield token(word), True
    else:
        yield from ((token(word[at : at + 2]), False) for at in range(len(word) - 1))
