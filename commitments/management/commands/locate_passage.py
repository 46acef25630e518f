"""Find a passage's span and fingerprint in a text, to write them in a dossier."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.values.quotes import NoSuchPassage, fingerprint, locate, normalise


class Command(BaseCommand):
    """Print the lines that a dossier needs for a passage and its source."""

    help = "Print paragraph, start, end and fingerprint of a passage, and the digest of its text."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the text, the paragraph, and the words that the passage begins and ends with."""
        parser.add_argument("text", type=Path)
        parser.add_argument("paragraph", type=int, help="the number of the non-blank line, counted from 1")
        parser.add_argument("--from", dest="first", required=True, help="the passage's first words")
        parser.add_argument("--to", dest="last", required=True, help="the passage's last words")

    def handle(self, *_args: Any, text: Path, paragraph: int, first: str, last: str, **_options: Any) -> None:
        """Locate and print."""
        try:
            normalised = normalise(text.read_text(encoding="utf-8"))
            span = locate(normalised, paragraph=paragraph, first=first, last=last)
        except (OSError, UnicodeDecodeError, NoSuchPassage) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"digest: {fingerprint(normalised)}")
        self.stdout.write(f"paragraph: {span.paragraph}\nstart: {span.start}\nend: {span.end}")
        self.stdout.write(f"fingerprint: {span.fingerprint}")
