"""Commitments as a timeline shows them: the days of their promise, of their deadline and of their milestones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.hits import Listed as Numbered
from commitments.queries.listed import Listed, listed
from commitments.queries.prepared import compiled
from commitments.queries.stored import STORED_COMMITMENT
from commitments.values.dates import parse
from commitments.values.texts import Text

STEPS = 8
"""How many milestones of a commitment are shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: its words, its uncertain date with the bounds, and whether it was reached."""

    title: Text
    due: str
    earliest: date | None
    latest: date | None
    reached: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment on the timeline, with the first and last day of its deadline and the last on which it was made.

    `steps` are the first of its milestones, `more_steps` counts the others.
    """

    listed: Listed
    made: date | None
    earliest: date | None
    latest: date | None
    steps: list[Step]
    more_steps: int


def entries_of(rows: CommitmentQuerySet, numbers: Collection[int], *, on: date) -> dict[int, Entry]:
    """The commitments of these private numbers, by number; one query."""
    if not numbers:
        return {}
    chosen = rows.filter(Numbered("pk", sorted(numbers)), edition__isnull=False).order_by()
    stored = compiled(chosen.values_list(*STORED_COMMITMENT, "pk")).rows()
    return {each[-1]: _entry(listed(each, on=on)) for each in stored}


def _entry(each: Listed) -> Entry:
    deadline, made = each.record["deadline"], parse(each.record["made_on"])
    return Entry(
        listed=each,
        made=made.latest or made.earliest,
        earliest=_day(deadline["earliest"]),
        latest=_day(deadline["latest"]),
        steps=[_step(milestone) for milestone in each.record["milestones"][:STEPS]],
        more_steps=len(each.record["milestones"][STEPS:]),
    )


def _step(milestone: Mapping[str, Any]) -> Step:
    due = parse(milestone["due"])
    return Step(milestone["title"], due.text, due.earliest, due.latest, reached=milestone["reached_on"] is not None)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
