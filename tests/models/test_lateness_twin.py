"""The lateness that the database computes is the one that Python computes."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from commitments.models import Commitment
from commitments.models.vocabulary import ShownStatus
from commitments.models.writing import unguarded
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db

ROWS, DAYS = 500, 20
CENTRE = date(2026, 6, 15)


def some_day(dice: random.Random) -> date | None:
    """No day, or one near the others, so that bounds and days often meet."""
    return None if dice.random() < 0.2 else CENTRE + timedelta(days=dice.randint(-6, 6))


def some_commitments(dice: random.Random) -> None:
    partnership = PartnershipFactory()
    rows = []
    for number in range(ROWS):
        earliest, latest = some_day(dice), some_day(dice)
        if earliest and latest and earliest > latest:
            earliest, latest = latest, earliest
        status = dice.choice(ShownStatus.values)
        silent = status == ShownStatus.NOT_ASSESSED
        rows.append(
            Commitment(
                reference=f"AB-2026-{number:03}",
                title={"en": "A promise"},
                kind="project",
                force="joint",
                level="state",
                partnership=partnership,
                made_on="2026",
                status=status,
                standing="silent" if silent else "one_sided",
                last_word_on=None if silent else CENTRE,
                due_earliest=earliest,
                due_latest=latest,
            )
        )
    unguarded(Commitment).bulk_create(rows)


def disagreements(*, days_off: int = 0) -> int:
    """How many of 10,000 random cases the two tell apart, the database asked for a day `days_off` later."""
    dice = random.Random(20261121)  # noqa: S311  cases to compare, no secret
    some_commitments(dice)
    wrong = cases = 0
    for _round in range(DAYS):
        on = CENTRE + timedelta(days=dice.randint(-8, 8))
        for row in Commitment.objects.with_lateness(on=on + timedelta(days=days_off)):
            cases += 1
            wrong += row.lateness != lateness(
                closed=row.status in CLOSED, earliest=row.due_earliest, latest=row.due_latest, on=on
            )
    assert cases == ROWS * DAYS
    return wrong


def test_database_and_python_agree_in_10000_random_cases() -> None:
    assert disagreements() == 0, connection.vendor


def test_the_comparison_notices_a_twin_that_is_one_day_off() -> None:
    assert disagreements(days_off=1) > 100
