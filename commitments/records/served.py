"""What a reader is sent: the stored record, with what depends on the day written in front of it."""

import json
from datetime import date

from commitments.queries.pages import StoredCommitment, StoredRecord
from commitments.records.moments import moment
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED


def commitment_on(day: date, stored: StoredCommitment) -> str:
    """A commitment as JSON text for a day: its edition and moment, lateness, the age of the last word."""
    closed = stored.status in CLOSED
    silent_for = (day - stored.last_word_on).days if stored.last_word_on else None
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
    """Write members in front of those of a JSON object, without reading it: the signed text stays as it is."""
    return json.dumps(front, separators=(",", ":"))[:-1] + "," + record[1:]
