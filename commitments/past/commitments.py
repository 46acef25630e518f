"""From the record of a commitment, and the words that its editions tell, back to rows: the reverse of `records.commitments`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Evidence,
    Indicator,
    Link,
    Milestone,
    Organisation,
    Partnership,
    Responsibility,
    Sector,
    Side,
    StatusUpdate,
    Target,
)
from commitments.past.keys import Keys
from commitments.past.references import measured

Record = Mapping[str, Any]
PLAIN = (
    *("reference", "title", "summary", "kind", "force", "level", "visibility", "made_on", "review_interval"),
    *("status", "standing", "progress"),
)


def commitment(record: Record, words: Sequence[Record], keys: Keys) -> Iterator[Model]:
    """A commitment and everything that hangs on it."""
    pk = keys.of(Commitment, record["reference"])
    yield Commitment(
        **{name: record[name] for name in PLAIN},
        recurrence=record["recurrence"] or "",
        partnership_id=keys.of(Partnership, record["partnership"]["slug"]),
        parent_id=keys.of(Commitment, record["parent"]),
        last_word_on=day(record["last_word_on"]),
        # Of a record that was cut down to a day they are derived again afterwards.
        due_earliest=day(record["deadline"].get("earliest")),
        due_latest=day(record["deadline"].get("latest")),
    )
    yield from _references(record, pk, keys)
    yield from _plans(record, pk, keys)
    for number, each in enumerate(revisions(record), start=1):
        yield _deadline(each, number, pk, keys)
    for word in words:
        yield from _word(word, pk, keys)


def revisions(record: Record) -> list[Record]:
    """The deadlines of a record, the first one first; none when no date and no words for one are on record."""
    newest = record["deadline"]
    known = newest["edtf"] or newest["phrase"] or newest["reason"]
    return [*newest.get("earlier", []), newest] if known else []


def _references(record: Record, pk: int, keys: Keys) -> Iterator[Model]:
    through: Any = Commitment.sectors.through
    for each in record["sectors"]:
        yield through(commitment_id=pk, sector_id=keys.of(Sector, each["slug"]))
    for each in record["owners"]:
        body = keys.of(Organisation, each["organisation"]["slug"])
        yield Responsibility(commitment_id=pk, organisation_id=body, role=each["role"])
    for each in record["links"]:
        yield Link(commitment_id=pk, relation=each["relation"], to_id=keys.of(Commitment, each["to"]))
    for each in record["citations"]:
        yield Citation(commitment_id=pk, relation=each["relation"], passage_id=keys.of_passage(each))


def _plans(record: Record, pk: int, keys: Keys) -> Iterator[Model]:
    for place, each in enumerate(record["milestones"], start=1):
        yield Milestone(
            commitment_id=pk,
            number=each.get("number", place),
            title=each["title"],
            due=each["due"],
            reached_on=day(each["reached_on"]),
        )
    for each in record["targets"]:
        yield Target(
            commitment_id=pk,
            indicator_id=keys.of(Indicator, each["indicator"]),
            **{name: measured(each[name]) for name in ("value", "value_to", "baseline")},
        )


def _deadline(each: Record, number: int, pk: int, keys: Keys) -> Deadline:
    return Deadline(
        commitment_id=pk,
        revision=number,
        edtf=each["edtf"] or "",
        phrase=each["phrase"] or "",
        basis=each["basis"],
        reason=each["reason"],
        passage_id=keys.of_passage(each["passage"]),
        recorded_for_id=keys.of(Organisation, each.get("recorded_for")),
        recorded_at=at(each.get("recorded_at")),
    )


def _word(word: Record, pk: int, keys: Keys) -> Iterator[Model]:
    row = StatusUpdate(
        pk=keys.add_word(pk, word["number"]),
        commitment_id=pk,
        number=word["number"],
        side_id=keys.of(Side, word["side"]),
        status=word["status"],
        outlook=word["outlook"] or "",
        progress=word["progress"],
        as_of=date.fromisoformat(word["as_of"]),
        note=word["note"],
        next_step=word["next_step"],
        awaiting_id=keys.of(Side, word["awaiting"]),
        recorded_at=at(word["recorded_at"]),
        corrects_id=keys.words.get((pk, word["corrects"])),
    )
    yield row
    for number, piece in enumerate(word["evidence"], start=1):
        yield _evidence(piece, row.pk, number, keys)


def _evidence(piece: Record, update: int, number: int, keys: Keys) -> Evidence:
    file = piece.get("file") or {"name": "", "size": None, "media_type": "", "digest": None}
    return Evidence(
        update_id=update,
        number=number,
        passage_id=keys.of_passage(piece),
        address=piece["address"] or "",
        file_id=file["digest"],
        **{f"file_{name}": file[name] for name in ("name", "size", "media_type")},
    )


def day(text: str | None) -> date | None:
    """A day as a record writes it."""
    return date.fromisoformat(text) if text else None


def at(text: str | None) -> datetime | None:
    """A moment as a record writes it."""
    return datetime.fromisoformat(text) if text else None
