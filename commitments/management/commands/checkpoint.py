"""Sign where the chains stand, print the checkpoints, and take countersignatures that were made elsewhere."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from commitments.actions.checkpoints import CannotSign, countersign, sign_checkpoints
from commitments.management.files import read_text
from commitments.management.keys import make_operator_key, operator_key, origin_of, verifying_keys
from commitments.models import Chain, Checkpoint
from commitments.queries.checkpoints import checkpoint_at
from commitments.records.checkpoints import note_of
from commitments.values.checkpoints import read_statement
from commitments.values.notes import Kind, Note, VerifyingKey, check_signatures, read_note


class Command(BaseCommand):
    """Nothing new is signed when nothing is new."""

    help = "Sign where the chains stand and print the checkpoints with the countersignatures that are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the chain, or a note to add with the public key of its witness."""
        parser.add_argument("--chain", choices=[*Chain.values, "both"], default="both")
        parser.add_argument("--key-only", action="store_true", help="print the operator's public keys, sign nothing")
        parser.add_argument("--add", type=Path, metavar="FILE", help="keep the countersignatures of this note")
        parser.add_argument(
            "--witness", action="append", default=[], metavar="VKEY", help="whose countersignature it has to hold"
        )

    def handle(self, *_args: Any, chain: str, key_only: bool, add: Path | None, **options: Any) -> None:
        """Print the keys, or add a note, or sign."""
        if bool(add) != bool(options["witness"]):
            raise CommandError("--add FILE and --witness VKEY go together: whose countersignature is to be kept?")
        chains = Chain.values if chain == "both" else [chain]
        if key_only:
            make_operator_key()
            self.stdout.write("\n".join(str(operator_key(each).verifying) for each in chains))
        elif add:
            self._print([_added(read_text(add), verifying_keys(options["witness"], Kind.WITNESS))])
        else:
            self._print(_signed(chains))

    def _print(self, checkpoints: list[Checkpoint]) -> None:
        """A blank line between two notes: ask for one chain to have a note as a file."""
        self.stdout.write("\n".join(str(note_of(each)) for each in checkpoints), ending="")


def _signed(chains: list[str]) -> list[Checkpoint]:
    try:
        signed = sign_checkpoints({chain: operator_key(chain) for chain in chains}, at=timezone.now())
    except CannotSign as error:
        raise CommandError(str(error)) from error
    if not signed:
        raise CommandError("There is no edition to sign yet.")
    return signed


def _added(written: str, witnesses: list[VerifyingKey]) -> Checkpoint:
    try:
        note = read_note(written)
        checkpoint = _stored(note)
        _check(note, checkpoint, witnesses)
        with transaction.atomic():  # all of them or none
            for key in witnesses:
                _keep(note, checkpoint, key)
    except ValueError as error:
        raise CommandError(f"Nothing was kept. {error}") from error
    checkpoint.refresh_from_db()
    return checkpoint


def _keep(note: Note, checkpoint: Checkpoint, key: VerifyingKey) -> None:
    """Keep a witness's signature; CannotSign when it is not what is kept then."""
    given = note.signature_of(key)
    if given is None or countersign(checkpoint, given, key, at=timezone.now()).line != str(given):
        raise CannotSign(
            f"Another countersignature by {key.name} is kept under this checkpoint already: one of each witness is kept."
        )


def _stored(note: Note) -> Checkpoint:
    statement = read_statement(note.text)
    if statement.origin not in map(origin_of, Chain.values):
        raise CannotSign(f"The note is of {statement.origin}, which is not this record.")
    checkpoint = checkpoint_at(statement.chain, statement.place)
    if checkpoint is None or note_of(checkpoint).text != note.text:
        raise CannotSign(f"This record has signed no such checkpoint at edition {statement.number}.")
    return checkpoint


def _check(note: Note, checkpoint: Checkpoint, witnesses: list[VerifyingKey]) -> None:
    """Every signature has to be the operator's, a given witness's, or one that is kept already."""
    operator = operator_key(checkpoint.chain).verifying
    given = [note.signature_of(key) for key in (operator, *witnesses)]
    kept = note_of(checkpoint).signatures
    others = tuple(each for each in note.signatures if each in given or each not in kept)
    check_signatures(Note(note.text, others), [operator, *witnesses])
