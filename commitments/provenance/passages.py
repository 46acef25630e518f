"""Compares passages with a text: whether each still stands where it was taken from. Nothing is ever moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import Passage, Source
from commitments.values.quotes import fingerprint, normalise, stands


@dataclass(frozen=True, slots=True)
class Finding:
    """A source compared with a text: whether it is that text, and which passages no longer stand in it."""

    source: str
    same_text: bool
    standing: Sequence[Passage]
    broken: Sequence[Passage]


def check(source: Source, text: str) -> Finding:
    """Compare a source and its located passages with a text, raw or normalised; one query."""
    normalised = normalise(text)
    located = [passage for passage in source.passages.all() if passage.located]
    broken = [passage for passage in located if not passage_stands(passage, normalised)]
    return Finding(
        source=source.slug,
        same_text=source.digest == fingerprint(normalised),
        standing=[passage for passage in located if passage not in broken],
        broken=broken,
    )


def passage_stands(passage: Passage, normalised: str) -> bool:
    """Whether a located passage stands in a normalised text, in its paragraph, with its fingerprint."""
    if passage.paragraph is None or passage.start is None or passage.end is None:
        return False
    return stands(
        normalised,
        paragraph=passage.paragraph,
        start=passage.start,
        end=passage.end,
        fingerprint=passage.fingerprint,
    )
