"""One invented commitment with all that hangs on it, from a seed and its number: what people would have recorded."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from benchmarks.data.light import Light, Many, light
from benchmarks.data.registers import Registers
from benchmarks.data.words import NOTES, STEPS, summary, title
from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Evidence,
    Organisation,
    Responsibility,
    StatusUpdate,
)
from commitments.models.meetings import Level
from commitments.models.vocabulary import CommitmentKind, Force, Outlook, Role
from commitments.values.dates import parse

UPDATES = 5
MOST = 10
"""More than any commitment has of anything: the private keys of its rows are its number times this, and on."""
EACH_YEAR = 200_000
"""How many commitments bear a year in their reference."""
FIRST_DAY = date(2023, 1, 1)
RECORDED = datetime(2026, 1, 5, 13, tzinfo=UTC)
"""When the first is recorded; the next ones each a second later."""
STATUSES = ("in_progress", "completed", "not_started", "stalled", "discontinued")
STATUS_WEIGHTS = (50, 22, 12, 10, 6)
REASON = {"en": "The text says so.", "fr": "Le texte le dit."}
FORMS = ("{y}", "{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}-{m:02}-{d:02}", "../{y}", "{y}/{z}")

KINDS, FORCES, LEVELS, ROLES = CommitmentKind.values, Force.values, Level.values, Role.values
OUTLOOKS = (*Outlook.values, "")

SectorLink = Commitment.sectors.through


class Promise:
    """Makes the rows of one commitment."""

    def __init__(self, registers: Registers, *, seed: int, number: int) -> None:
        """Start a random sequence of its own, so that it is the same whoever makes it."""
        self.registers = registers
        self.random = Random(f"{seed} {number}")  # noqa: S311  invented data, no secret
        self.number = number
        self.first_key = number * MOST
        self.recorded_at = RECORDED + timedelta(seconds=number)

    def make(self) -> Light:
        """The commitment with its rows beside it, as `records.complete` gives it."""
        random, registers = self.random, self.registers
        partnership = random.choices(registers.partnerships, weights=(4, 1))[0]
        made = FIRST_DAY + timedelta(days=random.randrange(900))
        owners = self._bodies(partnership)
        row = light(Commitment)(
            id=self.number,
            reference=f"{partnership.code}-{2018 + self.number // EACH_YEAR}-{self.number % EACH_YEAR:06}",
            title=title(random),
            summary=summary(random),
            kind=random.choice(KINDS),
            force=random.choice(FORCES),
            level=random.choice(LEVELS),
            partnership=partnership,
            made_on=made.isoformat(),
            made_earliest=made,
            made_latest=made,
            visibility="internal" if random.random() < 0.01 else "public",
            recorded_for=owners[0],
            sectors=Many(
                sorted(random.sample(registers.sectors, random.choice((1, 1, 2))), key=lambda each: each.slug)
            ),
            links=Many(),
            milestones=Many(),
            targets=Many(),
        )
        row.responsibilities = Many(self._responsibilities(row, owners))
        row.citations = Many(self._citations(row))
        row.deadlines = Many(self._deadlines(row))
        row.updates = Many(self._updates(row, made))
        return row

    def sector_links(self, row: Light) -> list[Light]:
        """The rows that join it to its sectors."""
        keys = count(self.first_key)
        return [light(SectorLink)(id=next(keys), commitment_id=row.id, sector_id=each.pk) for each in row.sectors]

    def _bodies(self, partnership: Light) -> list[Organisation]:
        """Of one to three sides in turn, so that none comes twice: a third may be the first side's other half."""
        sides, bodies = partnership.sides, self.registers.bodies
        chosen: list[Organisation] = []
        for turn in range(self.random.choice((1, 2, 2, 3))):
            of_side = bodies[sides[(self.number + turn) % len(sides)].pk]
            half = len(of_side) // 2
            chosen.append(of_side[self.random.randrange(half) + (half if turn == 2 else 0)])
        return chosen

    def _responsibilities(self, row: Light, owners: list[Organisation]) -> list[Light]:
        make = light(Responsibility)
        roles = (Role.LEAD.value, self.random.choice(ROLES), Role.SUPPORT.value)
        return [
            make(id=self.first_key + turn, commitment_id=row.id, organisation=owner, role=roles[turn])
            for turn, owner in enumerate(owners)
        ]

    def _citations(self, row: Light) -> list[Light]:
        make = light(Citation)
        passages = self.random.sample(self.registers.passages, self.random.choice((1, 2)))
        relations = ("establishes", self.random.choice(("reaffirms", "reports", "strengthens")))
        return [
            make(id=self.first_key + turn, commitment_id=row.id, passage=passage, relation=relations[turn])
            for turn, passage in enumerate(passages)
        ]

    def _deadlines(self, row: Light) -> list[Light]:
        chance = self.random.random()
        if chance < 0.2:
            return [self._deadline(row, 1, edtf="", basis="none", phrase="rapidement")] if chance < 0.08 else []
        dated = [self._deadline(row, 1, edtf=self._date(), basis="explicit")]
        if chance > 0.85:
            dated.append(self._deadline(row, 2, edtf=self._date(), basis="inferred"))
        return dated

    def _deadline(self, row: Light, revision: int, **given: Any) -> Light:
        when = parse(given["edtf"]) if given["edtf"] else None
        return light(Deadline)(
            id=self.first_key + revision,
            commitment_id=row.id,
            revision=revision,
            earliest=when.earliest if when else None,
            latest=when.latest if when else None,
            passage=row.citations[0].passage,
            reason=REASON,
            recorded_for=row.recorded_for,
            recorded_at=self.recorded_at,
            **given,
        )

    def _date(self) -> str:
        random = self.random
        year = random.randint(2024, 2029)
        form = random.choice(FORMS)
        return form.format(y=year, z=year + random.randint(1, 3), m=random.randint(1, 12), d=random.randint(1, 28))

    def _updates(self, row: Light, made: date) -> list[Light]:
        sides = row.partnership.sides
        status = self.random.choices(STATUSES, STATUS_WEIGHTS)[0]
        updates: list[Light] = []
        for turn in range(UPDATES):
            said = status if turn >= UPDATES - len(sides) else "in_progress"
            differs = self.random.random() < 0.15
            updates.append(
                self._update(
                    row,
                    turn,
                    side=sides[turn % len(sides)],
                    as_of=made + timedelta(days=10 + 20 * turn + self.random.randrange(20)),
                    status="in_progress" if differs else said,
                )
            )
        if self.random.random() < 0.05:
            updates[-1].corrects, updates[-1].corrects_id = updates[-1 - len(sides)], updates[-1 - len(sides)].id
        return updates

    def _update(self, row: Light, turn: int, **given: Any) -> Light:
        random = self.random
        update = light(StatusUpdate)(
            id=self.first_key + turn,
            commitment_id=row.id,
            number=turn + 1,
            outlook=random.choice(OUTLOOKS),
            progress=random.choice((None, 20 * turn, 20 * turn + 10)),
            note=random.choice(NOTES),
            next_step=random.choice(STEPS) if random.random() < 0.5 else {},
            awaiting=random.choice(row.partnership.sides) if random.random() < 0.2 else None,
            recorded_for=row.recorded_for,
            recorded_at=self.recorded_at,
            **given,
        )
        update.evidence = Many([self._evidence(update)] if random.random() < 0.5 else [])
        return update

    def _evidence(self, update: Light) -> Light:
        given: dict[str, Any] = {"address": f"https://example.org/reports/{self.number}/{update.number}"}
        if self.random.random() < 0.6:
            given = {"passage": self.random.choice(self.registers.passages)}
        return light(Evidence)(id=update.id, update_id=update.id, number=1, **given)
