"""Compares the sides' words, also those that no newest edition shows any more, with the editions that recorded them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commitments.models import Commitment, Edition
from commitments.provenance.faults import Fault
from commitments.provenance.writers import Writer, Writers, deadline_faults, revisions_in, writers
from commitments.records.commitments import assessment
from commitments.records.told import told_words


@dataclass(slots=True)
class Telling:
    """What the editions of one commitment tell together: each word, and who wrote each word and each deadline."""

    words: dict[int, Any] = field(default_factory=dict)
    spoke: dict[int, Writer] = field(default_factory=dict)
    postponed: dict[int, Writer] = field(default_factory=dict)

    def read(self, record: str, writer: Writer) -> None:
        """Go on to the next edition. One that was altered until it tells nothing is passed over: the chain names it."""
        try:
            told = json.loads(record)
            words, revisions = told_words([told]), revisions_in(told)
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self.words = words | self.words
        self.spoke = dict.fromkeys(words, writer) | self.spoke
        self.postponed = dict.fromkeys(range(1, revisions + 1), writer) | self.postponed


def word_faults(rows: Sequence[Commitment]) -> Iterator[Fault]:
    """Every word on these rows of `records.complete` that is not as its edition tells it; three queries."""
    spoken = {row.key: row for row in rows if row.updates.all() or row.deadlines.all()}
    told = {key: Telling() for key in spoken}
    editions = Edition.objects.filter(noun=Commitment.noun, key__in=spoken).order_by("number")
    for key, record, *writer in editions.values_list("key", "record", "by", "organisation").iterator():
        told[key].read(record, Writer(*writer))
    names = writers()
    for key, row in spoken.items():
        found = [*_of_one(row, told[key], names), *deadline_faults(row, told[key].postponed, names)]
        yield from (Fault(f"commitment {key}", each) for each in found)


def _of_one(row: Commitment, told: Telling, names: Writers) -> Iterator[str]:
    stored = {each.number: each for each in row.updates.all()}
    for number in sorted(stored.keys() | told.words.keys()):
        if number not in told.words:
            yield f"its word {number} stands in no edition: it was written past the actions."
        elif number not in stored:
            yield f"its word {number} stands in an edition, and is not there any more."
        elif _said(assessment(stored[number])) != _said(told.words[number]):
            yield f"its word {number} is not as the edition that recorded it tells it."
        elif names.differ(stored[number], told.spoke[number]):
            yield f"its word {number} names another writer than the edition that recorded it."
        elif [each.number for each in stored[number].evidence.all()] != _counted(told.words[number]):
            yield f"the evidence of its word {number} is not numbered from one on."


def _said(word: Mapping[str, Any]) -> dict[str, Any]:
    """A word without where in its text a piece of evidence lies: that may be found, or mended, later."""
    evidence = [(each["source"], each["address"], each.get("file")) for each in word["evidence"]]
    return {**word, "evidence": evidence}


def _counted(word: Mapping[str, Any]) -> list[int]:
    return list(range(1, len(word["evidence"]) + 1))
