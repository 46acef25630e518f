"""Whole selections of stored records, chunk by chunk, in memory that does not grow with them."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from commitments.queries.fronts import Columns, told_on
from commitments.queries.keysets import Ordering, Place
from commitments.queries.pages import ends, stretches_asked, values_of
from commitments.queries.prepared import Questions, Row

CHUNK = 500
"""The rows that one query reads."""
BLOCK = 50
"""The rows that are written at once: while they still lie in the processor's cache."""

Written = TypeVar("Written")


def written_commitments(
    rows: QuerySet[Any],
    ordering: Ordering,
    write: Callable[[list[Row]], Written],
    *,
    on: date,
    columns: Callable[[date], Columns] = told_on,
) -> Iterator[Written]:
    """All commitments among the rows, in an ordering: what `write` makes of each block of them with `columns` of a day.

    Each chunk is read and written when its first block is asked for, in one query from the place where the chunk before
    it ended. So while others write, a commitment that keeps its place is met exactly once, and by reference each one
    does. By another key, one that is moved across the place that has been reached may be missed or be met again.
    """
    place: Place | None = None
    prepare = Questions(most=10).of("the rows")
    while True:
        blocks: list[Written] = []
        last, more = None, False
        for stretch in stretches_asked(lambda: rows, ordering, place, CHUNK, lambda: columns(on), prepare):
            number = 0
            for block in stretch.blocks(BLOCK, **values_of(place)):
                blocks.append(write(block))
                number, last = number + len(block), block[-1]
            if more := number == CHUNK:
                break
        yield from blocks
        if last is None or not more:
            return
        place = Place(*ends(last))
