"""What a reader is sent: stored records with what depends on the day in front, editions, and the sides' words."""

import json
from datetime import date

from commitments.models import Edition, Event, StatusUpdate
from commitments.queries.pages import StoredCommitment, StoredRecord
from commitments.queries.then import then
from commitments.records.commitments import assessment
from commitments.records.moments import moment
from commitments.records.shape import Json
from commitments.records.statements import public_statement
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED


def commitment_on(day: date, stored: StoredCommitment) -> str:
    """A commitment as JSON text for a day: its edition and moment, lateness, the age of the last word."""
    closed = stored.status in CLOSED
    since = stored.last_word_on
    silent_for = (day - since).days if since and since <= day else None
    front = {
        "edition": stored.edition,
        "recorded_at": moment(stored.recorded_at),
        "lateness": lateness(closed=closed, earliest=stored.due_earliest, latest=stored.due_latest, on=day),
        "days_since_update": silent_for,
        "stale": _stale(silent_for, stored.review_interval, closed=closed),
    }
    return _before(front, stored.record)


def _stale(silent_for: int | None, interval: int, *, closed: bool) -> bool | None:
    """Null when no side has spoken: that nobody has looked is not that a word has grown old."""
    return None if silent_for is None else not closed and silent_for > interval


def served(stored: StoredRecord) -> str:
    """Any other noun as JSON text: nothing in it depends on the day."""
    return _before({"edition": stored.edition, "recorded_at": moment(stored.recorded_at)}, stored.record)


def _before(front: dict[str, object], record: str) -> str:
    """Write members in front of those of a JSON object, without reading it: the signed text stays as it is.

    Cut down to what was true on a day, it is no longer the text that was signed, and says so by that day.
    """
    asked = then()
    if asked and asked.times.as_of:
        front = {**front, "as_of": asked.times.as_of.isoformat()}
    return json.dumps(front, separators=(",", ":"))[:-1] + "," + record[1:]


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


def edition_with_record(edition: Edition, *, shown: bool = True) -> str:
    """An edition as JSON text with its record as it is stored; `shown` is whether the record may be read now."""
    record = content(edition) if shown else None
    return f'{json.dumps(edition_head(edition), separators=(",", ":"))[:-1]},"record":{record or "null"}}}'


def word(row: StatusUpdate, *, corrected_by: int | None) -> dict[str, Json]:
    """A side's word in the list of all words: as the record shows it, and which word sets it right."""
    return {**assessment(row), "corrected_by": corrected_by}
