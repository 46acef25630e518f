"""How many commitments of a selection have each word, sector, side and owner, and of how many that is said."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count

from commitments.models import Organisation, Recorded, Responsibility, Sector, Side
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.facets import RELATIONS, by_relation
from commitments.queries.overview import Tally, tally


@dataclass(frozen=True, slots=True)
class Counted:
    """How many commitments name each record, the most named first; `of` is how many name any of them at all."""

    of: int
    counts: list[tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """A selection in numbers. What a filter by a record would show is the number beside that record."""

    tally: Tally
    sectors: Counted
    sides: Counted
    owners: Counted


def summary(rows: CommitmentQuerySet, *, on: date) -> Summary:
    """Count the rows in every way; nine queries, however many rows."""
    return Summary(
        tally=tally(rows, on=on),
        sectors=_related(rows, "sector", Sector),
        sides=_related(rows, "side", Side),
        owners=_owners(rows),
    )


def _related(rows: CommitmentQuerySet, relation: str, noun: type[Recorded]) -> Counted:
    path, key = RELATIONS[relation], noun.natural[0]
    numbers = by_relation(rows, path)
    named = rows.order_by().filter(**{f"{path}__isnull": False}).aggregate(of=Count("pk", distinct=True))
    records: Any = noun.objects.filter(**{f"{key}__in": list(numbers)})
    counts = {record: numbers[getattr(record, key)] for record in records}
    return Counted(of=named["of"], counts=_most_first(counts, key))


def _owners(rows: CommitmentQuerySet) -> Counted:
    """Count each organisation with all below it, as the filter does.

    A commitment of two bodies of one government is one of that government: only the sets of owners tell, so they are
    read, one commitment's at a time.
    """
    bodies = {body.pk: body for body in Organisation.objects.select_related("side")}
    above = {pk: set(_upwards(pk, bodies)) for pk in bodies}
    numbers: Counter[int] = Counter()
    named = 0
    for owners in _sets_of_owners(rows):
        # An organisation that came after `bodies` was read is counted the next time.
        numbers.update(set().union(*(above.get(owner, ()) for owner in owners)))
        named += 1
    return Counted(of=named, counts=_most_first({bodies[pk]: number for pk, number in numbers.items()}, "slug"))


def _upwards(pk: int | None, bodies: Mapping[int, Organisation]) -> Iterator[int]:
    """An organisation and those above it; a cycle that is already stored ends the walk."""
    met: set[int] = set()
    while pk is not None and pk in bodies and pk not in met:
        met.add(pk)
        yield pk
        pk = bodies[pk].parent_id


def _sets_of_owners(rows: CommitmentQuerySet) -> Iterator[list[int]]:
    held = Responsibility.objects.filter(commitment__in=rows.order_by().values("pk")).order_by("commitment_id")
    pairs = held.values_list("commitment_id", "organisation_id").iterator()
    for _commitment, group in groupby(pairs, key=itemgetter(0)):
        yield [owner for _same, owner in group]


def _most_first(counts: Mapping[Any, int], key: str) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], getattr(pair[0], key)))
