"""Pages of stored records: one join from the filtered rows to their newest editions."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.db import connections
from django.db.models import QuerySet

from commitments.models import Commitment
from commitments.queries.fronts import Columns, told_on
from commitments.queries.full_chain import in_full, is_in_full
from commitments.queries.keysets import Ordering, Place, stretches_from
from commitments.queries.prepared import KEPT, Prepare, Prepared, Questions, Row, Slot, compiled
from commitments.queries.stored import (
    STORED,
    STORED_COMMITMENT,
    StoredRecord,
    records_read,
)

Rows = Callable[[], QuerySet[Any]]
"""What puts a selection together, when it has to be put together."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some stored records of a list, and the cursors of the pages beside them."""

    records: list[Any]
    next: str | None
    previous: str | None


def page_of_commitments(
    rows: Rows,
    ordering: Ordering,
    place: Place | None,
    *,
    limit: int,
    on: date | None = None,
    known_as: Hashable = None,
    questions: Questions = KEPT,
) -> Page:
    """A page of rows as `told_on` a day, or of STORED_COMMITMENT; one query; one more where those
    that share a key end, and where those without one begin.

    `known_as` names the selection and the day among `questions`, so that its query is put together once: see `prepared`.
    """
    prepare = questions.of(known_as)
    found = _stored(rows, ordering, place, limit, lambda: told_on(on) if on else STORED_COMMITMENT, prepare)
    return _page(found, ordering, place, limit=limit, at=ends)


def page_of_records(
    rows: Rows, ordering: Ordering, place: Place | None, *, limit: int, known_as: Hashable = None
) -> Page:
    """A page of any other noun; one query."""
    found = _stored(rows, ordering, place, limit, lambda: STORED, KEPT.of(known_as))
    return _page(found, ordering, place, limit=limit, at=ends, read=records_read)


def page_of_rows(rows: QuerySet[Any], ordering: Ordering, place: Place | None, *, limit: int) -> Page:
    """A page of rows as they are, for editions and what hangs on a record; one query and what they prefetch."""
    found: list[Any] = []
    for stretch in stretches_from(rows, ordering, place):
        found += stretch[: limit + 1 - len(found)]
        if len(found) > limit:
            break
    return _page(found, ordering, place, limit=limit, at=lambda row: (getattr(row, ordering.key), row.pk))


def _stored(
    rows: Rows,
    ordering: Ordering,
    place: Place | None,
    limit: int,
    columns: Callable[[], Columns],
    prepared: Prepare,
) -> list[Row]:
    """One row more than fit on the page, if there are as many: the columns, the key and the private number."""
    found: list[Row] = []
    for stretch in stretches_asked(rows, ordering, place, limit + 1, columns, prepared):
        found += stretch.rows(**values_of(place))
        if len(found) > limit:
            break
    return found[: limit + 1]


def stretches_asked(
    rows: Rows,
    ordering: Ordering,
    place: Place | None,
    most: int,
    columns: Callable[[], Columns],
    prepared: Prepare,
) -> list[Prepared]:
    """The stretches from a place on, each a question for so many rows: the columns, the key and the private number.

    What stands in their slots are the `values_of` the place.
    """

    def asked() -> list[QuerySet[Any]]:
        here = (
            None
            if place is None
            else replace(place, key=None if place.key is None else Slot("key"), pk=cast("int", Slot("pk")))
        )
        chosen = rows().filter(edition__isnull=False)
        stretches = stretches_from(chosen, ordering, here)
        if ordering.joined:
            stretches = [_chosen_before_they_are_joined(each, most) for each in stretches]
        return [each.values_list(*columns(), ordering.key, "pk")[:most] for each in stretches]

    kind = None if place is None else (place.backwards, place.key is None)
    return prepared((ordering.name, most, kind), asked)


def _chosen_before_they_are_joined(rows: QuerySet[Any], most: int) -> QuerySet[Any]:
    """The same rows in the same order, for PostgreSQL.

    Where the key is what joins them it would merge two indexes, and read that of the records from its very end on.
    """
    if connections[rows.db].vendor != "postgresql":
        return rows
    manager: Any = rows.model._default_manager
    chosen: QuerySet[Any] = manager.using(rows.db).filter(pk__in=rows.values("pk")[:most])
    chosen = chosen.order_by(*rows.query.order_by)
    return in_full(chosen) if is_in_full(rows) else chosen


def values_of(place: Place | None) -> dict[str, Any]:
    """What a question of `stretches_asked` is given in its slots."""
    return {} if place is None else {"key": place.key, "pk": place.pk}


def ends(row: Row) -> tuple[Any, int]:
    """The key and the private number of a row of `stretches_asked`: where it stands in the ordering."""
    return row[-2], row[-1]


def _page(
    found: list[Any],
    ordering: Ordering,
    place: Place | None,
    *,
    limit: int,
    at: Callable[[Any], tuple[Any, int]],
    read: Callable[[list[Any]], list[Any]] = list,
) -> Page:
    backwards = place is not None and place.backwards
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    onwards, back = (True, more) if backwards else (more, place is not None)
    return Page(
        records=read(found),
        next=Place(*at(found[-1])).cursor(ordering) if found and onwards else None,
        previous=Place(*at(found[0]), backwards=True).cursor(ordering) if found and back else None,
    )


def stored_commitment(rows: QuerySet[Any], reference: str, *, on: date) -> Row | None:
    """One commitment's row as `told_on` a day; one query."""
    found = _one(rows.filter(reference=reference), told_on(on))
    return found[0] if found else None


def stored_record(rows: QuerySet[Any], **key: str) -> StoredRecord | None:
    """One other record, by its slug or code; one query."""
    found = _one(rows.filter(**key), STORED)
    return records_read(found)[0] if found else None


def first_stored(rows: QuerySet[Any], *order: Any, limit: int) -> list[Row]:
    """The rows of STORED_COMMITMENT that are first in an order; one query."""
    chosen = rows.filter(edition__isnull=False).select_related(None).order_by(*order)
    return compiled(chosen.values_list(*STORED_COMMITMENT)[:limit]).rows()


def stored_by_key(pks: Iterable[int]) -> dict[int, Row]:
    """The rows of STORED_COMMITMENT with these private keys, by key; one query."""
    chosen = Commitment.objects.filter(pk__in=list(pks), edition__isnull=False).order_by()
    return {row[-1]: row for row in compiled(chosen.values_list(*STORED_COMMITMENT, "pk")).rows()}


def _one(rows: QuerySet[Any], columns: tuple[Any, ...]) -> list[Row]:
    return compiled(rows.filter(edition__isnull=False).order_by().values_list(*columns)[:1]).rows()


def newest_edition(rows: QuerySet[Any], **key: str) -> int | None:
    """The public number of one record's newest edition, by its reference, slug or code; one query."""
    return rows.filter(**key).values_list("edition__public_number", flat=True).first()
