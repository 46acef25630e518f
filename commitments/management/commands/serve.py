"""Make the tracker ready and serve it on this machine, as `make run` does."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections
from django.urls import reverse

from commitments.management.starting import (
    LOOPBACK,
    CannotStart,
    about_preparation,
    collect_static_files,
    require_database,
    require_free_port,
)

WORKERS = 2
THREADS = 4  # for each worker: a visitor who reads a long download slowly holds one of them


class Command(BaseCommand):
    """Check, migrate, seed, say where everything is, then become the server."""

    help = "Bring the database up to date, fill it when it is empty, and serve the tracker on 127.0.0.1."
    requires_system_checks = ()  # a database that does not answer must be our sentence, not a check's traceback

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=settings.PORT, help="the port (default: PORT, or else 8000)")

    def handle(self, *, port: int, **options: Any) -> None:
        """Serve, or refuse in one sentence. Does not come back."""
        try:
            require_free_port(port)
            require_database()
            self.prepare()
        except CannotStart as refusal:
            sys.exit(str(refusal))
        except (DatabaseError, OSError) as error:
            sys.exit(about_preparation(error))
        except KeyboardInterrupt:
            sys.exit("Stopped before the start; the next start goes on from here.")
        self.announce(f"http://{LOOPBACK}:{port}")
        become_server(port)

    def prepare(self) -> None:
        """Do what every start does; the second time there is nothing left to do, and it takes a moment."""
        call_command("migrate", interactive=False, verbosity=0)
        collect_static_files()
        call_command("seed", stdout=self.stdout)
        call_command("demo_accounts", stdout=self.stdout)

    def announce(self, here: str) -> None:
        """Say where everything is."""
        self.stdout.write(f"Pages              {here}/")
        self.stdout.write(f"Admin              {here}{reverse('admin:index')}")
        self.stdout.write(f"API documentation  {here}/api/v1/docs/")
        self.stdout.write("Press Ctrl-C to stop.")


def become_server(port: int) -> None:
    """Put granian in this process's place, so that Ctrl-C and signals reach it directly."""
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    arguments = ["--interface", "wsgi", "--host", LOOPBACK, "--port", str(port), "--workers", str(WORKERS)]
    arguments += ["--blocking-threads", str(THREADS), "--backpressure", "256"]
    arguments += ["--respawn-failed-workers", "--workers-kill-timeout", "3", "--no-ws", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *arguments, f"{module}:{name}"]
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted between us and the server
