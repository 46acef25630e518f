"""Which records show something of another one, so that they are rendered again when it changes."""

from typing import Any

from django.db.models import Q, QuerySet

from commitments.models import Commitment, Indicator, Recorded

# For each noun, the paths to it from the records that show it. A side is shown by its code alone, which never changes.
SHOWN_BY: dict[str, dict[type[Recorded], tuple[str, ...]]] = {
    "organisation": {Commitment: ("responsibilities__organisation",)},
    "sector": {Commitment: ("sectors",)},
    "partnership": {Commitment: ("partnership",)},
    "indicator": {Commitment: ("targets__indicator",)},
    "source": {
        Indicator: ("observations__source",),
        Commitment: (
            "citations__passage__source",
            "deadlines__passage__source",
            "updates__evidence__passage__source",
            "targets__indicator__observations__source",
        ),
    },
    "meeting": {Commitment: ("citations__passage__source__meeting",)},
}


def dependants(record: tuple[type[Recorded], int]) -> dict[type[Recorded], QuerySet[Any]]:
    """For each noun, the rows whose records show something of this record, in order of their private keys."""
    noun, pk = record
    return {shown: _showing(shown, paths, pk) for shown, paths in SHOWN_BY.get(noun.noun, {}).items()}


def _showing(noun: type[Recorded], paths: tuple[str, ...], pk: int) -> QuerySet[Any]:
    showing = Q(pk__in=[])
    for path in paths:
        showing |= Q(pk__in=noun.objects.filter(**{path: pk}).values("pk"))
    return noun.objects.filter(showing).order_by("pk")
