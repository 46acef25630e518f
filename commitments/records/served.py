"""What a reader is sent: stored records with what depends on the day in front, editions, and the sides' words."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from commitments.models import Edition, Event, StatusUpdate
from commitments.queries.changes import StoredChange
from commitments.queries.stored import StoredCommitment, StoredRecord
from commitments.queries.then import then
from commitments.records.commitments import assessment
from commitments.records.shape import Json
from commitments.records.statements import public_statement
from commitments.values.digests import PREFIX
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED

_quoted = json.encoder.encode_basestring_ascii


def commitment_on(day: date, stored: StoredCommitment) -> bytes:
    """A commitment as JSON for a day: its edition and moment, lateness, the age of the last word."""
    return _commitment_on(day, stored, _as_of())


def commitments_on(day: date, stored: Iterable[StoredCommitment]) -> list[bytes]:
    """The same for many."""
    as_of = _as_of()
    return [_commitment_on(day, each, as_of) for each in stored]


def _commitment_on(day: date, stored: StoredCommitment, as_of: str) -> bytes:
    # Members are written in front of those of the stored object, without reading it: the signed text stays as it is. By
    # hand, because a page has fifty of them and none of these values needs an escape.
    record, edition, recorded_at, status, earliest, latest, since, interval = stored
    closed = status in CLOSED
    silent_for = (day - since).days if since and since <= day else None
    stale = _stale(silent_for, interval, closed=closed)
    front = (
        f'{{"edition":{edition},"recorded_at":"{recorded_at}",'
        f'"lateness":"{lateness(closed=closed, earliest=earliest, latest=latest, on=day)}",'
        f'"days_since_update":{"null" if silent_for is None else silent_for},"stale":{stale}{as_of},'
    )
    return b"".join((front.encode(), memoryview(record)[1:]))


def _stale(silent_for: int | None, interval: int, *, closed: bool) -> str:
    """Null when no side has spoken: that nobody has looked is not that a word has grown old."""
    if silent_for is None:
        return "null"
    return "true" if silent_for > interval and not closed else "false"


def served(stored: StoredRecord) -> bytes:
    """Any other noun as JSON: nothing in it depends on the day."""
    front = f'{{"edition":{stored.edition},"recorded_at":"{stored.recorded_at}"{_as_of()},'
    return front.encode() + stored.record[1:]


def _as_of() -> str:
    """A record cut down to what was true on a day is no longer the text that was signed, and says so by that day."""
    asked = then()
    return f',"as_of":"{asked.times.as_of}"' if asked and asked.times.as_of else ""


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


def change(stored: StoredChange) -> bytes:
    """A public edition of the feed as JSON: `edition_with_record` of what is stored, put together as it is.

    A page has hundreds. What may need an escape is escaped.
    """
    told = stored.event != Event.WITHDRAWN
    organisation = _quoted(stored.organisation) if told else "null"
    side = _quoted(stored.side) if told else "null"
    record_digest = f'"{PREFIX}{hashlib.sha256(stored.record).hexdigest()}"' if told else "null"
    front = (
        f'{{"number":{stored.number},"noun":"{stored.noun}","key":{_quoted(stored.key)},"event":"{stored.event}",'
        f'"recorded_at":"{stored.recorded_at}","organisation":{organisation},"side":{side},"reason":'
    )
    back = f',"record_digest":{record_digest},"previous":"{stored.previous}","digest":"{stored.digest}","record":'
    reason = stored.reason if told else b"null"
    record = stored.record if told and stored.shown else b"null"
    return b"".join((front.encode(), reason, back.encode(), record, b"}"))


def word(row: StatusUpdate, *, corrected_by: int | None) -> dict[str, Json]:
    """A side's word in the list of all words: as the record shows it, and which word sets it right."""
    return {**assessment(row), "corrected_by": corrected_by}
