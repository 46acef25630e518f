"""What an edition states in each chain: exactly what its digests cover."""

import hashlib

from commitments.models import Edition, Event
from commitments.records.shape import Json
from commitments.values.digests import PREFIX, canonical
from commitments.values.moments import moment


def full_link(edition: Edition) -> dict[str, Json]:
    """What the full chain's digest covers: the number, the moment, and the digest of all that the edition states.

    So whoever may not see what an edition states can still check that the chain runs through it.
    """
    return {
        "number": edition.number,
        "recorded_at": moment(edition.recorded_at),
        "statement": statement_digest(full_statement(edition)),
    }


def full_statement(edition: Edition) -> dict[str, Json]:
    """Everything an edition states to those who may see it: who, for whom, when, why, and its record's digest."""
    return {
        "number": edition.number,
        "public_number": edition.public_number,
        "change": edition.change,
        "noun": edition.noun,
        "key": edition.key,
        "event": edition.event,
        "public_event": edition.public_event,
        "visibility": edition.visibility,
        "recorded_at": moment(edition.recorded_at),
        "by": edition.by,
        "organisation": edition.organisation,
        "side": edition.side,
        "kept_for": edition.kept_for,
        "kept_for_side": edition.kept_for_side,
        "reason": edition.reason,
        "record": record_digest(edition.record),
    }


def public_statement(edition: Edition) -> dict[str, Json]:
    """What the public chain's digest covers. It names no person, and of a withdrawn record only that it is so."""
    withdrawn = edition.public_event == Event.WITHDRAWN
    return {
        "number": edition.public_number,
        "noun": edition.noun,
        "key": edition.key,
        "event": edition.public_event,
        "recorded_at": moment(edition.recorded_at),
        "organisation": None if withdrawn else edition.organisation,
        "side": None if withdrawn else edition.side,
        "reason": None if withdrawn else edition.reason,
        "record": None if withdrawn else record_digest(edition.record),
    }


def record_digest(record: str) -> str:
    """The digest of a record's canonical JSON, as it is stored and served."""
    return PREFIX + hashlib.sha256(record.encode()).hexdigest()


def statement_digest(statement: dict[str, Json]) -> str:
    """The digest of a statement by itself, outside of any chain."""
    return PREFIX + hashlib.sha256(canonical(statement)).hexdigest()
