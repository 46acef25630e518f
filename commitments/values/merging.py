"""Two versions of one thing, both made from a third: who changed what, and what becomes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Outcome(StrEnum):
    """Who made a place differ from what was shown, and so whose version of it counts."""

    THEIRS = "theirs"
    MINE = "mine"
    ALIKE = "alike"
    """Both made the same change."""
    CONTESTED = "contested"
    """Both changed it, and not alike: somebody has to choose."""


@dataclass(frozen=True, slots=True)
class Fork(Generic[T]):
    """A place where a version differs from what was shown; None is nothing there."""

    name: str
    shown: T | None
    theirs: T | None
    mine: T | None

    @property
    def outcome(self) -> Outcome:
        """Whose version counts, unless it is contested."""
        if self.theirs == self.mine:
            return Outcome.ALIKE
        if self.mine == self.shown:
            return Outcome.THEIRS
        return Outcome.MINE if self.theirs == self.shown else Outcome.CONTESTED


class UndecidedError(ValueError):
    """What is contested has not been chosen everywhere."""

    def __init__(self, names: Iterable[str]) -> None:
        """Name the places."""
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


def forks(shown: Mapping[str, T], theirs: Mapping[str, T], mine: Mapping[str, T]) -> list[Fork[T]]:
    """Every place where `theirs` or `mine` differs from `shown`, in the order of the first that has it."""
    names = dict.fromkeys([*shown, *theirs, *mine])
    found = (Fork(name, shown.get(name), theirs.get(name), mine.get(name)) for name in names)
    return [each for each in found if not each.shown == each.theirs == each.mine]


def merged(found: Iterable[Fork[T]], choices: Mapping[str, str]) -> dict[str, T | None]:
    """What each of these places becomes. `choices` says "theirs" or "mine" by name and counts where it is contested.

    Raises UndecidedError when a contested place has no choice.
    """
    known = list(found)
    contested = [each.name for each in known if each.outcome is Outcome.CONTESTED]
    if undecided := [name for name in contested if choices.get(name) not in {Outcome.THEIRS, Outcome.MINE}]:
        raise UndecidedError(undecided)
    return {each.name: each.mine if _is_mine(each, choices) else each.theirs for each in known}


def _is_mine(fork: Fork[T], choices: Mapping[str, str]) -> bool:
    if fork.outcome is Outcome.CONTESTED:
        return choices[fork.name] == Outcome.MINE
    return fork.outcome is Outcome.MINE
