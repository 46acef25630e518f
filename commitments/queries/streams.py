"""Whole selections of stored records, chunk by chunk, in memory that does not grow with them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from commitments.queries.keysets import Ordering, Place, read_cursor
from commitments.queries.pages import page_of_commitments
from commitments.queries.prepared import Questions, Row

CHUNK = 500


def chunks_of_commitments(rows: QuerySet[Any], ordering: Ordering, *, on: date) -> Iterator[list[Row]]:
    """All commitments among the rows as `fronts.told_on` a day, in an ordering; one query for each chunk, and one when there is none.

    Each chunk is read when it is asked for, from the place where the one before it ended. So while others write, a
    commitment that keeps its place is met exactly once, and by reference each one does. By another key, one that is
    moved across the place that has been reached may be missed or be met again.
    """
    place: Place | None = None
    questions = Questions(most=10)
    while True:
        page = page_of_commitments(
            lambda: rows, ordering, place, limit=CHUNK, on=on, known_as="the rows", questions=questions
        )
        yield page.records
        if page.next is None:
            return
        place = read_cursor(page.next, ordering)
