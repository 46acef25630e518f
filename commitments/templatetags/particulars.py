"""Two records of a commitment side by side: labelled particulars in words, and which of them differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.text import capfirst

from commitments.queries.comparison import Comparison
from commitments.templatetags.rows import Row, rows_of
from commitments.values.alterations.records import same

register = template.Library()


@dataclass(frozen=True, slots=True)
class Particular:
    """One row of a comparison: its label, and the lines that each record has for it; none where it has no such thing."""

    label: str
    older: tuple[str, ...]
    newer: tuple[str, ...]
    differs: bool


@register.filter
def side_by_side(comparison: Comparison) -> list[Particular]:
    """Every particular of the two editions, in the order of the newer one."""
    older = {row.key: row for row in rows_of(comparison.older.record or {}, comparison.names)}
    newer = {row.key: row for row in rows_of(comparison.newer.record or {}, comparison.names)}
    return list(_laid(older, newer))


@register.filter
def differing(particulars: list[Particular]) -> list[Particular]:
    """Those that are not the same in both."""
    return [each for each in particulars if each.differs]


@register.filter
def equal(particulars: list[Particular]) -> list[Particular]:
    """Those that are the same in both."""
    return [each for each in particulars if not each.differs]


def _laid(older: Mapping[Any, Row], newer: Mapping[Any, Row]) -> Iterator[Particular]:
    for key in [*newer, *(key for key in older if key not in newer)]:
        old, new = older.get(key), newer.get(key)
        there = new or old
        differs = not same(old.raw if old else None, new.raw if new else None)
        if there and (differs or there.lines):
            yield Particular(capfirst(there.label), old.lines if old else (), new.lines if new else (), differs)
