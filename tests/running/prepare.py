"""Fills the database at DATABASE_URL with the seeds and gives a token to each role; prints what is secret as JSON."""

import json
from datetime import UTC, datetime, timedelta

from django.core.management import call_command

from commitments.actions.tokens import issue_token
from commitments.models import Organisation, User

ROLES = {
    "reader": ("moit-vn", "read"),
    "writer": ("moit-vn", "write"),
    "other": ("moic-la", "write"),
    "joint": ("intergovernmental-committee-vl", "write"),
}
"""Those with a token, beside nobody: a side that reads, that writes, the other side, and what both have in common."""


def secrets() -> dict[str, str]:
    """A token of each role, by the role's name."""
    now = datetime.now(UTC)
    issuer = User.objects.create_superuser("issuer", password=None)
    issued = {
        role: issue_token(
            organisation=Organisation.objects.get(slug=slug),
            name=role,
            access=access,
            expires_on=now.date() + timedelta(days=30),
            by=issuer,
            at=now,
        )
        for role, (slug, access) in ROLES.items()
    }
    return {role: each.secret for role, each in issued.items()}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    print(json.dumps(secrets()))  # noqa: T201 - the program's answer
