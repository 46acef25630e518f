"""The change feed: public editions in number order, which is commit order, so that nobody who polls misses one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from commitments.models import Commitment, Edition, Event


def changes_after(number: int, *, limit: int) -> Sequence[Any]:
    """At most `limit` public editions with a higher number, in order; one query.

    Each says in `shown` whether its record is public now. What has been withdrawn keeps its numbers and digests, so
    that the chain can be checked without a gap, but its content is no longer handed out.
    """
    public_now = Q(Exists(Commitment.objects.public().filter(reference=OuterRef("key"))))
    shown = ExpressionWrapper(~Q(noun=Commitment.noun) | public_now, output_field=BooleanField())
    return list(Edition.objects.public().annotate(shown=shown).filter(public_number__gt=number)[:limit])


def edition_pair(noun: str, key: str, *numbers: int) -> dict[int, Edition]:
    """Those of a record's public editions that have these numbers, by number; one query."""
    found = Edition.objects.of(noun, key).public().filter(public_number__in=numbers)
    return {edition.public_number: edition for edition in found}


def was_public(noun: str, key: str) -> bool:
    """Whether the public chain knows this record, though it may have been withdrawn since."""
    return Edition.objects.of(noun, key).public().exists()


def is_public_now(noun: str, key: str) -> bool:
    """Whether the newest that the public chain tells of this record is no withdrawal, whatever time is asked for."""
    newest = Edition.objects.of(noun, key).public().order_by("-public_number").first()
    return newest is not None and newest.public_event != Event.WITHDRAWN
