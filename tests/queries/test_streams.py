"""Whole selections, chunk by chunk and block by block: every row once, also while others write."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment
from commitments.queries import streams
from commitments.queries.keysets import COMMITMENT_ORDERINGS, Ordering, stretches_from
from commitments.queries.prepared import Row
from commitments.queries.streams import written_commitments
from commitments.records.served import commitment_on
from tests import factories as make
from tests.factories import AT

pytestmark = pytest.mark.django_db
BY_REFERENCE = COMMITMENT_ORDERINGS["reference"]
DAY = AT.date()


def edition_of(row: Row) -> int:
    """The number of the edition that a row tells."""
    edition: int = json.loads(commitment_on(row))["edition"]
    return edition


def written(ordering: Ordering = BY_REFERENCE) -> Iterator[list[int]]:
    """The numbers of the editions that all rows tell, block by block."""
    return written_commitments(
        Commitment.objects.all(), ordering, lambda block: [edition_of(row) for row in block], on=DAY
    )


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", 2)


def public_number(reference: str) -> int:
    """The number by which a stored record is known here."""
    return Commitment.objects.get(reference=reference).edition.public_number


@pytest.mark.parametrize("name", COMMITMENT_ORDERINGS)
@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_every_row_is_in_exactly_one_chunk_in_order(name: str, number: int) -> None:
    for each in range(number):
        row = make.CommitmentFactory(made_on=f"202{each % 2}-05")
        if each % 2:
            make.DeadlineFactory(commitment=row)
            make.StatusUpdateFactory(commitment=row, progress=each)
    blocks = list(written(COMMITMENT_ORDERINGS[name]))
    stretches = stretches_from(Commitment.objects.all(), COMMITMENT_ORDERINGS[name], None)
    expected = [each for rows in stretches for each in rows.values_list("edition__public_number", flat=True)]
    assert [each for block in blocks for each in block] == expected
    assert all(0 < len(block) <= 2 for block in blocks)


@pytest.mark.parametrize("block", [1, 2, 3, 5, 6])
def test_a_chunk_is_written_in_blocks(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", 5)
    monkeypatch.setattr(streams, "BLOCK", block)
    for _each in range(12):
        make.CommitmentFactory()
    blocks = list(written())
    assert [each for some in blocks for each in some] == list(
        Commitment.objects.order_by("reference").values_list("edition__public_number", flat=True)
    )
    assert max(map(len, blocks)) == min(block, 5)


def test_nothing_is_no_block() -> None:
    assert list(written()) == []


def test_rows_written_meanwhile_neither_hide_nor_repeat_others() -> None:
    for each in (3, 5, 7, 8, 9):
        make.CommitmentFactory(reference=f"AB-2025-00{each}")
    before = {public_number(f"AB-2025-00{each}") for each in (3, 5, 7, 8, 9)}
    blocks = written()
    met = next(blocks)
    for each in (1, 4, 6):
        make.CommitmentFactory(reference=f"AB-2025-00{each}")
    met += [each for block in blocks for each in block]
    assert len(met) == len(set(met))
    assert set(met) == before | {public_number("AB-2025-006")}


def test_a_chunk_costs_one_query_when_it_is_asked_for() -> None:
    for _each in range(5):
        make.CommitmentFactory()
    blocks, costs = written(), []
    for _each in range(3):
        with CaptureQueriesContext(connection) as queries:
            next(blocks)
        costs.append(len(queries))
    assert costs == [1, 1, 1]
