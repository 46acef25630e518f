"""The public record of each noun: the only place that says what it looks like as JSON."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet

from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Evidence,
    Indicator,
    Meeting,
    Observation,
    Organisation,
    Partnership,
    Recorded,
    Responsibility,
    Sector,
    Side,
    Source,
    StatusUpdate,
)
from commitments.records import commitments, references
from commitments.records.shape import Json

__all__ = ["NOUNS", "complete", "render"]

NOUNS: tuple[type[Recorded], ...] = (
    Side,
    Partnership,
    Organisation,
    Sector,
    Meeting,
    Source,
    Indicator,
    Commitment,
)
"""Everything recorded, each after what it refers to."""

RENDER: dict[str, Callable[[Any], dict[str, Json]]] = {
    "side": references.side,
    "partnership": references.partnership,
    "organisation": references.organisation,
    "sector": references.sector,
    "meeting": references.meeting,
    "source": references.source,
    "indicator": references.indicator,
    "commitment": commitments.commitment,
}


def render(row: Recorded) -> dict[str, Json]:
    """The whole record of any noun, as JSON that can be made canonical."""
    return RENDER[row.noun](row)


def complete(noun: type[Recorded]) -> QuerySet[Any]:
    """The rows of a noun with everything their records show: a constant number of queries, however many rows."""
    rows = noun.objects.all()
    return _commitments(rows) if noun is Commitment else rows.prefetch_related(*_beside(noun.noun))


def _beside(noun: str) -> tuple[Any, ...]:
    observations = Observation.objects.select_related("side", "source", "passage__source")
    return {
        "partnership": ("sides",),
        "organisation": ("side", "parent"),
        "meeting": ("partnership",),
        "source": ("meeting", "passages__source"),
        "indicator": ("partnership", Prefetch("observations", observations)),
    }.get(noun, ())


def _commitments(rows: QuerySet[Any]) -> QuerySet[Any]:
    owners = Responsibility.objects.select_related("organisation__side")
    citations = Citation.objects.select_related("passage__source__meeting")
    deadlines = Deadline.objects.select_related("passage__source", "recorded_for")
    evidence = Evidence.objects.select_related("passage__source")
    updates = StatusUpdate.objects.select_related("side", "awaiting", "corrects").prefetch_related(
        Prefetch("evidence", evidence)
    )
    return rows.select_related("partnership", "parent", "recorded_for__side").prefetch_related(
        "partnership__sides",
        "sectors",
        "links__to",
        "milestones",
        "targets__indicator__observations__source",
        Prefetch("responsibilities", owners),
        Prefetch("citations", citations),
        Prefetch("deadlines", deadlines),
        Prefetch("updates", updates),
    )
