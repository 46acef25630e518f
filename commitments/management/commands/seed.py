"""Load the fixtures into the record, and append the first editions."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError
from django.utils import timezone

from commitments.actions.loading import load
from commitments.exchange.seeding import FIRST_LOAD, read_fixtures


class Command(BaseCommand):
    """Seed; what the record already has stays as people have left it."""

    help = "Load fixtures/ and append first editions. Records that are there already are left as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("--fixtures", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *_args: Any, fixtures: Path, **_options: Any) -> None:
        """Load whole or not at all."""
        try:
            loaded = load(read_fixtures(fixtures), at=timezone.now(), why=FIRST_LOAD)
        except FileNotFoundError as error:
            raise CommandError(f"There is no fixture in {fixtures}: run build_fixtures first.") from error
        except IntegrityError as error:
            raise CommandError("Somebody else was writing the same records; nothing was written. Try again.") from error
        except (DeserializationError, ValueError, LookupError) as error:
            raise CommandError(f"The fixtures cannot be loaded; nothing was written. {error}") from error
        self.stdout.write(f"{len(loaded.added)} records added, {len(loaded.kept)} kept as they are.")
