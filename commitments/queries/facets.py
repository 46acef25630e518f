"""How many commitments each value of a filter would show."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from commitments.models import Level
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import CommitmentKind, Force, LatenessWord, ShownStatus, StandingWord

Counts = dict[str, dict[str, int]]

LISTS = {
    "status": ShownStatus.values,
    "standing": StandingWord.values,
    "lateness": LatenessWord.values,
    "kind": CommitmentKind.values,
    "force": Force.values,
    "level": Level.values,
}
"""The filters over a closed list of words in a column of the same name."""

RELATIONS = {
    "partnership": "partnership__slug",
    "sector": "sectors__slug",
    "side": "responsibilities__organisation__side__code",
}
"""The filters over other records, and the path to the name of each."""

COUNTED = (*LISTS, *RELATIONS)


def counts_of(selected: CommitmentQuerySet, without: Mapping[str, CommitmentQuerySet], *, on: date) -> Counts:
    """Count every facet's values among the selected rows, or among those of `without` for a facet that is chosen from.

    One query for all the lists and one for each relation; one more for each list that is in `without`.
    """
    counts = _of_lists(selected, [name for name in LISTS if name not in without], on)
    for name, rows in without.items():
        if name in LISTS:
            counts |= _of_lists(rows, [name], on)
    return counts | {name: by_relation(without.get(name, selected), path) for name, path in RELATIONS.items()}


def _of_lists(rows: CommitmentQuerySet, names: list[str], on: date) -> Counts:
    asked = {f"{name}_{word}": Q(**{name: word}) for name in names for word in LISTS[name]}
    counted = {key: Count("pk", filter=condition) for key, condition in asked.items()}
    found = rows.order_by().with_lateness(on=on).aggregate(**counted)
    return {name: {word: found[f"{name}_{word}"] for word in LISTS[name]} for name in names}


def by_relation(rows: CommitmentQuerySet, path: str) -> dict[str, int]:
    """How many of the rows name each record at the end of a path, each row once for a record; one query."""
    counted = rows.order_by().values(path).annotate(number=Count("pk", distinct=True))
    return {each[path]: each["number"] for each in counted if each[path] is not None}
