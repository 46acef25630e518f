"""The tallies of a set of commitments as tables, beside those of a part of it, each number with the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commitments.queries.overview import Tally
from commitments.templatetags.pages import selection

TALLIED = ("status", "standing", "lateness")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the part and of the whole have a word; `address` is the list of the whole, empty where none is."""

    word: str
    itself: int
    whole: int
    address: str


@dataclass(frozen=True, slots=True)
class Table:
    """The tally of one closed list of words."""

    words: str
    counts: list[Counted]


def tables(itself: Tally, whole: Tally, chosen: Mapping[str, Any] | None) -> list[Table]:
    """Lay tallies side by side; no query. `chosen` filters the list of commitments down to the whole, None if nothing does."""
    return [_table(name, getattr(itself, name), getattr(whole, name), chosen) for name in TALLIED]


def _table(name: str, itself: Mapping[str, int], whole: Mapping[str, int], chosen: Mapping[str, Any] | None) -> Table:
    def counted(word: str, number: int) -> Counted:
        linked = chosen is not None and number
        return Counted(word, itself[word], number, selection(**{**(chosen or {}), name: word}) if linked else "")

    return Table(name, [counted(word, number) for word, number in whole.items()])
