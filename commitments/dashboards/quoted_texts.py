"""Whether the passages of a text still stand in the copy that is attached to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from commitments.models import Passage, Source
from commitments.provenance.passages import passage_stands
from commitments.queries.passages import Spoken
from commitments.values.quotes import fingerprint, normalise


class Place(StrEnum):
    """What is known of a passage's place in its text."""

    STANDS = "stands"
    BROKEN = "broken"
    UNCHECKED = "unchecked"
    UNLOCATED = "unlocated"


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy that is attached to a text: whether it is the text that was read, None where no digest tells."""

    same: bool | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with what it does, and what is known of its place."""

    spoken: Spoken
    place: Place


def copy_of(source: Source) -> Copy | None:
    """What is known of the attached copy; None when there is none."""
    if not source.copy:
        return None
    return Copy(same=source.digest == fingerprint(normalise(source.copy)) if source.digest else None)


def placed(source: Source, spoken: Sequence[Spoken]) -> list[Placed]:
    """Compare passages with the attached copy, as it is now; nothing is moved."""
    text = normalise(source.copy) if source.copy else ""
    return [Placed(each, _place(each.passage, text)) for each in spoken]


def _place(passage: Passage, text: str) -> Place:
    if not passage.located:
        return Place.UNLOCATED
    if not text:
        return Place.UNCHECKED
    return Place.STANDS if passage_stands(passage, text) else Place.BROKEN
