"""The last changes to the public record: when, for whom, why, and what they touched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from commitments.models import Commitment, Edition, Event, Organisation
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.hits import Listed
from commitments.values.texts import Text

STEP, MOST_STEPS = 100, 20
"""How many of the newest editions are looked at at once, and how often, before others are looked for by their keys."""
FEW = 5000
"""How many keys are asked for by name."""
Editions = QuerySet[Any, Any]
Numbers = Callable[[], Sequence[int]]
"""The private numbers of some commitments, the least first, when they are needed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `reference` and `title` name its commitment when it touched exactly one of those that were asked for."""

    recorded_at: datetime
    organisation: Text | None
    reason: Text
    commitments: int
    withdrawn: bool
    reference: str | None
    title: Text | None


def last_changes(
    rows: CommitmentQuerySet, *, limit: int, until: int | None = None, numbers: Numbers | None = None
) -> list[Change]:
    """The last changes that touched some of these commitments, newest first.

    Six queries; two more for each hundred newer editions that touched others, up to two thousand; then one for each
    five thousand commitments, whose `numbers` spare reading the editions of all. `until` is the number of the last
    edition of the full chain that counts; None when all do. Then the rows are those of the present; else they are in
    the past, where the editions never are: no query can ask both.
    """
    editions: Editions = Edition.objects.public().filter(noun=Commitment.noun)
    if until is not None:
        editions = editions.filter(number__lte=until)
    touched = editions.filter(change__in=_changes(editions, rows, limit, numbers if until is None else None))
    if until is None:
        touched = touched.filter(Exists(rows.order_by().filter(reference=OuterRef("key"))))
    else:
        keys = touched.order_by().values_list("key", flat=True).distinct()
        touched = touched.filter(key__in=_known(rows, list(keys)))
    return _told(_grouped(touched), rows)


def _changes(editions: Editions, rows: CommitmentQuerySet, limit: int, numbers: Numbers | None) -> list[int]:
    """The numbers of the last changes that touched some of the rows."""
    found: dict[int, None] = {}
    newest = editions.order_by("-public_number").values_list("public_number", "change", "key")
    batch = list(newest[:STEP])
    for _step in range(MOST_STEPS):
        known = _known(rows, [key for _number, _change, key in batch])
        found |= {change: None for _number, change, key in batch if key in known}
        if len(found) >= limit or len(batch) < STEP:
            return list(found)[:limit]
        batch = list(newest.filter(public_number__lt=batch[-1][0])[:STEP])
    keys = _touched_last(numbers(), limit) if numbers else rows.order_by().values_list("reference", flat=True)
    return _changes_of(editions, list(keys), limit)


def _touched_last(numbers: Sequence[int], limit: int) -> list[str]:
    """Those of these commitments that the last changes of any of them can have touched.

    So many changes made the newest editions of some: no earlier one is among the last. What is internal now may have
    editions that are public.
    """
    found: dict[int, list[str]] = {}
    internal: list[str] = []
    least = 0
    for end in range(len(numbers), 0, -FEW):  # what was registered last has often changed last
        some = Commitment.objects.filter(Listed("pk", list(numbers[max(0, end - FEW) : end])), edition__isnull=False)
        late = some.filter(Q(edition__change__gte=least) | Q(edition__public_number=None)).order_by()
        for change, public, reference in late.values_list("edition__change", "edition__public_number", "reference"):
            (found.setdefault(change, []) if public else internal).append(reference)
        least = min(nlargest(limit, found)) if len(found) >= limit else 0
        found = {change: references for change, references in found.items() if change >= least}
    return [*internal, *(each for references in found.values() for each in references)]


def _changes_of(editions: Editions, keys: list[str], limit: int) -> list[int]:
    """The same for commitments that are rare, or were touched long ago: by their own editions."""
    found: set[int] = set()
    for place in range(0, len(keys), FEW):
        own = editions.filter(key__in=keys[place : place + FEW]).order_by("-change")
        found |= set(own.values_list("change", flat=True).distinct()[:limit])
    return sorted(found, reverse=True)[:limit]


def _known(rows: CommitmentQuerySet, keys: list[str]) -> set[str]:
    return {
        reference
        for place in range(0, len(keys), FEW)
        for reference in rows.filter(reference__in=keys[place : place + FEW]).values_list("reference", flat=True)
    }


def _grouped(touched: Editions) -> list[dict[str, int]]:
    counts = {"commitments": Count("pk"), "last": Max("public_number"), "gone": Count("pk", filter=_withdrawn())}
    return list(touched.order_by().values("change").annotate(**counts).order_by("-change"))


def _told(groups: list[dict[str, int]], rows: CommitmentQuerySet) -> list[Change]:
    numbers = [group["last"] for group in groups]
    newest = {
        each.public_number: each for each in Edition.objects.filter(public_number__in=numbers).defer("record", "line")
    }
    names = names_of(edition.organisation for edition in newest.values())
    single = [newest[group["last"]].key for group in groups if group["commitments"] == 1]
    titles = dict(rows.filter(reference__in=single).values_list("reference", "title"))
    return [_change(newest[group["last"]], group, names, titles) for group in groups]


def _withdrawn() -> Q:
    return Q(public_event=Event.WITHDRAWN)


def _change(
    edition: Edition, group: Mapping[str, int], names: Mapping[str, Text], titles: Mapping[str, Text]
) -> Change:
    single, withdrawn = group["commitments"] == 1, bool(group["gone"])
    return Change(
        recorded_at=edition.recorded_at,
        organisation=names.get(edition.organisation),
        reason={} if withdrawn else edition.reason,
        commitments=group["commitments"],
        withdrawn=withdrawn,
        reference=edition.key if single else None,
        title=titles.get(edition.key) if single else None,
    )


def names_of(slugs: Iterable[str]) -> dict[str, Text]:
    """The names of organisations by slug; one query."""
    wanted = {slug for slug in slugs if slug}
    return dict(Organisation.objects.filter(slug__in=wanted).values_list("slug", "name"))
