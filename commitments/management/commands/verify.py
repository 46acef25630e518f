"""Say whether the record is what its editions say, and whether the chains run through the checkpoints."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.management.files import read_text
from commitments.management.keys import operator_key, origin_of, verifying_keys
from commitments.models import Chain, Checkpoint, Edition
from commitments.provenance.checkpoints import check_against, check_stored
from commitments.provenance.faults import Fault
from commitments.provenance.verification import verify
from commitments.queries.checkpoints import end_of, newest_checkpoint
from commitments.queries.snapshot import one_moment
from commitments.values.checkpoints import read_statement
from commitments.values.notes import Kind, VerifyingKey, read_note

CHAINS = (Chain.PUBLIC.value, Chain.FULL.value)
BEFORE = "A checkpoint can only be compared with the keys of those who signed it: give each with --key."


class Command(BaseCommand):
    """Walk the chains, render every record again, and compare the chains with checkpoints."""

    help = (
        "Walk both chains, render every record again, and name every difference. A checkpoint that is kept elsewhere "
        "also shows that the whole chain was written again, or its end cut off. Others may go on writing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the checkpoints that are kept elsewhere, and the public keys of those who signed them."""
        parser.add_argument("--checkpoint", action="append", default=[], type=Path, metavar="FILE")
        parser.add_argument("--key", action="append", default=[], metavar="VKEY")

    def handle(self, *_args: Any, checkpoint: list[Path], key: list[str], **_options: Any) -> None:
        """Print a line for each fault; fail when there is one."""
        notes, keys, number = [read_text(path) for path in checkpoint], verifying_keys(key), 0
        if notes and not keys:
            raise CommandError(BEFORE)
        for_stored = _for_stored(keys)
        with one_moment():
            for fault in _faults(notes, keys, for_stored):
                number += 1
                self.stdout.write(str(fault))
            editions = Edition.objects.count()
            covered = "" if number else _covered(notes)
        if number:
            raise CommandError(f"{number} fault(s) in {editions} editions: see the lines above.")
        self.stdout.write(f"{editions} editions follow one another, and every record is as its newest one says.")
        self.stdout.write(covered)


def _faults(notes: Sequence[str], keys: Sequence[VerifyingKey], for_stored: Sequence[VerifyingKey]) -> Iterator[Fault]:
    yield from verify()
    for note in notes:
        yield from check_against(note, keys)
    if Checkpoint.objects.exists():
        yield from check_stored(for_stored, kept_elsewhere=bool(notes))


def _for_stored(keys: Sequence[VerifyingKey]) -> list[VerifyingKey]:
    """The keys given, and the operator's own for each chain that has checkpoints and no key given."""
    given = {key.name for key in keys if key.kind is Kind.LOG}
    missing = [chain for chain in Chain.values if origin_of(chain) not in given and newest_checkpoint(chain)]
    try:
        return [*keys, *(operator_key(chain).verifying for chain in missing)]
    except CommandError as error:
        raise CommandError(
            f"{error} To verify without that key, give the operator's public key for each chain with --key: here "
            f"{' and '.join(map(origin_of, missing))}."
        ) from error


def _covered(notes: Sequence[str]) -> str:
    """What a sound record is bound by, chain by chain, in words."""
    if notes:
        stated = [read_statement(read_note(note).text) for note in notes]
        numbers = {chain: max((each.number for each in stated if each.chain == chain), default=0) for chain in CHAINS}
        return _told(numbers, "given")
    stored = {chain: newest.number if (newest := newest_checkpoint(chain)) else 0 for chain in CHAINS}
    if not any(stored.values()):
        return "There is no checkpoint yet: nothing shows that the chains were not written again as a whole."
    return f"{_told(stored, 'stored here')} A checkpoint that a witness keeps proves more."


def _told(numbers: dict[str, int], where: str) -> str:
    clauses = [
        f"the {chain} chain is covered up to edition {number} of {end_of(chain).number} by the checkpoint {where}"
        if number
        else f"nothing {where} covers the {chain} chain"
        for chain, number in numbers.items()
    ]
    words = "; ".join(clauses)
    return f"{words[0].upper()}{words[1:]}."
