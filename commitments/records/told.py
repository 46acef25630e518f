"""What the editions of a commitment tell together: every word that any of them holds."""

from collections.abc import Iterable, Mapping
from typing import Any

Word = Mapping[str, Any]


def counted(record: Mapping[str, Any]) -> int:
    """How many words a record says there are; one of an older form counts only those that it shows."""
    counts = [word["number"] for word in record["assessments"]]
    return int((record.get("words") or {}).get("count", max(counts, default=0)))


def told_words(records: Iterable[Mapping[str, Any]]) -> dict[int, Word]:
    """Every word in these records of one commitment, oldest record first, by its number, as it was first told."""
    words: dict[int, Word] = {}
    for record in records:
        late = (record.get("words") or {}).get("late")
        for word in (*record["assessments"], *([late] if late else [])):
            words.setdefault(word["number"], word)
    return words
