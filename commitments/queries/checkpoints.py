"""Where the chains stand, and the checkpoints over them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from commitments.models import Chain, Checkpoint, Edition, Head
from commitments.values.chains import BEGINNING, Place

BATCH = 200
"""How many editions are read at once."""


def numbered_by(chain: str) -> str:
    """The column that holds an edition's number in a chain."""
    return "public_number" if chain == Chain.PUBLIC else "number"


def digested_by(chain: str) -> str:
    """The column that holds an edition's digest in a chain."""
    return "public_digest" if chain == Chain.PUBLIC else "digest"


def end_of(chain: str) -> Place:
    """Where a chain ends, by the head row; one query."""
    row = Head.objects.filter(id=1).values_list(numbered_by(chain), digested_by(chain)).first()
    return Place(*row) if row else BEGINNING


def place_of(chain: str, number: int) -> Place | None:
    """The place of the edition with this number in a chain; None when there is none. One query but for 0."""
    if number == 0:
        return BEGINNING
    found = Edition.objects.filter(**{numbered_by(chain): number}).values_list(digested_by(chain), flat=True).first()
    return None if found is None else Place(number, found)


def places_of(chain: str, numbers: list[int]) -> dict[int, Place]:
    """The places of the editions with these numbers in a chain, by number; one query."""
    number, digest = numbered_by(chain), digested_by(chain)
    rows = Edition.objects.filter(**{f"{number}__in": numbers}).values_list(number, digest)
    return {each: Place(each, content) for each, content in rows}


def editions_between(chain: str, after: int, up_to: int, *, among: Any = None) -> Iterator[Any]:
    """The editions of a chain after a number, up to another, in order; a query for each `BATCH`, which is all it holds.

    `among` is the queryset they are taken from, for one that annotates them.
    """
    column = numbered_by(chain)
    rows = (Edition.objects.all() if among is None else among).order_by(column)
    while after < up_to:
        batch = list(rows.filter(**{f"{column}__gt": after, f"{column}__lte": up_to})[:BATCH])
        if not batch:
            return
        yield from batch
        after = getattr(batch[-1], column)


def newest_checkpoint(chain: str) -> Checkpoint | None:
    """The newest checkpoint of a chain, with its countersignatures; two queries."""
    newest: Checkpoint | None = Checkpoint.objects.of(chain).prefetch_related("countersignatures").last()
    return newest


def checkpoints_of(chain: str) -> Iterator[list[Checkpoint]]:
    """All checkpoints of a chain with their countersignatures, oldest first, in batches; two queries a batch."""
    rows, last = Checkpoint.objects.filter(chain=chain).order_by("pk").prefetch_related("countersignatures"), 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def checkpoint_at(chain: str, place: Place) -> Checkpoint | None:
    """The checkpoint of a chain at a place, with its countersignatures; two queries."""
    rows = Checkpoint.objects.of(chain).filter(number=place.number, digest=place.digest)
    found: Checkpoint | None = rows.prefetch_related("countersignatures").first()
    return found


def public_checkpoints() -> Any:
    """The checkpoints of the public chain, with their countersignatures."""
    return Checkpoint.objects.of(Chain.PUBLIC).prefetch_related("countersignatures")


def checkpoints_version() -> tuple[int, ...]:
    """Numbers that grow with every public checkpoint and every countersignature under one; one query."""
    counts = Checkpoint.objects.of(Chain.PUBLIC).aggregate(
        checkpoints=Count("pk", distinct=True), countersignatures=Count("countersignatures")
    )
    return counts["checkpoints"], counts["countersignatures"]
