"""Make the accounts to try the tracker with: an analyst of each side, and the joint secretariat."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from commitments.actions.accounts import open_account
from commitments.models import User
from commitments.queries.desks import desks


class Command(BaseCommand):
    """Make each account once; print them all every time."""

    help = "Make the demo accounts that are missing, keep their passwords in var/demo-accounts.txt, and print them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make, keep, print."""
        kept = settings.VAR / "demo-accounts.txt"
        with transaction.atomic():  # no account without its password on paper, should this be cut off
            made = [self._line(username, organisation) for username, organisation in desks().items()]
            if fresh := [line for line in made if line]:
                _keep(kept, fresh)
        self.stdout.write(kept.read_text(encoding="utf-8").rstrip() if kept.exists() else _passwords_unknown())

    def _line(self, username: str, organisation: Any) -> str:
        if User.objects.filter(username=username).exists():
            return ""
        password = secrets.token_urlsafe(12)
        open_account(username=username, password=password, organisation=organisation)
        return f"{username:<14} {password}   ({organisation.slug})"


def _keep(path: Path, lines: list[str]) -> None:
    """Add lines to a file that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


def _passwords_unknown() -> str:
    return "The demo accounts exist, but their passwords are not kept here: manage.py changepassword sets a new one."
