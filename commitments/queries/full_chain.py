"""The record by the numbers of the full chain, as a reader with a token follows it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from commitments.models import Commitment, Edition, Event
from commitments.queries.changes import shown_now
from commitments.rules import Reader, readable, tellable


def in_full(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows, whose editions bear their numbers in the full chain wherever public ones are asked for.

    What pages show, what filters compare with and what orders them all read `edition__public_number`: a column of that
    name goes before the path, so that none of them has to know who asks. No query.
    """
    numbered: QuerySet[Any] = rows.annotate(edition__public_number=F("edition__number"))
    return numbered


def is_in_full(rows: QuerySet[Any]) -> bool:
    """Whether these rows came from `in_full`. No query."""
    return "edition__public_number" in rows.query.annotations


def editions_for(reader: Reader) -> QuerySet[Any]:
    """All editions in number order. `told` is whether the reader may see what one states, `shown` its record as well.

    Of a commitment that was withdrawn, the records of its public days are shown to those alone who may read it now.
    """
    told = tellable(reader)
    shown = told & shown_now(readable(reader))
    rows: QuerySet[Any] = (
        Edition.objects.defer("line").annotate(told=_flag(told), shown=_flag(shown)).order_by("number")
    )
    return rows


def history_for(reader: Reader, key: str) -> QuerySet[Any]:
    """The editions of a commitment that tell the reader something: also those that withdrew it, which everybody knows."""
    return editions_for(reader).filter(Q(told=True) | Q(public_event=Event.WITHDRAWN), noun=Commitment.noun, key=key)


def full_changes_after(reader: Reader, number: int, *, limit: int) -> Sequence[Any]:
    """At most `limit` editions with a higher number, in order and without a gap; one query."""
    return list(editions_for(reader).filter(number__gt=number)[:limit])


def _flag(condition: Q) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())
