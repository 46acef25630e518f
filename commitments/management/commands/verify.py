"""Say whether the record is what its editions say, and whether the chains run through the checkpoints."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.management.files import read_text
from commitments.management.keys import operator_keys, verifying_keys
from commitments.models import Checkpoint, Edition
from commitments.provenance.checkpoints import check_against, check_stored
from commitments.provenance.faults import Fault
from commitments.provenance.verification import verify
from commitments.queries.snapshot import one_moment
from commitments.values.notes import VerifyingKey

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
        with one_moment():
            for fault in self._faults(notes, keys):
                number += 1
                self.stdout.write(str(fault))
            editions = Edition.objects.count()
        if number:
            raise CommandError(f"{number} fault(s) in {editions} editions: see the lines above.")
        self.stdout.write(f"{editions} editions follow one another, and every record is as its newest one says.")
        self.stdout.write(_through(notes))

    def _faults(self, notes: Sequence[str], keys: Sequence[VerifyingKey]) -> Iterator[Fault]:
        yield from verify()
        for note in notes:
            yield from check_against(note, keys)
        if not notes and Checkpoint.objects.exists():
            yield from check_stored(keys or operator_keys())


def _through(notes: Sequence[str]) -> str:
    if notes:
        return f"The chains run through the {len(notes)} checkpoint(s) given."
    if stored := Checkpoint.objects.count():
        return f"The chains run through the {stored} checkpoint(s) stored here; one that a witness keeps proves more."
    return "There is no checkpoint yet: nothing shows that the chains were not written again as a whole."
