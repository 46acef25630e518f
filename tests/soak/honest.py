"""Honest people who change the record at random, quickly, and keep the checkpoints that witnesses have signed."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from commitments.actions.keep import keep
from commitments.actions.recording import recording
from commitments.actions.words import Word, record_update, set_deadline
from commitments.models import Commitment, Head, Organisation
from commitments.models.vocabulary import StatusWord
from tests import factories as make
from tests.soak.story import checkpoints

SHOWN = 250
"""How many commitments show the same organisation, so that its new name is told in as many editions."""
RENAMES = 0.2
"""The share of changes that are a new name."""
TOGETHER = 20
"""How many records are changed in one change at most."""


class Honest:
    """Those who write. Their moments go on from one change to the next."""

    def __init__(self, commitments: int) -> None:
        """Write the commitments first, all in one change."""
        self.dice = random.Random(commitments)  # noqa: S311  chance, not secrets; the seed makes it repeatable
        self.at = make.AT
        self.notes: list[str] = []
        with recording(by=None, at=self.at, why=make.WHY):
            self.owners = [make.OrganisationFactory() for _each in range(max(1, commitments // SHOWN))]
            for number in range(commitments):
                row = make.CommitmentFactory()
                make.ResponsibilityFactory(commitment=row, organisation=self.owners[number % len(self.owners)])
        self.analysts = [make.analyst("AA"), make.analyst("BB")]
        self.commitments = list(Commitment.objects.order_by("pk"))

    def write(self, editions: int) -> None:
        """Change things until there are so many editions; sign ten times on the way."""
        every = max(1, editions // 10)
        while (number := written()) < editions:
            self.change()
            if number // every != written() // every:
                self.sign()
        self.sign()

    def sign(self) -> None:
        """Keep the checkpoints over all that was written."""
        self.notes += checkpoints(self.at)

    def change(self) -> None:
        """Rename an organisation, or change a few commitments."""
        self.at += timedelta(minutes=self.dice.randrange(3))
        if self.dice.random() < RENAMES:
            self.rename()
            return
        signed = self.signature()
        with recording(**signed):
            for row in self.dice.sample(self.commitments, self.dice.randint(1, TOGETHER)):
                self.dice.choice([self.say, self.postpone, self.retitle])(row, signed)

    def signature(self) -> dict[str, Any]:
        """Who, when and why."""
        return {
            "by": self.dice.choice(self.analysts),
            "at": self.at,
            "why": {"en": f"Because of {self.dice.random()} “–” é ồ."},
        }

    def rename(self) -> None:
        """Another name, which many commitments show."""
        owner = Organisation.objects.get(pk=self.dice.choice(self.owners).pk)
        owner.name = {"en": f"Renamed at {self.at}", "vi": "Bộ"}
        keep(owner, **self.signature() | {"by": self.analysts[0]})

    def say(self, row: Commitment, signed: dict[str, Any]) -> None:
        """The writer's side's word for some day."""
        day = (self.at - timedelta(days=self.dice.randrange(30))).date()
        word = Word(status=self.dice.choice(StatusWord.values), as_of=day, note={"en": str(self.dice.random())})
        record_update(row, side=signed["by"].organisation.side, word=word, **signed)

    def postpone(self, row: Commitment, signed: dict[str, Any]) -> None:
        """Another deadline."""
        year = str(self.dice.randint(2027, 2040))
        phrase = str(self.dice.random())  # the same deadline twice would be refused
        set_deadline(row, edtf=year, phrase=phrase, basis="inferred", reason={"en": "Later."}, **signed)

    def retitle(self, row: Commitment, signed: dict[str, Any]) -> None:
        """Another title."""
        fresh = Commitment.objects.get(pk=row.pk)
        fresh.title = {"en": f"Called {self.dice.random()}"}
        keep(fresh, **signed)


def written() -> int:
    """How many editions there are."""
    return Head.objects.values_list("number", flat=True).get(id=1)


def go_on(row: Commitment, at: datetime, until: Any) -> None:
    """Retitle a commitment again and again on a connection of its own, until told to stop."""
    try:
        number = 0
        while not until.is_set():
            number += 1
            fresh = Commitment.objects.get(pk=row.pk)
            fresh.title = {"en": f"Called {number}"}
            keep(fresh, by=None, at=at, why=make.WHY)
    finally:
        connection.close()
