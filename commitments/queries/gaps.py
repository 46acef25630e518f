"""What a commitment lacks to be verifiable: the twin in SQL of `records.commitments.verifiability`."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from commitments.models import Citation, Evidence, Observation, Responsibility, Target
from commitments.models.vocabulary import OWNING, CitationRelation


def _owner() -> Q:
    return ~Q(Exists(Responsibility.objects.filter(commitment=OuterRef("pk"), role__in=OWNING)))


def _deadline() -> Q:
    return Q(due_earliest=None, due_latest=None)


def _measure() -> Q:
    return ~Q(Exists(Target.objects.filter(commitment=OuterRef("pk"))))


def _evidence() -> Q:
    reported = Citation.objects.filter(commitment=OuterRef("pk"), relation=CitationRelation.REPORTS)
    named = Evidence.objects.filter(update__commitment=OuterRef("pk"))
    seen = Observation.objects.filter(indicator__targets__commitment=OuterRef("pk"))
    return ~Q(Exists(reported)) & ~Q(Exists(named)) & ~Q(Exists(seen))


GAPS: dict[str, Callable[[], Q]] = {
    "owner": _owner,
    "deadline": _deadline,
    "measure": _measure,
    "evidence": _evidence,
}
