"""Signs where a chain stands, and keeps what the sides' witnesses countersigned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commitments.models import Checkpoint, Countersignature, Head
from commitments.models.writing import writable
from commitments.queries.checkpoints import end_of, newest_checkpoint, place_of
from commitments.records.chains import links, moment_at
from commitments.records.checkpoints import note_of
from commitments.values.chains import BEGINNING, BrokenChain, Place, follow
from commitments.values.checkpoints import Statement, read_statement, to_the_second
from commitments.values.notes import Note, Signature, SigningKey, VerifyingKey, check_signature, sign


class CannotSign(ValueError):  # noqa: N818  it names what is wrong, as the other refusals do
    """Why no checkpoint is signed, or a countersignature not kept: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """A checkpoint that has been signed and is not stored yet."""

    chain: str
    statement: Statement
    note: Note


def sign_checkpoints(keys: Mapping[str, SigningKey], *, at: datetime) -> list[Checkpoint]:
    """Sign where each of these chains ends now and keep that, all or none; the newest one again when nothing is new.

    `keys` holds the operator's key by chain, whose name is the chain's origin. An empty chain has no checkpoint. Walks
    from the checkpoint before, recomputing every digest, in bounded memory: CannotSign when a chain does not lead on
    from there. The head row is locked only to store what was signed.
    """
    signed = [each for chain, key in keys.items() if (each := _signed(chain, key, at))]
    if signed:
        with transaction.atomic(), writable():
            Head.objects.select_for_update().get(id=1)  # one of us at a time
            for each in signed:
                _store(each)
    newest = [newest_checkpoint(chain) for chain in keys]
    return [each for each in newest if each]


def _signed(chain: str, key: SigningKey, at: datetime) -> _Signed | None:
    """The checkpoint over what is new; None when nothing is."""
    last = newest_checkpoint(chain)
    seen = _stated(last, key.name) if last else None
    start, end = seen.place if seen else BEGINNING, end_of(chain)
    if end == start:
        return None
    if end.number < start.number:
        raise CannotSign(
            f"The {chain} chain ends at edition {end.number}, but a checkpoint at edition {start.number} was signed: "
            "editions are missing. Nothing was signed; restore them, and run verify."
        )
    recorded_at = _walked(chain, start, end)
    moment = max(to_the_second(each) for each in (at, recorded_at, *([seen.at] if seen else [])))
    statement = Statement(key.name, end.number, end.digest, moment)
    return _Signed(chain, statement, sign(statement.text, key))


def countersign(checkpoint: Checkpoint, signature: Signature, key: VerifyingKey, *, at: datetime) -> Countersignature:
    """Keep a witness's signature under a checkpoint, once: the one kept before is handed back.

    BadSignature unless it is by this key and holds; CannotSign when another key has signed under the witness's name.
    """
    check_signature(note_of(checkpoint).text, signature, key)
    with transaction.atomic(), writable():
        kept = Checkpoint.objects.select_for_update().get(pk=checkpoint.pk)
        before: Countersignature | None = kept.countersignatures.filter(witness=key.name).first()
        if before is not None:
            _check_own(note_of(kept), key)
            return before
        added = Countersignature(checkpoint=kept, witness=key.name, line=str(signature), recorded_at=at)
        added.save()
    return added


def _check_own(note: Note, key: VerifyingKey) -> None:
    """CannotSign when what is kept under a witness's name is by another key than the witness's."""
    if note.signature_of(key) is None:
        others = ", ".join(each.id.hex() for each in note.signatures if each.name == key.name)
        raise CannotSign(
            f"Under the name {key.name} a countersignature by the key {others} is kept already, and this one is by the "
            f"key {key.id.hex()}: two witnesses use one name. Each has to choose a name that is its own, make a key for "
            "it with witness_key, and countersign again; the operator removes nothing."
        )


def _stated(last: Checkpoint, origin: str) -> Statement:
    """What the newest checkpoint states; CannotSign when its row was changed or it is of another origin."""
    try:
        stated = read_statement(note_of(last).text)
    except ValueError as error:
        raise CannotSign(f"The checkpoint at edition {last.number} was changed in the database. {error}") from error
    if stated.origin != origin:
        raise CannotSign(f"The newest checkpoint is of {stated.origin}, not of {origin}: set ORIGIN as it was.")
    if stated.place != Place(last.number, last.digest):
        raise CannotSign(f"The checkpoint at edition {last.number} was changed in the database: its note differs.")
    return stated


def _walked(chain: str, start: Place, end: Place) -> datetime:
    """The moment of the newest edition, once the chain is found to lead from one place to the other."""
    try:
        if place_of(chain, start.number) != start:
            raise BrokenChain(start.number, "it no longer has the digest that the checkpoint over it signed.")
        since, last = moment_at(chain, start.number), None
        found = links(chain, after=start.number, up_to=end.number)
        for last in follow(start, found, since=since):  # noqa: B007 - the last counts
            pass
        if last is None or Place(last.number, last.digest) != end:
            raise BrokenChain(end.number, "the head row says that the chain ends there, and the editions do not.")
    except BrokenChain as error:
        raise CannotSign(
            f"The {chain} chain does not hold after edition {start.number}. {error} "
            "Nothing was signed; run verify to see what was changed."
        ) from error
    return last.recorded_at


def _store(signed: _Signed) -> None:
    newest, stated = newest_checkpoint(signed.chain), signed.statement
    if newest is None or newest.number < stated.number:  # else another one of us was quicker
        Checkpoint(
            chain=signed.chain,
            number=stated.number,
            digest=stated.digest,
            recorded_at=stated.at,
            note=str(signed.note),
        ).save()
