"""The rolls counted again from the rows themselves, block by block, to make them and to check them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max, QuerySet

from commitments.models import Commitment, Responsibility, Roll, StatusUpdate
from commitments.models.rolls import BLOCK
from commitments.queries.gaps import GAPS
from commitments.values.bits import bits_of
from commitments.values.headings import (
    DAYS,
    INTERVAL,
    SPOKEN,
    WORDS,
    day_headings,
    heading,
    headings_of,
    reader_headings,
)

Rolls = dict[str, int]
"""The commitments of one block under each heading, as bits counted from its first."""


def wrong_rolls() -> Iterator[tuple[int, Rolls, Rolls]]:
    """Each block with its rolls as they are stored and as the rows say, where those differ; seven queries a block."""
    for block in range(_blocks()):
        stored, counted = _stored(block), recounted(block)
        wrong = {name for name in stored | counted if stored.get(name, 0) != counted.get(name, 0)}
        if wrong:
            yield block, {name: stored.get(name, 0) for name in wrong}, {name: counted.get(name, 0) for name in wrong}


def _blocks() -> int:
    newest = Commitment.objects.aggregate(last=Max("pk"))["last"] or 0
    last = Roll.objects.aggregate(last=Max("block"))["last"] or 0
    return max(int(newest) // BLOCK, last) + 1


def _stored(block: int) -> Rolls:
    rows = Roll.objects.filter(block=block).values_list("heading", "bits")
    return {name: int.from_bytes(bytes(bits), "little") for name, bits in rows}


def recounted(block: int) -> Rolls:
    """What the rolls of a block must be, by its commitments that have an edition; four queries."""
    begin = block * BLOCK
    inside = Commitment.objects.filter(pk__gte=begin, pk__lt=begin + BLOCK, edition__isnull=False).order_by()
    found: dict[str, list[int]] = {}
    for pk, names in _listed(inside):
        for name in names:
            found.setdefault(name, []).append(pk - begin)
    return {name: bits_of(places) for name, places in found.items()}


def _listed(inside: QuerySet[Any, Any]) -> Iterator[tuple[int, Iterable[str]]]:
    """Private keys with headings, those of one commitment in several pieces."""
    lacking = {f"lacks_{gap}": ExpressionWrapper(asked(), output_field=BooleanField()) for gap, asked in GAPS.items()}
    columns = ("pk", "visibility", "recorded_for__slug", "partnership__slug", INTERVAL, *WORDS, *DAYS, *lacking)
    for row in inside.annotate(**lacking).values_list(*columns):
        yield row[0], _headings(row)
    pks = inside.values("pk")
    sectors: Any = Commitment.sectors.through
    for pk, slug in sectors.objects.filter(commitment__in=pks).values_list("commitment_id", "sector__slug"):
        yield pk, headings_of("sector", [slug])
    owners = Responsibility.objects.filter(commitment__in=pks).order_by()
    for pk, slug in owners.values_list("commitment_id", "organisation__slug"):
        yield pk, headings_of("owner", [slug])
    words = StatusUpdate.objects.newest_words().filter(commitment__in=pks).order_by()
    for pk, *said in words.values_list("commitment_id", "outlook", "awaiting__code"):
        yield pk, (heading(name, value) for name, value in zip(SPOKEN, said, strict=True) if value)


def _headings(row: tuple[Any, ...]) -> Iterator[str]:
    _pk, visibility, keeper, partnership, interval, *further = row
    words, days, lacking = further[: len(WORDS)], further[len(WORDS) : -len(GAPS)], further[-len(GAPS) :]
    yield from reader_headings(visibility, keeper or "")
    yield heading("partnership", partnership)
    yield heading(INTERVAL, str(interval))
    yield from map(heading, WORDS, words)
    for name, day in zip(DAYS, days, strict=True):
        yield from day_headings(name, day)
    yield from headings_of("missing", (gap for gap, lacks in zip(GAPS, lacking, strict=True) if lacks))
