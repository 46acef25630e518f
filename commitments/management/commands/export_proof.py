"""Export a proof of what the record says, to be checked offline with docs/verify.py."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.exchange.proofs import Asked, CannotProve, proof
from commitments.management.files import write_out, write_whole
from commitments.management.keys import origin_of
from commitments.models import Chain
from commitments.records import RENDER


class Command(BaseCommand):
    """A file that is half written never remains."""

    help = "Write the editions of a chain, from the one that is to be proved up to the newest checkpoint."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be proved, for whom, and where to."""
        parser.add_argument("reference", nargs="?", help="the record to prove; without it, the whole chain")
        parser.add_argument("--noun", choices=sorted(RENDER), default="commitment")
        parser.add_argument("--edition", type=int, metavar="N", help="which of its editions; the newest by default")
        parser.add_argument("--chain", choices=Chain.values, default=Chain.PUBLIC.value)
        parser.add_argument("--after", type=int, metavar="N", help="begin the whole chain after this edition")
        parser.add_argument("--for", dest="side", default="", metavar="SIDE", help="the side that will read it")
        parser.add_argument("--output", required=True, metavar="FILE", help="the file to write; - for standard output")

    def handle(self, *_args: Any, reference: str | None, output: str, **options: Any) -> None:
        """Write it whole or not at all."""
        lines = _lines(_asked(reference, **options))
        if output == "-":
            write_out(lines)
        else:
            write_whole(Path(output), lines)
            self.stdout.write(f"The proof is in {output}.")


def _asked(reference: str | None, *, chain: str, **options: Any) -> Asked:
    edition, after = options["edition"], options["after"]
    if reference is None and edition is not None:
        raise CommandError("--edition says which edition of a record: give the record's reference too.")
    if reference is not None and after is not None:
        raise CommandError("--after is for the whole chain: leave out the reference, or --after.")
    if min(after or 0, 0 if edition is None else edition - 1) < 0:
        raise CommandError("Editions are numbered from 1: there is no such number.")
    if chain == Chain.FULL and not options["side"]:
        raise CommandError(
            "The full chain tells who made each edition, and is for the sides alone: say with --for SIDE which side "
            "will read it, or leave out --chain full."
        )
    return Asked(
        chain=chain,
        origin=origin_of(chain),
        noun=options["noun"],
        key=reference,
        edition=edition,
        after=after or 0,
        side=options["side"],
    )


def _lines(asked: Asked) -> Iterator[bytes]:
    try:
        yield from proof(asked)
    except CannotProve as error:
        raise CommandError(str(error)) from error
