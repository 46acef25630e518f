"""What a reader is sent: stored records with what depends on the day in front, editions, and the sides' words."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from commitments.models import Edition, Event, StatusUpdate
from commitments.queries.changes import StoredChange
from commitments.queries.fronts import as_of
from commitments.queries.prepared import Row
from commitments.queries.stored import StoredRecord
from commitments.records.commitments import assessment
from commitments.records.shape import Json
from commitments.records.statements import public_statement
from commitments.values.digests import PREFIX


def commitment_on(row: Row) -> bytes:
    """A row of `queries.fronts.told_on` as JSON: its edition and moment, lateness, the age of the last word."""
    return commitments_on([row], between=b"")


def commitments_on(rows: Iterable[Row], *, between: bytes, end: bytes = b"") -> bytes:
    """Many of them, one after the other, and `end` after the last.

    What depends on the day is written in front of the members of the stored object, which is not read: the signed text
    stays as it is.
    """
    parts: list[Any] = []
    for record, front, *_further in rows:
        parts += (front, memoryview(record)[1:], between)
    parts[-1:] = [end] if parts else []
    return b"".join(parts)


def served(stored: StoredRecord) -> bytes:
    """Any other noun as JSON: nothing in it depends on the day."""
    front = f'{{"edition":{stored.edition},"recorded_at":"{stored.recorded_at}"{as_of()},'
    return front.encode() + stored.record[1:]


def edition_head(edition: Edition) -> dict[str, Json]:
    """What the public digest of an edition covers, with the digests before and after it.

    A reader can check the chain from these alone: `record_digest` stands for the record, which may be left out.
    """
    statement = dict(public_statement(edition))
    record_digest = statement.pop("record")
    return {
        **statement,
        "record_digest": record_digest,
        "previous": edition.public_previous,
        "digest": edition.public_digest,
    }


def content(edition: Edition) -> str | None:
    """The record that a public edition holds, as JSON text. A withdrawal says only that it happened."""
    return None if edition.public_event == Event.WITHDRAWN else edition.record


def edition_with_record(edition: Edition, *, shown: bool = True) -> bytes:
    """An edition as JSON with its record as it is stored; `shown` is whether the record may be read now."""
    record = content(edition) if shown else None
    return f'{json.dumps(edition_head(edition), separators=(",", ":"))[:-1]},"record":{record or "null"}}}'.encode()


def changes(rows: Iterable[StoredChange], *, between: bytes) -> bytes:
    """Public editions of the feed as JSON: `edition_with_record` of what is stored, put together as it is.

    A page has hundreds, and each record is copied once: they are joined here and nowhere before.
    """
    parts: list[bytes] = []
    for _number, front, record, back, shown in rows:
        parts += (front, _digest(record), back, record if record is not None and shown else b"null", b"}", between)
    return b"".join(parts[:-1])


def _digest(record: bytes | None) -> bytes:
    return b"null" if record is None else f'"{PREFIX}{hashlib.sha256(record).hexdigest()}"'.encode()


def word(row: StatusUpdate, *, corrected_by: int | None) -> dict[str, Json]:
    """A side's word in the list of all words: as the record shows it, and which word sets it right."""
    return {**assessment(row), "corrected_by": corrected_by}
