"""Batches of commitments as rows of tables, made in processes of their own: derived, folded and rendered."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from unittest import mock

from django.db.models import Model

from benchmarks.data.light import Light, Table, light
from benchmarks.data.promises import Promise, SectorLink
from benchmarks.data.registers import Registers
from benchmarks.data.spelling import spelt
from commitments.actions.derive import derive
from commitments.actions.search_keys import searched
from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Edition,
    Event,
    Evidence,
    Responsibility,
    SearchKey,
    StatusUpdate,
)
from commitments.models.vocabulary import Visibility
from commitments.records import render
from commitments.records.lines import line
from commitments.values import folding

TABLES: tuple[type[Model], ...] = (
    Commitment,
    SectorLink,
    Responsibility,
    Citation,
    Deadline,
    StatusUpdate,
    Evidence,
    SearchKey,
)
"""What a batch fills, each after what it refers to. Editions are numbered and chained by whoever stores them."""
WHY = {"en": "Recorded from the text.", "fr": "Relevé dans le texte."}

SAME_TEXTS = 50_000
"""The texts whose words for searching are remembered: invented ones come again and again."""
WORDS = folding.tokens


@dataclass
class Batch:
    """The rows of some commitments, by table, and their editions before they have numbers."""

    rows: list[list[list[Any]]] = field(default_factory=lambda: [[] for _each in TABLES])
    editions: list[dict[str, Any]] = field(default_factory=list)


def batch(registers: Registers, *, seed: int, first: int, last: int, editions_from: int) -> Batch:
    """The commitments of these numbers, both included; edition N of them gets the private key `editions_from` + N."""
    made = Batch()
    tables = [Table(model) for model in TABLES]
    with mock.patch.object(folding, "tokens", _words):
        for number in range(first, last + 1):
            promise = Promise(registers, seed=seed, number=number)
            _add(made, tables, promise, edition=editions_from + number)
    return made


@lru_cache(SAME_TEXTS)
def _words(text: str) -> tuple[str, ...]:
    return tuple(WORDS(text))


def _add(made: Batch, tables: list[Table], promise: Promise, *, edition: int) -> None:
    row = promise.make()
    row.edition_id = edition
    # What works on rows takes light ones as well: a test holds that the result is what the actions would store.
    given: Any = row
    derive(given)
    made.editions.append(vars(_edition(row, promise)))
    for table, into, rows in zip(tables, made.rows, _beside(row, promise), strict=True):
        into.extend(table.row(each) for each in rows)


def _beside(row: Light, promise: Promise) -> list[list[Light]]:
    """The rows for each table, in the order of `TABLES`."""
    given: Any = row
    evidence = [each for update in row.updates for each in update.evidence]
    key = light(SearchKey)(commitment_id=row.id, text=searched(given))
    sectors = promise.sector_links(row)
    return [[row], sectors, row.responsibilities, row.citations, row.deadlines, row.updates, evidence, [key]]


def _edition(row: Light, promise: Promise) -> Light:
    given: Any = row
    keeper = row.recorded_for
    record = spelt(render(given))
    return light(Edition)(
        id=row.edition_id,
        noun=row.noun,
        key=row.reference,
        event=Event.CHANGED.value,
        visibility=row.visibility,
        recorded_at=promise.recorded_at,
        organisation=keeper.slug,
        side=keeper.side.code,
        kept_for=keeper.slug,
        kept_for_side=keeper.side.code,
        reason=WHY,
        record=record,
        line=line(record.encode()),
        public_event=Event.CHANGED.value if row.visibility == Visibility.PUBLIC else "",
    )
