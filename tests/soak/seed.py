"""Brings an empty database up to date and puts commitments in it to write about: `seed COMMITMENTS`."""

import sys

from django.core.management import call_command

from commitments.actions.recording import recording
from tests import factories as make

SECTORS = 8
SHARED = 5
"""How many commitments show the same organisation."""


def seed(commitments: int) -> None:
    """Commitments of two sides that share sectors and organisations, and an analyst of each side."""
    with recording(by=None, at=make.AT, why=make.WHY):
        sectors = [make.SectorFactory() for _each in range(SECTORS)]
        sides = [make.SideFactory(code="AA"), make.SideFactory(code="BB")]
        owners = [make.OrganisationFactory(side=sides[n % 2]) for n in range(max(2, commitments // SHARED))]
        for number in range(commitments):
            commitment = make.CommitmentFactory(sectors=[sectors[number % SECTORS]])
            make.ResponsibilityFactory(commitment=commitment, organisation=owners[number % len(owners)])
    make.analyst("AA", username="analyst-aa")
    make.analyst("BB", username="analyst-bb")
    make.secretary(username="secretary")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    seed(int(sys.argv[1]))
