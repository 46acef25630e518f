"""What a witness does before it countersigns a checkpoint: it sees that nothing it has seen was written again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from commitments.values.chains import BEGINNING, BrokenChain, Link, Place, follow
from commitments.values.checkpoints import Statement, read_statement, to_the_second
from commitments.values.notes import (
    BadSignature,
    Note,
    Signature,
    SigningKey,
    VerifyingKey,
    check_signature,
    cosigned,
)

SKEW: Final = timedelta(minutes=5)
"""How far two honest clocks may be apart."""

UNDER_WAY: Final = timedelta(hours=1)
"""How long before a checkpoint an edition may say it was recorded that was numbered after it: it was being written."""


class Refused(ValueError):  # noqa: N818 - named for what happens, as the room's other errors are
    """Why a witness does not countersign: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One side's witness: its key, the log's key that it trusts, and the note that it countersigned last."""

    key: SigningKey
    log: VerifyingKey
    last: Note | None

    def seen(self) -> Statement | None:
        """What it countersigned last; Refused when that is not its own, or of another log."""
        if self.last is None:
            return None
        _check_by(self.last, self.key.verifying, "The note of --last was not countersigned with this key")
        return self._statement(self.last)

    def statement(self, note: Note) -> Statement:
        """What the log states in a note; Refused unless the log's key signed it, and is another than the witness's."""
        if self.key.verifying.public == self.log.public:
            raise Refused(
                f"The key of {self.key.name} is the log's own key: a witness that has it shows nothing. Make one with "
                "witness_key, where the operator cannot read it."
            )
        _check_by(note, self.log, "The checkpoint is not signed with the log's key that was given")
        return self._statement(note)

    def _statement(self, note: Note) -> Statement:
        try:
            statement = read_statement(note.text)
        except ValueError as error:
            raise Refused(f"The note is no checkpoint. {error}") from error
        if statement.origin != self.log.name:
            raise Refused(f"The checkpoint is of {statement.origin}, and the key given is that of {self.log.name}.")
        return statement


def is_new(seen: Statement | None, now: Statement) -> bool:
    """Whether there is anything to countersign; Refused when a checkpoint contradicts the one seen before.

    The same place stated again at a later moment is new, and harmless.
    """
    if seen is None:
        return True
    if now.number < seen.number:
        raise Refused(
            f"The checkpoint ends at edition {now.number}, but edition {seen.number} was countersigned already: "
            "editions were cut off, or an older copy was restored. Ask the operator for the newest checkpoint."
        )
    if now.number == seen.number and now.digest != seen.digest:
        raise Refused(
            f"Edition {now.number} has another digest than the one countersigned before: the record was written "
            "again. Keep both notes: together they prove it."
        )
    if now.at < seen.at:
        raise Refused(f"The checkpoint's moment, {now.at:%F %T} UTC, lies before {seen.at:%F %T} UTC, the last one's.")
    return now != seen


def countersignature(
    note: Note,
    witness: Witness,
    *,
    start: Place,
    links: Iterable[Link],
    at: datetime,
    since: datetime | None = None,
) -> Signature:
    """The witness's signature on the log's note; Refused, with nothing signed, unless the links lead there.

    `links` follow `start`, at or before the last place seen, and end at the checkpoint. For the first checkpoint of a
    witness they begin at the chain's beginning. `at` is the witness's own clock; `since` when the edition at `start`
    was recorded, where that is known.
    """
    seen, now = witness.seen(), witness.statement(note)
    is_new(seen, now)
    _check_clock(seen, now, witness, at)
    _check_leads(seen, now, start, follow(start, _no_further(now.number, links), since=since))
    return cosigned(note, witness.key, at=int(at.timestamp()))


def _check_by(note: Note, key: VerifyingKey, otherwise: str) -> None:
    signature = note.signature_of(key)
    if signature is None:
        signers = ", ".join(f"{each.name} ({each.id.hex()})" for each in note.signatures)
        raise Refused(f"{otherwise}, {key.name} ({key.id.hex()}), but by {signers}.")
    try:
        check_signature(note.text, signature, key)
    except BadSignature as error:
        raise Refused(f"{error} Fetch the note again.") from error


def _check_clock(seen: Statement | None, now: Statement, witness: Witness, at: datetime) -> None:
    if now.at > at + SKEW:
        raise Refused(
            f"The checkpoint says that it was signed at {now.at:%F %T} UTC, which is later than now "
            f"({at.astimezone(UTC):%F %T} UTC): one of the two clocks is wrong."
        )
    before = witness.last.signature_of(witness.key.verifying) if seen and witness.last else None
    if before is not None and int(at.timestamp()) < before.at:
        raise Refused("The last countersignature is later than now: this machine's clock runs backwards. Set it.")


def _check_leads(last: Statement | None, now: Statement, start: Place, links: Iterable[Link]) -> None:
    seen = last.place if last else BEGINNING
    if start.number > seen.number:
        raise Refused(
            f"The proof begins after edition {start.number}, but the last one seen is {seen.number}: "
            f"editions are missing between them. Ask for a proof with --after {seen.number}."
        )
    try:
        end = _walk(seen, now, start, _in_time(last, links))
    except BrokenChain as error:
        raise Refused(
            f"The chain does not lead from edition {seen.number} to the checkpoint. {error} "
            "Do not countersign; ask the operator."
        ) from error
    if end != now.place:
        raise Refused(f"The chain ends at edition {end.number}, not at the checkpoint's {now.number} and its digest.")


def _walk(seen: Place, now: Statement, start: Place, links: Iterable[Link]) -> Place:
    here = _passed(seen, start)
    for link in links:
        here = _passed(seen, Place(link.number, link.digest))
        if to_the_second(link.recorded_at) > now.at:
            raise BrokenChain(link.number, "it was recorded after the moment of the checkpoint that covers it.")
    return here


def _no_further(number: int, links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        if link.number > number:
            raise BrokenChain(link.number, "it comes after the checkpoint.")
        yield link


def _in_time(seen: Statement | None, links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        if seen is not None and link.number > seen.number and link.recorded_at < seen.at - UNDER_WAY:
            said = f"{link.recorded_at.astimezone(UTC):%F %T} UTC, more than an hour before the checkpoint"
            raise BrokenChain(link.number, f"it says that it was recorded at {said} that it comes after: back-dated.")
        yield link


def _passed(seen: Place, here: Place) -> Place:
    if here.number == seen.number and here.digest != seen.digest:
        raise BrokenChain(here.number, "it has another digest than when it was countersigned.")
    return here
