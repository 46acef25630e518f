"""When: the commitments that may fall due in a span of days, in groups, and those of which nobody knows when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.entries import Entry, entries_of
from commitments.queries.listed import Listed, first_of
from commitments.queries.spans import GROUPINGS, Days, Grouping, found_in, in_groups, members_of
from commitments.values.texts import Text

COUNTED = 1000
ROWS, ROWS_OF_GROUP, GROUPS, UNDATED = 36, 8, 10, 12
"""How many rows are shown in all and in a group, how many groups, and how many without a date."""


@dataclass(frozen=True, slots=True)
class Capped:
    """A number; `more` when there are more than that."""

    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Beyond:
    """How many lie wholly before or after the days, and the day of the nearest; None when there is none."""

    count: Capped
    nearest: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the `number` commitments that name it, in the order of their last days; no slug for those that name none."""

    slug: str
    name: Text
    number: int
    entries: list[Entry]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.entries)


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it. `groups` are those that most name first; `left_out` counts the groups that are not among them."""

    count: Capped
    groups: list[Group]
    left_out: int
    before: Beyond
    after: Beyond
    undated: list[Listed]
    undated_count: Capped

    @property
    def undated_more(self) -> int:
        """How many of those without a date are not shown, as far as they were counted."""
        return self.undated_count.number - len(self.undated)


def timeline(rows: CommitmentQuerySet, *, days: Days, by: str, only: Collection[str] = (), on: date) -> Timeline:
    """What may fall due, or has a milestone, in these days; eleven queries at most, however many groups and rows.

    `by` is one of GROUPINGS; `only` leaves out all groups but these.
    """
    found = found_in(rows, days, on=on)
    members = members_of(found.numbers, GROUPINGS[by])
    ranked = sorted(
        in_groups(found.numbers, members, only).items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0])
    )
    undated: Any = rows.filter(due_earliest=None, due_latest=None)
    return Timeline(
        count=Capped(len(found.numbers), found.more),
        groups=_filled(rows, ranked[:GROUPS], GROUPINGS[by], on),
        left_out=len(ranked[GROUPS:]),
        before=_before(rows, days),
        after=_after(rows, days, found.later),
        undated=first_of(undated, "-pk", on=on, limit=UNDATED),
        undated_count=_capped(undated.order_by()[: COUNTED + 1].count()),
    )


def _filled(rows: CommitmentQuerySet, ranked: list[tuple[str, list[int]]], grouping: Grouping, on: date) -> list[Group]:
    """The groups with those of their commitments that are shown; two queries."""
    shown = _shared(ranked)
    entries = entries_of(rows, {pk for numbers in shown.values() for pk in numbers}, on=on)
    named = grouping.noun.objects.filter(slug__in=[slug for slug in shown if slug])
    names = dict(named.values_list("slug", grouping.name)) if shown else {}
    return [
        Group(slug, names.get(slug, {}), len(numbers), _in_order(entries[pk] for pk in shown[slug] if pk in entries))
        for slug, numbers in ranked
        if shown[slug]
    ]


def _shared(ranked: list[tuple[str, list[int]]]) -> dict[str, list[int]]:
    """The nearest of every group, then the next nearest of every group, until no more rows fit."""
    turns = [(slug, numbers[turn]) for turn in range(ROWS_OF_GROUP) for slug, numbers in ranked if turn < len(numbers)]
    shown: dict[str, list[int]] = {slug: [] for slug, _numbers in ranked}
    for slug, pk in turns[:ROWS]:
        shown[slug].append(pk)
    return shown


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(
        entries,
        key=lambda each: (each.latest or date.max, each.earliest or date.min, each.listed.record["reference"]),
    )


def _before(rows: CommitmentQuerySet, days: Days) -> Beyond:
    """What fell due before the days; one query."""
    past = rows.filter(due_latest__lt=days.first).order_by("-due_latest", "-pk")
    last_days = list(past.values_list("due_latest", flat=True)[: COUNTED + 1])
    return Beyond(_capped(len(last_days)), last_days[0] if last_days else None)


def _after(rows: CommitmentQuerySet, days: Days, opened: Sequence[date]) -> Beyond:
    """What falls due after the days, with the open ends that begin after them; one query."""
    future = rows.filter(due_latest__gt=days.last, due_earliest__gt=days.last).order_by("due_latest", "pk")
    first_days = list(future.values_list("due_earliest", flat=True)[: COUNTED + 1])
    nearest = min([*first_days[:1], *opened], default=None)
    return Beyond(_capped(len(first_days) + len(opened)), nearest)


def _capped(number: int) -> Capped:
    return Capped(min(number, COUNTED), number > COUNTED)
