"""The counts beside those values of filters that are asked of other tables, as the form has chosen among the rest."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from commitments.filters import CommitmentFilters
from commitments.models import Organisation
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.facets import Counts
from commitments.queries.further_facets import FEW, further_counts

OWNED = ("side", "owner", "role")
"""The filters that must hold of one and the same responsibility."""


def further(filters: CommitmentFilters, data: QueryDict, rows: CommitmentQuerySet, *, total: int) -> Counts:
    """How many of the rows each value would show, for valid filters; none where there are too many rows to count them.

    `total` is how many rows there are. Six queries, and one for each record that a filter names.
    """
    if total > FEW:
        return {}
    left: dict[str, CommitmentQuerySet] = {"": filters.qs}
    chosen = filters.form.cleaned_data

    def without(name: str) -> CommitmentQuerySet:
        names = [each for each in (OWNED if name in OWNED else (name,)) if each in data]
        key = " ".join(names)
        if key not in left:
            left[key] = _rest(data, names, rows, filters)
        return left[key]

    return further_counts(without, lambda name: _held(name, chosen))


def _rest(data: QueryDict, names: list[str], rows: CommitmentQuerySet, filters: CommitmentFilters) -> Any:
    rest = data.copy()
    for name in names:
        del rest[name]
    return CommitmentFilters(rest, rows, on=filters.on).qs


def _held(name: str, chosen: Mapping[str, Any]) -> Q:
    """The responsibilities that the others of side, owner and role let through."""
    held = Q()
    if name != "side" and chosen["side"]:
        held &= Q(organisation__side__in=list(chosen["side"]))
    if name != "owner" and chosen["owner"]:
        held &= Q(organisation__in=Organisation.objects.below(*(each.slug for each in chosen["owner"])))
    if name != "role" and chosen["role"]:
        held &= Q(role__in=chosen["role"])
    return held
