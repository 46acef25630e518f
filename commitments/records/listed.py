"""Under which headings the rolls list a commitment, read from what its edition states."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from commitments.models import Edition
from commitments.values.headings import (
    DAYS,
    INTERVAL,
    SPOKEN,
    WORDS,
    day_headings,
    heading,
    headings_of,
    reader_headings,
)


def listed_under(edition: Edition) -> frozenset[str]:
    """The headings of the commitment of an edition; the twin of `queries.recount.recounted`, which reads its rows."""
    record = json.loads(edition.record)
    return frozenset([*reader_headings(edition.visibility, edition.kept_for), *_of_record(record)])


def _of_record(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (heading(name, record[name]) for name in WORDS)
    yield heading("partnership", record["partnership"]["slug"])
    yield from headings_of("sector", (each["slug"] for each in record["sectors"]))
    yield from headings_of("owner", (each["organisation"]["slug"] for each in record["owners"]))
    yield from headings_of("missing", (gap for gap, is_there in record["verifiability"].items() if not is_there))
    yield heading(INTERVAL, str(record[INTERVAL]))
    for name in SPOKEN:
        yield from headings_of(name, (each[name] for each in record["assessments"] if each[name]))
    deadline = record["deadline"]
    for name, day in zip(DAYS, (deadline["earliest"], deadline["latest"], record["last_word_on"]), strict=True):
        yield from day_headings(name, date.fromisoformat(day) if day else None)
