"""Which commitments show something of another record, so that they are rendered again when it changes."""

from django.db.models import Q

from commitments.models import Commitment, Recorded
from commitments.models.commitments import CommitmentQuerySet

# For each noun, the paths from a commitment to it. A side is shown by its code alone, which never changes.
SHOWN_BY = {
    "organisation": ("responsibilities__organisation",),
    "sector": ("sectors",),
    "partnership": ("partnership",),
    "indicator": ("targets__indicator",),
    "source": (
        "citations__passage__source",
        "deadlines__passage__source",
        "updates__evidence__passage__source",
        "targets__indicator__observations__source",
    ),
    "meeting": ("citations__passage__source__meeting",),
}


def dependants(record: Recorded) -> CommitmentQuerySet:
    """The commitments whose records show something of this one, in order of their private keys."""
    paths = SHOWN_BY.get(record.noun, ())
    shown = Q(pk__in=[])
    for path in paths:
        shown |= Q(pk__in=Commitment.objects.filter(**{path: record.pk}).values("pk"))
    return Commitment.objects.filter(shown).order_by("pk")
