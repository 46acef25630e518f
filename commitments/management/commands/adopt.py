"""Append editions for what `verify` found to have been written past the actions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from commitments.actions.adopting import adopt


class Command(BaseCommand):
    """Let the editions say what the rows say."""

    help = (
        "Append an edition for every record that is no longer as its newest edition says. The reason stays on record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the reason."""
        parser.add_argument("--why", required=True, help="the reason that the editions keep")
        parser.add_argument("--language", default="en", help="the language of the reason, such as fr (default: en)")

    def handle(self, *_args: Any, why: str, language: str, **_options: Any) -> None:
        """Print how many there were."""
        try:
            number = adopt(at=timezone.now(), why={language: why})
        except ValidationError as error:
            raise CommandError(f"Nothing was adopted. {' '.join(error.messages)}") from error
        self.stdout.write(f"{number} edition(s) appended.")
