"""A record at random, with what is internal, and questions of it: for what is counted in two ways."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser

from commitments.models import Organisation, Sector, Side
from commitments.models.vocabulary import Outlook, Role, StatusWord
from tests import factories as make

DATES = ("2025", "2026-02", "2027-01-01", "2026/2028", "../2030", "2026-11-22", "2026-11-21", "2026-11/..", "")
OUTLOOKS = ("", *Outlook.values)
DAYS = (date(2020, 1, 1), date(2026, 11, 21), date(2026, 11, 22), date(2031, 1, 1))


def some_record(seed: int, size: int = 18) -> list[Any]:
    """Commitments of two partnerships, some kept internal by either side or by a joint body; who may ask of them."""
    dice = random.Random(seed)  # noqa: S311  the same record each time, and no secret
    readers = [AnonymousUser(), make.analyst("AA"), make.analyst("BB"), make.secretary(), make.secretary()]
    partnerships = [make.PartnershipFactory(), make.PartnershipFactory(slug="one", code="ON", sides=[_side("AA")])]
    for number in range(4):
        make.SectorFactory(slug=f"field-{number}")
    above = None
    for number in range(6):
        side = _side("AA" if number % 2 else "BB")
        body = make.OrganisationFactory(slug=f"body-{number}", side=side, parent=above if number % 3 else None)
        above = body
    for number in range(size):
        _commitment(dice, readers, partnerships, number)
    return readers


def _side(code: str) -> Side:
    found: Side = make.SideFactory(code=code)
    return found


def _commitment(dice: random.Random, readers: list[Any], partnerships: list[Any], number: int) -> None:
    by = dice.choice([None, *readers[1:]])
    partnership = partnerships[0] if by and by.side != _side("AA") else dice.choice(partnerships)
    row = make.CommitmentFactory(
        reference=f"{partnership.code}-2025-{number + 1:03}",
        partnership=partnership,
        visibility=dice.choice(["public", "public", "internal"]),
        sectors=dice.sample(list(Sector.objects.all()), dice.randrange(3)),
        kind=dice.choice(["project", "target"]),
        level=dice.choice(["state", "local"]),
        review_interval=(90, 300, 330)[number % 3],
        by=by,
    )
    for body in dice.sample(list(Organisation.objects.filter(slug__startswith="body")), dice.randrange(3)):
        make.ResponsibilityFactory(commitment=row, organisation=body, role=dice.choice(Role.values))
    if edtf := dice.choice(DATES):
        make.DeadlineFactory(commitment=row, edtf=edtf)
    for side in dice.sample(list(row.partnership.sides.all()), dice.randrange(row.partnership.sides.count() + 1)):
        day = date(2025, 12, 5) + timedelta(days=dice.randrange(30))
        evidence = ["https://example.org/"] if dice.random() < 0.5 else []
        given = {"status": dice.choice(StatusWord.values), "as_of": day, "evidence": evidence}
        given |= {"outlook": OUTLOOKS[number % 4], "awaiting": side if number % 3 else None}
        make.StatusUpdateFactory(commitment=row, side=side, **given)
    if dice.random() < 0.3:
        make.TargetFactory(commitment=row)


def questions() -> Iterator[str]:
    """Addresses of selections: nothing chosen, each filter alone, and several together."""
    yield from ("", "partnership=aa-bb", "partnership=one", "sector=field-0", "sector=field-0&sector=field-1")
    yield from ("owner=body-0", "owner=body-2&owner=body-3", "side=AA", "side=BB&owner=body-0", "missing=evidence")
    yield from ("stale=true", "stale=false", "awaiting=AA&outlook=at_risk&outlook=off_track", "due_before=9999-12-31")
    yield from (
        "due_before=2026-11-21",
        "due_after=2026-11-22&lateness=not_due",
        "due_after=2027-01-01",
        "missing=owner",
    )
    yield from ("status=not_assessed", "standing=divergent&lateness=overdue", "lateness=undated&lateness=not_due")
    yield from ("partnership=aa-bb&sector=field-1&owner=body-0", "kind=target&level=local&force=joint")
