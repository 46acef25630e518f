"""The private keys under which records are rebuilt: those that they have in the present, so that rules mean the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commitments.models import Passage, Recorded
from commitments.records import NOUNS


@dataclass(slots=True)
class Keys:
    """Private keys by noun and public key. A record's key never changes, and no record is ever deleted."""

    of_records: Mapping[str, Mapping[str, int]]
    passages: dict[tuple[str, str], int] = field(default_factory=dict)
    in_paragraph: dict[tuple[str, int | None], int] = field(default_factory=dict)
    words: dict[tuple[int | None, int], int] = field(default_factory=dict)

    def of(self, noun: type[Recorded], key: str | None) -> Any:
        """The private key of a record, a number; None when nothing is named."""
        return self.of_records[noun.noun][key] if key else None

    def add_passage(self, source: str, row: Passage) -> None:
        """Remember a passage that is rebuilt."""
        self.passages[source, row.handle] = row.pk
        self.in_paragraph.setdefault((source, row.paragraph), row.pk)

    def add_word(self, commitment: int | None, number: int) -> int:
        """A private key for a side's word that is rebuilt."""
        return self.words.setdefault((commitment, number), len(self.words) + 1)

    def of_passage(self, place: Mapping[str, Any] | None) -> Any:
        """The private key of a passage that a record names by its handle; by its paragraph where it has none."""
        if not place or not place["source"]:
            return None
        if handle := place.get("passage"):
            return self.passages[place["source"], handle]
        return self.in_paragraph[place["source"], place["paragraph"]]


def present_keys(database: str) -> Keys:
    """The private keys of all records; one query for each noun."""
    return Keys(
        {noun.noun: dict(noun.objects.using(database).values_list(noun.natural[0], "pk")) for noun in NOUNS},
    )
