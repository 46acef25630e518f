"""A page of a list whose whole order is known: the rows from one that an address names on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from commitments.queries.keysets import MalformedCursor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """Some rows that follow each other, the first rows of the pages beside them, and how many there are in all."""

    rows: Sequence[T]
    next: T | None
    previous: T | None
    number: int


def stretch(every: Sequence[T], keys: Sequence[str], cursor: str, *, limit: int) -> Stretch[T]:
    """At most `limit` rows from the one with the key `cursor` on, from the first when it is empty.

    Raises MalformedCursor when no row has this key.
    """
    try:
        start = keys.index(cursor) if cursor else 0
    except ValueError as error:
        raise MalformedCursor(cursor) from error
    return Stretch(
        rows=every[start : start + limit],
        next=every[start + limit] if start + limit < len(every) else None,
        previous=every[max(0, start - limit)] if start else None,
        number=len(every),
    )
