"""Which editions and records a reader of a proof may see."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from commitments.models import Commitment, Edition, Side
from commitments.models.vocabulary import Visibility
from commitments.queries.changes import shown_now


def editions_shown_to(side: str) -> Any:
    """Editions that say in `told` whether a side may see what they state, and in `shown` whether their record too.

    Without a side, the public. What a side keeps internal is its own alone. Of a commitment that has been withdrawn,
    the records of its public days are handed out to nobody but the side that keeps it.
    """
    told = Q(visibility=Visibility.PUBLIC) | _kept_by(side, "kept_for_side")
    readable = Commitment.objects.filter(Q(visibility=Visibility.PUBLIC) | _kept_by(side, "recorded_for__side__code"))
    shown = told & shown_now(readable)
    return Edition.objects.defer("line").annotate(
        told=ExpressionWrapper(told, output_field=BooleanField()),
        shown=ExpressionWrapper(shown, output_field=BooleanField()),
    )


def is_side(code: str) -> bool:
    """Whether there is a side of this code; one query."""
    return Side.objects.filter(code=code).exists()


def _kept_by(side: str, column: str) -> Q:
    return Q(**{column: side}) if side else Q(pk__in=[])
