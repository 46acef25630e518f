"""A hash chain: links that each name the digest before them, walked and recomputed one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from commitments.values.digests import GENESIS, NotCanonical, digest


class BrokenChain(ValueError):  # noqa: N818 - named for what is wrong, as the room's other errors are
    """A chain that does not hold; `number` is the edition at which it does not, the message says why."""

    def __init__(self, number: int, words: str) -> None:
        """Name the edition."""
        super().__init__(f"Edition {number}: {words}")
        self.number = number


class Place(NamedTuple):
    """An edition of a chain by its number and digest; number 0 is the beginning, before any edition."""

    number: int
    digest: str


BEGINNING = Place(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Link:
    """One edition in a chain: what its digest covers, and the digests as they are kept."""

    number: int
    recorded_at: datetime
    previous: str
    digest: str
    covered: Mapping[str, object]


def follow(start: Place, links: Iterable[Link], *, since: datetime | None = None) -> Iterator[Link]:
    """Hand on each link once it is found to follow from the one before; BrokenChain at the first that does not.

    Every digest is computed again, numbers go up by one, moments never run backwards, nor behind `since`: when the
    edition at `start` was recorded, where that is known. Holds one link at a time.
    """
    before, moment = start, since
    for link in links:
        if link.number != before.number + 1:
            raise BrokenChain(before.number + 1, f"it is missing; after {before.number} comes {link.number}.")
        if link.previous != before.digest:
            raise BrokenChain(link.number, f"it does not follow from edition {before.number} as that one stands.")
        if computed(link) != link.digest:
            raise BrokenChain(link.number, "it does not have the digest that it states: something in it was changed.")
        if moment is not None and link.recorded_at < moment:
            raise BrokenChain(link.number, "it was recorded before the edition before it: a moment was changed.")
        yield link
        before, moment = Place(link.number, link.digest), link.recorded_at


def computed(link: Link) -> str:
    """The digest of what a link covers now; BrokenChain when no digest could cover it."""
    try:
        return digest(link.previous, link.covered)
    except NotCanonical as error:
        raise BrokenChain(link.number, f"it was changed: {error}") from error
