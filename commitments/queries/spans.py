"""Which commitments lie in a span of days, the nearest first, and the groups that they name.

A large record is not read whole: both ways from the day that is looked at, the index of last days is walked.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q

from commitments.models import Commitment, Milestone, Organisation, Sector, Source
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import OWNING
from commitments.queries.hits import Listed

MOST = 500
"""How many rows of each sort are looked at: beyond these, numbers are told as “more than”."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what commitments are grouped: the path from one to the slug of a group, and the field with its name."""

    path: str
    noun: Any
    name: str


GROUPINGS: Mapping[str, Grouping] = {
    "sector": Grouping("sectors__slug", Sector, "name"),
    "owner": Grouping("owning__organisation__slug", Organisation, "name"),
    "source": Grouping("citations__passage__source__slug", Source, "title"),
}
"""Owners are those who lead. A commitment stands in every group that it names."""


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Found:
    """The private numbers of what lies in the days, nearest first, whether there are more, and open ends after them."""

    numbers: list[int]
    more: bool
    later: list[date]


def found_in(rows: CommitmentQuerySet, days: Days, *, on: date) -> Found:
    """What may fall due, or has a milestone, in the days: first what is nearest after `on`; four queries."""
    near = min(max(on, days.first), days.last)
    begun = Q(due_earliest=None) | Q(due_earliest__lte=days.last)
    ahead = _numbers(rows.filter(begun, due_latest__gte=near).order_by("due_latest", "pk"))
    behind = _numbers(rows.filter(due_latest__gte=days.first, due_latest__lt=near).order_by("-due_latest", "-pk"))
    open_ended = rows.filter(due_latest=None, due_earliest__isnull=False).order_by("pk")
    opened = list(open_ended.values_list("pk", "due_earliest")[: MOST + 1])
    marked = _numbers(rows.filter(pk__in=_milestones(days).values("commitment")).order_by("pk"))
    running = [pk for pk, first in opened if first <= days.last]
    numbers = dict.fromkeys([*ahead[:MOST], *running[:MOST], *behind[:MOST], *marked[:MOST]])
    return Found(
        numbers=list(numbers),
        more=any(len(each) > MOST for each in (ahead, behind, opened, marked)),
        later=[first for _pk, first in opened if first > days.last],
    )


def _numbers(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True)[: MOST + 1])


def _milestones(days: Days) -> Any:
    """Milestones that are marked in the days: at their last day, or at their first when they have no last."""
    last = Q(due_latest__gte=days.first, due_latest__lte=days.last)
    return Milestone.objects.filter(
        last | Q(due_latest=None, due_earliest__gte=days.first, due_earliest__lte=days.last)
    )


def members_of(numbers: Sequence[int], grouping: Grouping) -> list[tuple[int, str | None]]:
    """Each commitment with each group that it names, or with none; one query."""
    rows: Any = Commitment.objects.filter(Listed("pk", list(numbers))).order_by()
    if grouping.path.startswith("owning"):
        leads = Q(responsibilities__role__in=OWNING)
        rows = rows.annotate(owning=FilteredRelation("responsibilities", condition=leads))
    return list(rows.values_list("pk", grouping.path).distinct()) if numbers else []


def in_groups(
    numbers: Sequence[int], members: list[tuple[int, str | None]], only: Collection[str]
) -> dict[str, list[int]]:
    """The commitments of each group, in the order of `numbers`."""
    rank = {pk: place for place, pk in enumerate(numbers)}
    groups: dict[str, list[int]] = {}
    for pk, slug in sorted(members, key=lambda pair: rank[pair[0]]):
        if not only or slug in only:
            groups.setdefault(slug or "", []).append(pk)
    return groups
