"""What the codes in records stand for: the names of sides, indicators and sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commitments.models import Indicator, Side, Source
from commitments.values.texts import Text

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """Names by code or slug; what is not among them is called by its code."""

    sides: Mapping[str, Text] = field(default_factory=dict)
    indicators: Mapping[str, Text] = field(default_factory=dict)
    sources: Mapping[str, Text] = field(default_factory=dict)


def names_for(records: Iterable[Record | None]) -> Names:
    """The names that it takes to tell these records; three queries at most."""
    told = [record for record in records if record]
    return Names(
        sides=dict(Side.objects.filter(code__in=_sides(told)).values_list("code", "name")),
        indicators=dict(Indicator.objects.filter(code__in=_indicators(told)).values_list("code", "name")),
        sources=dict(Source.objects.filter(slug__in=_sources(told)).values_list("slug", "title")),
    )


def _sides(records: list[Record]) -> set[str]:
    return {code for record in records for code in record["partnership"]["sides"]}


def _indicators(records: list[Record]) -> set[str]:
    return {each["indicator"] for record in records for each in record["targets"]}


def _sources(records: list[Record]) -> set[str]:
    cited = {each["source"] for record in records for each in record["citations"]}
    placed = {place["source"] for record in records for place in _places(record)}
    return cited | {slug for slug in placed if slug}


def _places(record: Record) -> Iterable[Record]:
    deadline = record["deadline"]
    places = [each.get("passage") for each in (deadline, *deadline.get("earlier", ()))]
    words = [*record["assessments"], *filter(None, [(record.get("words") or {}).get("late")])]
    return [*filter(None, places), *(piece for word in words for piece in word["evidence"])]
