"""The change feed: public editions in number order, which is commit order, so that nobody who polls misses one."""

from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from commitments.models import Commitment, Edition, Event
from commitments.queries.prepared import KEPT, Slot
from commitments.queries.stored import Kept, Utf8


class StoredChange(NamedTuple):
    """A public edition as it is stored: `reason` and `record` are JSON in UTF-8, `recorded_at` is as `stored.Kept` gives it.

    `shown` is whether its record is public now. What has been withdrawn keeps its numbers and digests, so that the
    chain can be checked without a gap, but its content is no longer handed out.
    """

    number: int
    noun: str
    key: str
    event: str
    recorded_at: str
    organisation: str
    side: str
    reason: bytes
    record: bytes
    previous: str
    digest: str
    shown: bool


def changes_after(number: int, *, limit: int) -> list[StoredChange]:
    """At most `limit` public editions with a higher number, in order; one query."""
    (question,) = KEPT.prepared(("changes", limit), lambda: [_changes(limit)])
    return list(map(StoredChange._make, question.rows(after=number)))


def shown_now(commitments: QuerySet[Any, Any]) -> Q:
    """The editions whose records may be read now: all but those of other commitments than these.

    Each is looked up by itself. Asked whether any exists, PostgreSQL would first list all commitments.
    """
    found = Subquery(commitments.filter(reference=OuterRef("key")).values("pk")[:1])
    return ~Q(noun=Commitment.noun) | Q(IsNull(found, rhs=False))


def public_now() -> Q:
    """The editions of the public chain whose records are public now. Only what was ever withdrawn is looked up."""
    withdrawn = Edition.objects.filter(public_event=Event.WITHDRAWN).values("key")
    return ~Q(key__in=withdrawn) | shown_now(Commitment.objects.public())


def _changes(limit: int) -> QuerySet[Any, Any]:
    shown = ExpressionWrapper(public_now(), output_field=BooleanField())
    told = Edition.objects.public().filter(public_number__gt=Slot("after"))
    columns: tuple[Any, ...] = (
        *("public_number", "noun", "key", "public_event", Kept("recorded_at"), "organisation", "side"),
        *(Utf8("reason"), Utf8("record"), "public_previous", "public_digest", shown),
    )
    return told.values_list(*columns)[:limit]


def was_public(noun: str, key: str) -> bool:
    """Whether the public chain knows this record, though it may have been withdrawn since."""
    return Edition.objects.of(noun, key).public().exists()


def is_public_now(noun: str, key: str) -> bool:
    """Whether the newest that the public chain tells of this record is no withdrawal, whatever time is asked for."""
    newest = Edition.objects.of(noun, key).public().order_by("-public_number").first()
    return newest is not None and newest.public_event != Event.WITHDRAWN
