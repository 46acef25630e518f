"""Compares the sides' words, also those that no newest edition shows any more, with the editions that recorded them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commitments.models import Commitment, Edition
from commitments.provenance.faults import Fault
from commitments.records.commitments import assessment
from commitments.records.told import told_words


def word_faults(rows: Sequence[Commitment]) -> Iterator[Fault]:
    """Every word on these rows of `records.complete` that is not as its edition tells it; one query."""
    spoken = {row.key: row for row in rows if row.updates.all()}
    told: dict[str, dict[int, Any]] = {}
    editions = Edition.objects.filter(noun=Commitment.noun, key__in=spoken).order_by("number")
    for key, record in editions.values_list("key", "record").iterator():
        told[key] = _words_in(record) | told.get(key, {})
    for key, row in spoken.items():
        yield from _of_one(row, told.get(key, {}))


def _words_in(record: str) -> dict[int, Any]:
    """The words that a record tells; none for one that was altered until it tells nothing. The chain names it."""
    try:
        return told_words([json.loads(record)])
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _of_one(row: Commitment, told: Mapping[int, Any]) -> Iterator[Fault]:
    place = f"commitment {row.key}"
    stored = {each.number: assessment(each) for each in row.updates.all()}
    for number in sorted(stored.keys() | told.keys()):
        if number not in told:
            yield Fault(place, f"its word {number} stands in no edition: it was written past the actions.")
        elif number not in stored:
            yield Fault(place, f"its word {number} stands in an edition, and is not there any more.")
        elif _said(stored[number]) != _said(told[number]):
            yield Fault(place, f"its word {number} is not as the edition that recorded it tells it.")


def _said(word: Mapping[str, Any]) -> dict[str, Any]:
    """A word without where in its text a piece of evidence lies: that may be found, or mended, later."""
    evidence = [(each["source"], each["address"]) for each in word["evidence"]]
    return {**word, "evidence": evidence}
