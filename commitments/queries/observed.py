"""The values of an indicator in the order of their periods, whichever private numbers their rows have."""

from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from commitments.models import Observation

LAST = {"place_rising": "9999-99-99", "place_falling": "0000-00-00"}
"""Before the first day and after the last one there is no period: what has no first day comes last in both directions."""


def observed(indicator: str) -> Any:
    """What was observed of an indicator, each value with its place in either direction: no two have the same."""
    rows: Any = Observation.objects.filter(indicator__code=indicator)
    rows = rows.select_related("side", "source", "passage__source")
    return rows.annotate(**{name: _place(unstated) for name, unstated in LAST.items()})


def _place(unstated: str) -> Concat:
    days = [Coalesce(Cast(each, CharField()), Value(unstated)) for each in ("period_earliest", "period_latest")]
    parts = [*days, "period", "source__slug"]
    spaced = [part for each in parts for part in (each, Value(" "))][:-1]
    return Concat(*spaced, output_field=CharField())
