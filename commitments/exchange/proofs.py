"""Proofs: the editions from one on up to a signed checkpoint, as JSON Lines that anybody can check offline."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import tee
from typing import Any, Final

from commitments.models import Chain, Checkpoint, Edition
from commitments.queries.checkpoints import editions_between, newest_checkpoint, numbered_by, place_of
from commitments.queries.proofs import editions_shown_to, is_side
from commitments.records.chains import link
from commitments.records.checkpoints import note_of
from commitments.records.served import content, edition_head
from commitments.records.shape import Json
from commitments.records.statements import full_statement, statement_digest
from commitments.values.chains import BrokenChain, Place, follow
from commitments.values.digests import canonical
from commitments.values.moments import moment
from commitments.values.notes import MalformedNote

FORMAT: Final = "commitment-record-proof/1"


class CannotProve(ValueError):  # noqa: N818 - named for what is wrong, as the other refusals are
    """Why there is no proof: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be proved: a record's edition, the newest by default, or all editions of a chain after a number.

    `side` is the code of the side that will read it; empty for the public.
    """

    chain: str
    origin: str
    noun: str = "commitment"
    key: str | None = None
    edition: int | None = None
    after: int = 0
    side: str = ""


def proof(asked: Asked) -> Iterator[bytes]:
    """The lines of a proof, each ended by a newline: header, editions, checkpoint; in bounded memory.

    CannotProve says what is missing, before the first line but for a chain that turns out to be broken on the way.
    """
    if asked.side and not is_side(asked.side):
        raise CannotProve(f"There is no side {asked.side}.")
    checkpoint = newest_checkpoint(asked.chain)
    if checkpoint is None:
        raise CannotProve(f"There is no checkpoint of the {asked.chain} chain yet: run checkpoint first.")
    start = _start(asked, checkpoint)
    yield _line(_header(asked, start))
    yield from _editions(asked, start, checkpoint)
    yield _line({"checkpoint": _note(checkpoint)})


def _start(asked: Asked, checkpoint: Checkpoint) -> Place:
    """The place after which the proof begins."""
    after = asked.after if asked.key is None else _number(asked, checkpoint) - 1
    if after >= checkpoint.number:
        raise CannotProve(
            f"Nothing after edition {after} is covered by a checkpoint: the newest ends at edition "
            f"{checkpoint.number}. Run checkpoint first, or ask for an earlier edition."
        )
    start = place_of(asked.chain, after)
    if start is None:
        raise CannotProve(f"Edition {after} of the {asked.chain} chain is missing: run verify.")
    return start


def _number(asked: Asked, checkpoint: Checkpoint) -> int:
    """The number of the edition that is to be proved."""
    column = numbered_by(asked.chain)
    # The public chain tells nothing that not everybody may know.
    rows = Edition.objects.public() if asked.chain == Chain.PUBLIC else editions_shown_to(asked.side).filter(told=True)
    of_record = rows.filter(noun=asked.noun, key=asked.key).order_by(f"-{column}")
    numbers = of_record.values_list(column, flat=True)
    if not numbers.exists():
        raise CannotProve(f"There is no {asked.noun} {asked.key} in the {asked.chain} chain that the reader may see.")
    if asked.edition is None:
        covered: int | None = numbers.filter(**{f"{column}__lte": checkpoint.number}).first()
        return checkpoint.number + 1 if covered is None else covered
    if not numbers.filter(**{column: asked.edition}).exists():
        raise CannotProve(f"Edition {asked.edition} of the {asked.chain} chain is none of {asked.noun} {asked.key}.")
    return asked.edition


def _header(asked: Asked, start: Place) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "chain": asked.chain,
        "origin": asked.origin,
        "noun": None if asked.key is None else asked.noun,
        "key": asked.key,
        "after": start.number,
        "previous": start.digest,
    }


def _editions(asked: Asked, start: Place, checkpoint: Checkpoint) -> Iterator[bytes]:
    among = editions_shown_to(asked.side)
    rows, again = tee(editions_between(asked.chain, start.number, checkpoint.number, among=among))
    links = follow(start, (link(asked.chain, edition) for edition in again))
    end = start
    try:
        for edition, each in zip(rows, links, strict=True):
            proved = asked.key is None or each.number == start.number + 1
            yield _told(asked.chain, edition, with_record=proved)
            end = Place(each.number, each.digest)
    except BrokenChain as error:
        raise CannotProve(
            f"The {asked.chain} chain does not hold. {error} Run verify to see what was changed."
        ) from error
    if end != Place(checkpoint.number, checkpoint.digest):
        raise CannotProve(
            f"The {asked.chain} chain does not lead to the checkpoint at {checkpoint.number}: run verify."
        )


def _told(chain: str, edition: Any, *, with_record: bool) -> bytes:
    """An edition's line. Its record is put in as it is stored, which is canonical already, without reading it."""
    public = chain == Chain.PUBLIC
    head = edition_head(edition) if public else _full_head(edition)
    record = content(edition) if public else edition.record
    line = _line({**head, "record": None})
    if not (with_record and edition.shown and record):
        return line
    return line.replace(b'"record":null', b'"record":' + record.encode(), 1)


def _full_head(edition: Any) -> dict[str, Json]:
    statement = full_statement(edition)
    return {
        "number": edition.number,
        "recorded_at": moment(edition.recorded_at),
        "previous": edition.previous,
        "digest": edition.digest,
        "statement": statement if edition.told else statement_digest(statement),
    }


def _note(checkpoint: Checkpoint) -> str:
    try:
        return str(note_of(checkpoint))
    except MalformedNote as error:
        raise CannotProve(f"The checkpoint at edition {checkpoint.number} was changed: {error} Run verify.") from error


def _line(value: dict[str, Json]) -> bytes:
    return canonical(value) + b"\n"
