"""What the benchmarks measure is what the actions would have written: nothing is found that does not hold."""

from collections import Counter

import pytest
from django.db import connection
from django.test import Client

from benchmarks.data import registers
from benchmarks.data.batches import batch
from benchmarks.data.generate import keep, last_edition_key
from benchmarks.data.indexes import KEPT, indexes_set_aside
from benchmarks.data.spelling import canonical as quick
from benchmarks.data.stores import store
from commitments.models import Citation, Commitment, Edition, Responsibility, StatusUpdate
from commitments.provenance.chains import chain_faults
from commitments.provenance.rendering import record_faults
from commitments.values.digests import canonical

SIZE = 60
TOLD_NOWHERE = "stands in no edition"
"""What is true of the older words, as there is one edition for each commitment and not one for each word."""


@pytest.fixture
def generated(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some commitments, generated without processes of their own, over few registers."""
    monkeypatch.setattr(registers, "SOURCES", 3)
    monkeypatch.setattr(registers, "BODIES", 6)
    registers.write_registers()
    made = batch(registers.read_registers(), seed=1, first=1, last=SIZE, editions_from=last_edition_key())
    connection.check_constraints()  # PostgreSQL changes no index while one is still to be checked
    with indexes_set_aside():
        assert list(keep([made], store())) == [SIZE]
        connection.check_constraints()


@pytest.mark.usefixtures("generated")
def test_every_generated_record_is_what_rendering_its_rows_gives_and_every_digest_holds() -> None:
    assert [each for each in record_faults() if TOLD_NOWHERE not in each.words] == []
    assert list(chain_faults()) == []


@pytest.mark.usefixtures("generated")
def test_a_generated_row_that_was_changed_past_the_generator_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE commitments_commitment SET level = %s WHERE id = %s", ["ministry", 1])
        cursor.execute("UPDATE commitments_commitment SET level = %s WHERE id = %s", ["local", 2])
        cursor.execute("UPDATE commitments_edition SET reason = %s WHERE noun = %s", ['{"en": "x"}', "commitment"])

    assert [each for each in record_faults() if TOLD_NOWHERE not in each.words] != []
    assert list(chain_faults()) != []


def kept_beside_the_tables() -> set[tuple[str, ...]]:
    """Every index and trigger with its definition."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT[connection.vendor])
        return set(cursor.fetchall())


def test_indexes_are_as_they_were_after_they_were_set_aside(db: None) -> None:
    before = kept_beside_the_tables()
    with indexes_set_aside():
        assert kept_beside_the_tables() == set()

    assert kept_beside_the_tables() == before != set()


@pytest.mark.usefixtures("generated")
def test_generated_commitments_are_found_by_their_words(client: Client) -> None:
    words = Commitment.objects.public().order_by("pk")[0].title["en"].replace(",", "").split()

    found = client.get("/api/v1/commitments/", {"q": " ".join(words)}).json()["results"]

    assert Commitment.objects.public().order_by("pk")[0].reference in [each["reference"] for each in found]


@pytest.mark.usefixtures("generated")
def test_each_generated_commitment_has_five_updates_one_to_three_owners_and_one_or_two_citations() -> None:
    def counts(rows: type) -> set[int]:
        return set(Counter(rows.objects.values_list("commitment", flat=True)).values())  # type: ignore[attr-defined]

    assert counts(StatusUpdate) == {5}
    assert counts(Responsibility) == {1, 2, 3}
    assert counts(Citation) == {1, 2}
    assert Commitment.objects.count() == SIZE


@pytest.mark.usefixtures("generated")
def test_the_same_seed_gives_the_same_commitments_in_batches_of_any_size() -> None:
    known, last = registers.read_registers(), last_edition_key()
    whole = batch(known, seed=1, first=1, last=4, editions_from=last)
    parts = [batch(known, seed=1, first=n, last=n + 1, editions_from=last) for n in (1, 3)]

    assert whole.rows == [one + other for one, other in zip(parts[0].rows, parts[1].rows, strict=True)]
    assert whole.rows != batch(known, seed=2, first=1, last=4, editions_from=last).rows


@pytest.mark.usefixtures("generated")
def test_the_quick_spelling_of_generated_records_is_the_canonical_one() -> None:
    for edition in Edition.objects.filter(noun="commitment")[:10]:
        assert canonical({"reason": edition.reason, "of": [edition.number, None, True]}) == quick(
            {"of": [edition.number, None, True], "reason": edition.reason}
        )
