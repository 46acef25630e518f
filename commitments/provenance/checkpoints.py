"""Whether the chains run through the checkpoints that were signed over them: those stored, and those kept elsewhere."""

from collections.abc import Iterator, Sequence

from commitments.models import Chain, Checkpoint
from commitments.provenance.faults import Fault
from commitments.queries.checkpoints import checkpoints_of, place_of, places_of
from commitments.records.checkpoints import note_of
from commitments.values.chains import Place
from commitments.values.checkpoints import Statement, read_statement
from commitments.values.notes import (
    BadSignature,
    Kind,
    Note,
    VerifyingKey,
    check_signature,
    check_signatures,
    read_note,
)


def check_against(written: str, keys: Sequence[VerifyingKey]) -> list[Fault]:
    """What is wrong between a checkpoint that somebody kept and the chain as it stands; nothing when it runs through it.

    `keys` holds the operator's key for the checkpoint's chain and those of the witnesses who must have countersigned;
    the operator's keys for other chains may be among them. One query.
    """
    try:
        note = read_note(written)
        statement = read_statement(note.text)
        chain = _chain(statement)
        wanted = [key for key in keys if key.kind is Kind.WITNESS or key.name == statement.origin]
        if not any(key.kind is Kind.LOG for key in wanted):
            raise BadSignature(f"The operator's key for {statement.origin} was not given.")
        check_signatures(note, wanted)
    except ValueError as error:
        return [Fault("checkpoint", f"it cannot be relied on. {error}")]
    return _off(chain, statement, place_of(chain, statement.number))


def check_stored(keys: Sequence[VerifyingKey]) -> Iterator[Fault]:
    """What is wrong with the checkpoints that are stored, and between them and the chains; three queries a batch.

    `keys` holds the operator's key for each chain. A countersignature is checked when its witness's key is there too.
    """
    for chain in Chain.values:
        for batch in checkpoints_of(chain):
            places = places_of(chain, [each.number for each in batch])
            for checkpoint in batch:
                yield from _check(checkpoint, keys, places.get(checkpoint.number))


def _check(checkpoint: Checkpoint, keys: Sequence[VerifyingKey], place: Place | None) -> list[Fault]:
    try:
        note = note_of(checkpoint)
        statement = read_statement(note.text)
        if (_chain(statement), statement.place) != (checkpoint.chain, Place(checkpoint.number, checkpoint.digest)):
            raise BadSignature("Its note states another place than its row.")
        _check_known(note, statement, keys)
    except ValueError as error:
        return [Fault(_place(checkpoint.chain, checkpoint.number), f"it was changed in the database. {error}")]
    return _off(checkpoint.chain, statement, place)


def _check_known(note: Note, statement: Statement, keys: Sequence[VerifyingKey]) -> None:
    signed = [(key, signature) for key in keys if (signature := note.signature_of(key))]
    for key, signature in signed:
        check_signature(note.text, signature, key)
    if not any(key.kind is Kind.LOG and key.name == statement.origin for key, _signature in signed):
        signers = ", ".join(f"{each.name} ({each.id.hex()})" for each in note.signatures)
        raise BadSignature(f"It is not signed with the operator's key for {statement.origin}, but by {signers}.")


def _off(chain: str, statement: Statement, place: Place | None) -> list[Fault]:
    if place == statement.place:
        return []
    words = f"the chain does not run through it as it was signed at {statement.at:%F %T} UTC"
    missing = f"there is no edition {statement.number} any more: editions were cut off, or an older copy was restored"
    why = missing if place is None else "the record was written again"
    return [Fault(_place(chain, statement.number), f"{words}: {why}.")]


def _place(chain: str, number: int) -> str:
    return f"checkpoint {number} of the {chain} chain"


def _chain(statement: Statement) -> str:
    chain = statement.origin.rpartition("/")[2]
    if chain not in Chain.values:
        raise BadSignature(f"The origin {statement.origin} names neither the public chain nor the full one.")
    return chain
