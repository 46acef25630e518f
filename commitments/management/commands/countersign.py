"""Countersign the newest checkpoint as the witness of one side, if it extends the last one that this witness saw."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from commitments.actions.checkpoints import CannotSign, countersign
from commitments.exchange.proof_files import Proof, open_proof
from commitments.management.files import held_alone, read_text, write_whole
from commitments.management.keys import signing_key, verifying_keys
from commitments.models import Chain, Checkpoint
from commitments.queries.checkpoints import newest_checkpoint
from commitments.records.chains import links, moment_at
from commitments.records.checkpoints import note_of
from commitments.values.chains import BEGINNING
from commitments.values.notes import Kind, Note, Signature, VerifyingKey, read_note
from commitments.values.witnessing import Refused, Witness, countersignature, is_new


@dataclass(frozen=True)
class Offered:
    """What a witness is asked to countersign: a note, from the database or from the end of a proof."""

    note: Note
    checkpoint: Checkpoint | None
    proof: Proof | None


class Command(BaseCommand):
    """Sign only what extends what was seen; with a proof, no database is asked."""

    help = "Countersign the newest checkpoint, if the chain leads to it from the last one that this witness saw."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the witness's key, its memory, the log's key, and where to look."""
        parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="the witness's key")
        parser.add_argument("--last", type=Path, required=True, metavar="FILE", help="the note countersigned last")
        parser.add_argument("--first", action="store_true", help="there is no last one: begin at the first edition")
        parser.add_argument("--log", required=True, metavar="VKEY", help="the operator's public key for the chain")
        parser.add_argument("--chain", choices=Chain.values, default=Chain.PUBLIC.value)
        parser.add_argument("--proof", type=Path, metavar="FILE", help="walk this exported proof, not the database")

    def handle(self, *_args: Any, last: Path, **options: Any) -> None:
        """Walk, sign, remember, print; nothing is written unless all holds."""
        memory = last.resolve()  # by whatever name it is called: one memory, one lock
        with held_alone(memory, f"Another countersign is running with the memory {last}: wait until it has ended."):
            try:
                self._countersign(memory, **options)
            except ValueError as error:
                raise CommandError(str(error)) from error

    def _countersign(self, memory: Path, *, key: Path, log: str, chain: str, **options: Any) -> None:
        (log_key,) = verifying_keys([log], Kind.LOG)
        last = _last(memory, first=options["first"])
        witness = Witness(signing_key(key, Kind.WITNESS), log_key, last)
        offered = _offered(chain, options["proof"], log_key)
        signed = _signed(witness, offered)
        if signed != witness.last:
            write_whole(memory, [str(signed).encode()])
        self.stdout.write(str(signed), ending="")  # it is signed now, whatever becomes of the storing
        if offered.checkpoint is not None:
            self._keep(witness, offered.checkpoint, signed)

    def _keep(self, witness: Witness, checkpoint: Checkpoint, signed: Note) -> None:
        """Store it too; a witness may well have an account that only reads."""
        own = signed.signature_of(witness.key.verifying)
        try:
            if own is not None:
                countersign(checkpoint, own, witness.key.verifying, at=timezone.now())
        except CannotSign as error:
            raise CommandError(f"It is signed, but not stored. {error}") from error
        except DatabaseError:
            self.stderr.write("It is signed, but this account may not store it: give the note to the operator.")


def _last(path: Path, *, first: bool) -> Note | None:
    if first and path.exists():
        raise Refused(f"{path} is there: this witness has countersigned before. Leave out --first.")
    if not first and not path.exists():
        raise Refused(f"There is no {path}, the note countersigned last. For the very first one, say --first.")
    return None if first else read_note(read_text(path))


def _offered(chain: str, path: Path | None, log: VerifyingKey) -> Offered:
    if path is None:
        checkpoint = newest_checkpoint(chain)
        if checkpoint is None:
            raise Refused(f"There is no checkpoint of the {chain} chain yet: the operator has to run checkpoint first.")
        return Offered(note_of(checkpoint), checkpoint, None)
    try:
        proof = open_proof(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be read ({error.strerror}).") from error
    if proof.chain != chain:
        raise Refused(f"{path} is a proof of the {proof.chain} chain: say --chain {proof.chain}, with its key.")
    if (proof.origin, proof.chain) != (log.name, log.name.rpartition("/")[2]):
        raise Refused(f"{path} is a proof of {proof.origin}, and the key given is that of {log.name}.")
    return Offered(proof.note, None, proof)


def _signed(witness: Witness, offered: Offered) -> Note:
    """The checkpoint with the log's signature and the witness's, new or as it was given before."""
    seen, now = witness.seen(), witness.statement(offered.note)
    if witness.last is not None and not is_new(seen, now):
        return witness.last
    start, since = seen.place if seen else BEGINNING, None
    if offered.checkpoint is not None:
        since = moment_at(offered.checkpoint.chain, start.number)
        found = links(offered.checkpoint.chain, after=start.number, up_to=now.number)
    elif offered.proof is not None:
        start, found = offered.proof.start, offered.proof.links()
    at = timezone.now()
    own = countersignature(offered.note, witness, start=start, links=found, at=at, since=since)
    return Note(offered.note.text, (_of_log(witness, offered.note), own))


def _of_log(witness: Witness, note: Note) -> Signature:
    signature = note.signature_of(witness.log)
    if signature is None:
        raise Refused("The checkpoint is not signed by the log.")
    return signature
