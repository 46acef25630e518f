"""How many commitments each value of the filters would show that are asked of other tables, one by one.

They are counted where there are few commitments: of a hundred thousand they would take longer than the page.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Q

from commitments.models import Organisation, Responsibility
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.facets import Counts, by_relation

FEW = 5000
"""Of how many commitments they are counted at most."""
RELATIONS = {"source": "citations__passage__source__slug", "meeting": "citations__passage__source__meeting__slug"}
HELD = {"side": "organisation__side__code", "role": "role"}

Without = Callable[[str], CommitmentQuerySet]
"""The rows that are chosen when one filter is left out; the empty name leaves none out."""


def further_counts(without: Without, held: Callable[[str], Q]) -> Counts:
    """Count every value of these filters; six queries.

    Side, owner and role must hold of the same responsibility: `held` says which responsibilities the others of the
    three let through, and `without` leaves all three out for each of them.
    """
    counts = {name: by_relation(without(name), path) for name, path in RELATIONS.items()}
    counts |= {name: _held(without(name), held(name), path) for name, path in HELD.items()}
    counts["owner"] = _owned(without("owner"), held("owner"))
    return counts


def _held(rows: CommitmentQuerySet, held: Q, path: str) -> dict[str, int]:
    return _grouped(Responsibility.objects.filter(held, commitment__in=_numbers(rows)), path)


def _grouped(rows: Any, path: str) -> dict[str, int]:
    counted = rows.order_by().values(path).annotate(number=Count("commitment", distinct=True))
    return {each[path]: each["number"] for each in counted if each[path]}


def _owned(rows: CommitmentQuerySet, held: Q) -> dict[str, int]:
    """What each organisation and all below it own, each commitment once."""
    chosen = Responsibility.objects.filter(held, commitment__in=_numbers(rows)).order_by()
    owned: dict[str, set[int]] = {}
    above = {pk: (slug, parent) for pk, slug, parent in Organisation.objects.values_list("pk", "slug", "parent")}
    for organisation, commitment in chosen.values_list("organisation", "commitment").distinct():
        for slug in _upwards(organisation, above):
            owned.setdefault(slug, set()).add(commitment)
    return {slug: len(commitments) for slug, commitments in owned.items()}


def _upwards(organisation: int | None, above: dict[int, tuple[str, int | None]]) -> Iterable[str]:
    met: set[int] = set()
    while organisation is not None and organisation not in met:  # a cycle that is already stored ends the walk
        met.add(organisation)
        slug, organisation = above[organisation]
        yield slug


def _numbers(rows: CommitmentQuerySet) -> Any:
    return rows.order_by().values("pk")
