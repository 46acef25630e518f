"""The change feed: public editions in number order, which is commit order, so that nobody who polls misses one."""

from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from commitments.models import Commitment, Edition, Event
from commitments.queries.prepared import KEPT, Slot
from commitments.queries.spelling import AsText, Moment, Quoted, Spelt
from commitments.queries.stored import Utf8


class StoredChange(NamedTuple):
    """A public edition as a page of the feed needs it, all but the record spelt by the database as JSON in UTF-8.

    `front` ends where the digest of the record follows, `back` where the record itself does. `record` is none for a
    withdrawal, which says only that it happened. `shown` is whether its record is public now. What has been withdrawn
    keeps its numbers and digests, so that the chain can be checked without a gap, but its content is no longer handed out.
    """

    number: int
    front: bytes
    record: bytes | None
    back: bytes
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
    columns: tuple[Any, ...] = ("public_number", Utf8(_front()), Utf8(_told("record")), Utf8(_back()), shown)
    return told.values_list(*columns)[:limit]


def _front() -> Spelt:
    members = (
        '{"number":%s,"noun":"%s","key":%s,"event":"%s","recorded_at":"%s",'
        '"organisation":%s,"side":%s,"reason":%s,"record_digest":'
    )
    stated = [
        Coalesce(_told(each), Value("null")) for each in (Quoted("organisation"), Quoted("side"), AsText("reason"))
    ]
    return Spelt(Value(members), "public_number", "noun", Quoted("key"), "public_event", Moment("recorded_at"), *stated)


def _back() -> Spelt:
    return Spelt(Value(',"previous":"%s","digest":"%s","record":'), "public_previous", "public_digest")


def _told(column: Any) -> Case:
    """What an edition states; nothing when it is a withdrawal."""
    given = F(column) if isinstance(column, str) else column
    return Case(When(public_event=Event.WITHDRAWN, then=None), default=given, output_field=TextField())


def was_public(noun: str, key: str) -> bool:
    """Whether the public chain knows this record, though it may have been withdrawn since."""
    return Edition.objects.of(noun, key).public().exists()


def is_public_now(noun: str, key: str) -> bool:
    """Whether the newest that the public chain tells of this record is no withdrawal, whatever time is asked for."""
    newest = Edition.objects.of(noun, key).public().order_by("-public_number").first()
    return newest is not None and newest.public_event != Event.WITHDRAWN
