"""Append editions for what `verify` found to have been written past the actions."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from commitments.actions.adopting import adopt


class Command(BaseCommand):
    """Let the editions say what the rows say."""

    help = (
        "Append an edition for every record that is no longer as its newest edition says. The reason stays on record. "
        "Run verify first, and look at what it names: what is adopted here counts from then on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the reason."""
        parser.add_argument("--why", required=True, help="the reason that the editions keep")
        parser.add_argument("--language", choices=settings.CONTENT_LANGUAGES, default="en", help="that of the reason")

    def handle(self, *_args: Any, why: str, language: str, **_options: Any) -> None:
        """Print which records they are."""
        try:
            adopted = adopt(at=timezone.now(), why={language: why})
        except ValidationError as error:
            raise CommandError(f"Nothing was adopted. {' '.join(error.messages)}") from error
        except OperationalError as error:
            raise CommandError("Others were writing; nothing was adopted. Try again.") from error
        except (TypeError, AttributeError) as error:  # a row that holds what no action would have let in
            raise CommandError(f"Nothing was adopted: a row cannot be rendered ({error}); verify names it.") from error
        for noun, key in adopted:
            self.stdout.write(f"{noun} {key}")
        self.stdout.write(f"{len(adopted)} edition(s) appended.")
