"""Write the fixtures from the seeds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.exchange.documents import BadSeeds
from commitments.exchange.fixtures import build, write


class Command(BaseCommand):
    """Build the fixtures; a bad dossier is refused whole, with file, line and field."""

    help = "Write fixtures/ from seeds/. Nothing is written when a dossier has a fault."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two folders."""
        parser.add_argument("--seeds", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *_args: Any, seeds: Path, fixtures: Path, **_options: Any) -> None:
        """Build, then write."""
        try:
            files = build(seeds)
        except BadSeeds as error:
            raise CommandError(f"The seeds have faults; nothing was written.\n{error}") from error
        changed = write(files, fixtures)
        self.stdout.write(f"{len(files)} fixture files, {len(changed)} changed: {', '.join(changed) or 'none'}")
