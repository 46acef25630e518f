"""Pages of stored records: one join from the filtered rows to their newest editions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from commitments.queries.keysets import Ordering, Place, rows_from

STORED = ("edition__record", "edition__public_number", "edition__recorded_at")
STORED_COMMITMENT = (
    *STORED,
    "status",
    "due_earliest",
    "due_latest",
    "last_word_on",
    "review_interval",
)


class StoredCommitment(NamedTuple):
    """A commitment's stored record, and the columns that what depends on the day is computed from."""

    record: str
    edition: int
    recorded_at: datetime
    status: str
    due_earliest: date | None
    due_latest: date | None
    last_word_on: date | None
    review_interval: int


class StoredRecord(NamedTuple):
    """Any other noun's stored record."""

    record: str
    edition: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some stored records of a list, and the cursors of the pages beside them."""

    records: list[Any]
    next: str | None
    previous: str | None


def page_of_commitments(rows: QuerySet[Any], ordering: Ordering, place: Place | None, *, limit: int) -> Page:
    """A page of commitments; one query, whatever the depth."""
    return _page_of_stored(rows, ordering, place, limit=limit, columns=STORED_COMMITMENT, stored=StoredCommitment)


def page_of_records(rows: QuerySet[Any], ordering: Ordering, place: Place | None, *, limit: int) -> Page:
    """A page of any other noun; one query."""
    return _page_of_stored(rows, ordering, place, limit=limit, columns=STORED, stored=StoredRecord)


def page_of_rows(rows: QuerySet[Any], ordering: Ordering, place: Place | None, *, limit: int) -> Page:
    """A page of rows as they are, for editions and what hangs on a record; one query and what they prefetch."""
    found = list(rows_from(rows, ordering, place)[: limit + 1])
    return _page(found, ordering, place, limit=limit, at=lambda row: (getattr(row, ordering.key), row.pk))


def _page_of_stored(
    rows: QuerySet[Any],
    ordering: Ordering,
    place: Place | None,
    *,
    limit: int,
    columns: tuple[str, ...],
    stored: Callable[..., Any],
) -> Page:
    wanted = rows_from(rows.filter(edition__isnull=False), ordering, place)
    found = list(wanted.values_list(*columns, ordering.key, "pk")[: limit + 1])
    page = _page(found, ordering, place, limit=limit, at=lambda row: row[-2:])
    return replace(page, records=[stored(*row[:-2]) for row in page.records])


def _page(
    found: list[Any], ordering: Ordering, place: Place | None, *, limit: int, at: Callable[[Any], tuple[Any, int]]
) -> Page:
    backwards = place is not None and place.backwards
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    onwards, back = (True, more) if backwards else (more, place is not None)
    return Page(
        records=found,
        next=Place(*at(found[-1])).cursor(ordering) if found and onwards else None,
        previous=Place(*at(found[0]), backwards=True).cursor(ordering) if found and back else None,
    )


def stored_commitment(rows: QuerySet[Any], reference: str) -> StoredCommitment | None:
    """One commitment's stored record; one query."""
    row = rows.filter(edition__isnull=False, reference=reference).values_list(*STORED_COMMITMENT).first()
    return StoredCommitment(*row) if row else None


def stored_record(rows: QuerySet[Any], **key: str) -> StoredRecord | None:
    """One other record, by its slug or code; one query."""
    row = rows.filter(edition__isnull=False, **key).values_list(*STORED).first()
    return StoredRecord(*row) if row else None


def newest_edition(rows: QuerySet[Any], **key: str) -> int | None:
    """The public number of one record's newest edition, by its reference, slug or code; one query."""
    return rows.filter(**key).values_list("edition__public_number", flat=True).first()
