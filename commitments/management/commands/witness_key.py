"""Make the key of a side's witness."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.management.files import keep_secret
from commitments.values.notes import Kind, MalformedKey, make_key


class Command(BaseCommand):
    """Make a key once; a file that is there already is left alone."""

    help = "Make a witness's key in a file that only its owner can read, and print the public key to hand out."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the witness's name and the file."""
        parser.add_argument("name", help="the witness's name, such as witness.example.org/side")
        parser.add_argument("file", type=Path, help="the file to make")

    def handle(self, *_args: Any, name: str, file: Path, **_options: Any) -> None:
        """Make it and print its public half."""
        try:
            key = make_key(name, Kind.WITNESS)
        except MalformedKey as error:
            raise CommandError(str(error)) from error
        if not keep_secret(file, key.written()):
            raise CommandError(f"{file} is there already; a key is never overwritten. Choose another file.")
        self.stdout.write(str(key.verifying))
