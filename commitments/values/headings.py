"""The headings under which the rolls list commitments: one for each value of each facet."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from commitments.values.bits import DAY_BITS, slices_of_day

WORDS: Final = ("status", "standing", "kind", "force", "level")
"""The facets that are one word of a closed list."""
SPOKEN: Final = ("outlook", "awaiting")
"""The facets that a side's newest word may have a value of."""
INTERVAL: Final = "review_interval"
"""The facet of the days after which a word counts as old."""
DAYS: Final = ("due_earliest", "due_latest", "last_word_on")
"""The facets that are a day. Its number is told bit by bit, so that it can be compared with any other day."""
PUBLIC: Final = "visibility=public"


def heading(facet: str, value: str) -> str:
    """The heading of one value of a facet."""
    return f"{facet}={value}"


def headings_of(facet: str, values: Iterable[str]) -> list[str]:
    """The headings of some values of a facet."""
    return [heading(facet, value) for value in values]


def day_headings(facet: str, day: date | None) -> list[str]:
    """The headings of a day: one for each bit of its number that is set."""
    return headings_of(facet, map(str, slices_of_day(day)))


def slice_headings(facet: str) -> list[str]:
    """Every heading that a day may have, the lowest bit first."""
    return headings_of(facet, map(str, range(DAY_BITS)))


def reader_headings(visibility: str, kept_for: str) -> list[str]:
    """Who may see it: everybody, or those for whom it is kept. Whoever counts begins with what the reader may see."""
    if visibility == "public":
        return [PUBLIC]
    return [heading("kept_for", kept_for)] if kept_for else []
