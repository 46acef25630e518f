"""Questions over the sides' words."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery

from commitments.models import Evidence, Head, StatusUpdate
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.updates import StatusUpdateQuerySet


def with_newest_word(commitments: CommitmentQuerySet, **says: Any) -> CommitmentQuerySet:
    """The commitments of which at least one side's newest word says this."""
    words = StatusUpdate.objects.newest_words().filter(commitment=OuterRef("pk"), **says)
    found: CommitmentQuerySet = commitments.filter(Exists(words))
    return found


def words_on(commitments: CommitmentQuerySet, reference: str) -> StatusUpdateQuerySet:
    """All that the sides said on one commitment, with what their records show; two queries, however many words.

    Each says in `corrected_by` which word sets it right, by number.
    """
    correction = StatusUpdate.objects.filter(corrects=OuterRef("pk")).order_by().values("number")
    words: StatusUpdateQuerySet = (
        StatusUpdate.objects.filter(commitment__in=commitments.filter(reference=reference))
        .select_related("side", "awaiting", "corrects")
        .prefetch_related(Prefetch("evidence", Evidence.objects.select_related("passage__source")))
        .annotate(corrected_by=Subquery(correction))
    )
    return words


def words_version(commitments: CommitmentQuerySet, reference: str, *, full: bool) -> tuple[int, ...] | None:
    """A commitment's newest edition, how many words there are on it, and the newest edition of all; one query.

    `full` is whether the newest of all is that of the full chain.

    A word on a day before the newest one may leave the record as it was: then only their number tells. An older word
    shows where its evidence lies in a text, which may be found later: then only the newest edition of all tells.
    """
    newest = Head.objects.filter(id=1).values("number" if full else "public_number")
    known = commitments.filter(reference=reference, edition__isnull=False).annotate(spoken=Count("updates"))
    columns = known.annotate(newest=Subquery(newest)).values_list("edition__public_number", "spoken", "newest")
    found: tuple[int, ...] | None = columns.first()
    return found
