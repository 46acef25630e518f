"""What one side said last on each of some commitments."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from commitments.models import Side, StatusUpdate
from commitments.models.updates import StatusUpdateQuerySet

Words = dict[int, StatusUpdate]
"""Words by the private numbers of their commitments."""


def newest_of(side: Side, commitments: Iterable[int]) -> Words:
    """The side's word that counts on each of these commitments; one query."""
    return _by_commitment(StatusUpdate.objects.newest_words().filter(side=side, commitment__in=list(commitments)))


def last_of(side: Side, commitments: Iterable[int]) -> Words:
    """The side's word that was recorded last on each of these commitments, corrected or not; one query."""
    later = StatusUpdate.objects.filter(
        commitment=OuterRef("commitment"), side=OuterRef("side"), number__gt=OuterRef("number")
    )
    rows: StatusUpdateQuerySet = StatusUpdate.objects.filter(side=side, commitment__in=list(commitments))
    return _by_commitment(rows.filter(~Exists(later)))


def _by_commitment(words: StatusUpdateQuerySet) -> Words:
    return {word.commitment_id: word for word in words.select_related("awaiting").order_by("number")}
