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
    Signature,
    VerifyingKey,
    check_apart,
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


def check_stored(keys: Sequence[VerifyingKey], *, kept_elsewhere: bool = False) -> Iterator[Fault]:
    """What is wrong with the checkpoints that are stored, and between them and the chains; three queries a batch.

    `keys` holds the operator's key for each chain, and those of the witnesses whose countersignatures are checked:
    each has to be under one checkpoint at least, unless what it countersigned is `kept_elsewhere`.
    """
    yield from _alike(keys)
    silent = {key for key in keys if key.kind is Kind.WITNESS and not kept_elsewhere}
    for chain in Chain.values:
        for batch in checkpoints_of(chain):
            places = places_of(chain, [each.number for each in batch])
            for checkpoint in batch:
                silent -= {key for key in silent if _is_under(checkpoint, key)}
                yield from _check(checkpoint, keys, places.get(checkpoint.number))
    for key in sorted(silent, key=str):
        words = f"the key of {key.name} ({key.id.hex()}) was given, and it signed none of those that are stored."
        yield Fault("checkpoints", words)


def _alike(keys: Sequence[VerifyingKey]) -> list[Fault]:
    """A key that two signers share; the operator's own is one for all chains."""
    logs = {key.public: key for key in keys if key.kind is Kind.LOG}
    try:
        check_apart([*logs.values(), *(key for key in keys if key.kind is Kind.WITNESS)])
    except BadSignature as error:
        return [Fault("checkpoints", f"they cannot be relied on. {error}")]
    return []


def _is_under(checkpoint: Checkpoint, key: VerifyingKey) -> bool:
    try:
        return note_of(checkpoint).signature_of(key) is not None
    except ValueError:
        return False


def _check(checkpoint: Checkpoint, keys: Sequence[VerifyingKey], place: Place | None) -> Iterator[Fault]:
    where = _place(checkpoint.chain, checkpoint.number)
    try:
        note = note_of(checkpoint)
        statement = read_statement(note.text)
        if (_chain(statement), statement.place) != (checkpoint.chain, Place(checkpoint.number, checkpoint.digest)):
            raise BadSignature("Its note states another place than its row.")
        for key in keys:
            if signature := note.signature_of(key):
                check_signature(note.text, signature, key)
    except ValueError as error:
        yield Fault(where, f"it was changed in the database. {error}")
        return
    yield from (Fault(where, words) for words in _strangers(note, statement, keys))
    yield from _off(checkpoint.chain, statement, place)


def _strangers(note: Note, statement: Statement, keys: Sequence[VerifyingKey]) -> Iterator[str]:
    """Who signed under a name that another key was given for, or in the operator's place."""
    wanted = [key for key in keys if key.kind is Kind.WITNESS or key.name == statement.origin]
    if not any(key.kind is Kind.LOG and note.signature_of(key) for key in wanted):
        yield f"it is signed with a key that was not given: {_signers(note.signatures[:1])}."
    for key in wanted:
        others = [each for each in note.signatures if each.name == key.name and each.id != key.id]
        if others and key.kind is Kind.WITNESS:
            yield f"under a witness's name another key signed, {_signers(others)}; the one given is {key.id.hex()}."


def _signers(signatures: Sequence[Signature]) -> str:
    return ", ".join(f"{each.name} ({each.id.hex()})" for each in signatures)


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
    if statement.chain not in Chain.values:
        raise BadSignature(f"The origin {statement.origin} names neither the public chain nor the full one.")
    return statement.chain
