"""Proofs: what is in the file for whom, and what is refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from commitments.exchange.proof_files import MalformedProof, open_proof
from commitments.exchange.proofs import Asked, CannotProve, proof
from commitments.models import Commitment, Edition
from commitments.queries import checkpoints as queries
from commitments.records.chains import links
from commitments.records.statements import full_statement, record_digest, statement_digest
from commitments.values.chains import BrokenChain, Place, follow
from commitments.values.digests import GENESIS, canonical
from tests import factories as make
from tests import signing
from tests.api import scenes

pytestmark = pytest.mark.django_db


def told(chain: str = "public", **asked: Any) -> list[dict[str, Any]]:
    """The lines of a proof, each found to be canonical JSON."""
    lines = signing.proved(chain, **asked).splitlines(keepends=True)
    values = [json.loads(line) for line in lines]
    assert [canonical(value) + b"\n" for value in values] == lines
    return values


def numbers(lines: list[dict[str, Any]]) -> list[int]:
    return [line["number"] for line in lines[1:-1]]


def with_record(lines: list[dict[str, Any]]) -> list[int]:
    return [line["number"] for line in lines[1:-1] if line["record"] is not None]


def test_a_proof_of_one_record_runs_from_its_newest_edition_to_the_checkpoint() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    make.MilestoneFactory(commitment=commitment)
    newest = Edition.objects.public().of("commitment", "AB-2025-001").latest("public_number")
    make.SectorFactory()
    checkpoint = signing.signed()
    make.SectorFactory()
    lines = told(key="AB-2025-001")
    assert lines[0] == {
        "format": "commitment-record-proof/1",
        "chain": "public",
        "origin": "record.example/public",
        "noun": "commitment",
        "key": "AB-2025-001",
        "after": newest.public_number - 1,
        "previous": newest.public_previous,
    }
    assert numbers(lines) == list(range(newest.public_number, checkpoint.number + 1))
    assert with_record(lines) == [newest.public_number]
    assert lines[1]["record"] == json.loads(newest.record)
    assert lines[1]["record_digest"] == record_digest(newest.record)
    assert lines[-1] == {"checkpoint": checkpoint.note}


def test_the_whole_chain_has_every_record_and_begins_at_the_beginning() -> None:
    scenes.rich()
    checkpoint = signing.signed(witnesses=signing.WITNESSES)
    lines = told()
    assert {name: lines[0][name] for name in ("noun", "key", "after", "previous")} == {
        "noun": None,
        "key": None,
        "after": 0,
        "previous": GENESIS,
    }
    assert numbers(lines) == with_record(lines) == list(range(1, checkpoint.number + 1))
    assert lines[-1]["checkpoint"].count("\n— ") == 3


def test_a_proof_may_begin_later_and_an_edition_may_be_an_earlier_one() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    first = Edition.objects.public().count()
    make.MilestoneFactory(commitment=commitment)
    signing.signed()
    assert numbers(told(after=first)) == [first + 1]
    earlier = told(key="AB-2025-001", edition=first)
    assert with_record(earlier) == [first]
    assert numbers(earlier) == [first, first + 1]


def test_any_noun_can_be_proved() -> None:
    make.SectorFactory(slug="roads")
    signing.signed()
    assert told(noun="sector", key="roads")[1]["record"]["slug"] == "roads"


def test_a_withdrawn_record_keeps_its_editions_and_hands_out_nothing_of_its_content() -> None:
    scenes.withdrawn()
    signing.signed()
    content = signing.proved().decode()
    assert [words for words in ("Once public", "Told to everybody", "secret") if words in content] == []
    own = [line for line in told()[1:-1] if line["key"] == "AB-2025-700"]
    assert [(line["event"], line["record"]) for line in own] == [
        ("changed", None),
        ("changed", None),
        ("withdrawn", None),
    ]


def hidden(lines: list[dict[str, Any]]) -> list[int]:
    """The editions whose statements are withheld."""
    return [line["number"] for line in lines[1:-1] if isinstance(line["statement"], str)]


@pytest.mark.parametrize(("side", "sees"), [("", False), ("BB", False), ("AA", True)])
def test_what_a_side_keeps_internal_is_shown_to_that_side_alone(side: str, sees: bool) -> None:  # noqa: FBT001 - a table
    scenes.internal()
    make.SideFactory(code="BB")
    signing.signed("full")
    secret = list(Edition.objects.filter(visibility="internal").order_by("number"))
    lines = told("full", side=side)
    assert len(secret) == 2
    assert hidden(lines) == ([] if sees else [edition.number for edition in secret])
    by_number = {line["number"]: line for line in lines[1:-1]}
    for edition in secret:
        statement = by_number[edition.number]["statement"]
        assert statement == (full_statement(edition) if sees else statement_digest(full_statement(edition)))
        assert (by_number[edition.number]["record"] is not None) is sees
    assert ("Hidden" in signing.proved("full", side=side).decode()) is sees


def test_the_records_of_a_withdrawn_commitments_public_days_are_its_keepers_alone() -> None:
    scenes.withdrawn()
    signing.signed("full")
    assert "Once public" in signing.proved("full", side="AA").decode()
    for side in ("", "BB"):
        content = signing.proved("full", side=side).decode()
        assert [words for words in ("Once public", "Told to everybody", "secret") if words in content] == []


def test_the_full_chain_of_a_hidden_record_is_as_if_there_were_none() -> None:
    scenes.internal()
    make.SideFactory(code="BB")
    signing.signed("full")
    signing.signed("public")
    for chain, side in (("full", "BB"), ("full", ""), ("public", "BB"), ("public", "AA")):
        with pytest.raises(CannotProve, match="There is no commitment AB-2025-666 in the"):
            told(chain, key="AB-2025-666", side=side)
    assert told("full", key="AB-2025-666", side="AA")[1]["record"]["title"] == {"en": "Hidden"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"key": "AB-2025-404"}, "There is no commitment AB-2025-404 in the public chain that the reader may see"),
        ({"key": "AB-2025-001", "edition": 1}, "Edition 1 of the public chain is none of commitment AB-2025-001"),
        ({"key": "AB-2025-001", "edition": 999}, "Edition 999 of the public chain is none of"),
        ({"key": "AB-2025-002"}, "Nothing after edition .* is covered by a checkpoint: the newest ends at edition"),
        ({"after": 10**6}, "Nothing after edition 1000000 is covered by a checkpoint"),
        ({"side": "XX"}, "There is no side XX"),
        ({"noun": "sector", "key": "AB-2025-001"}, "There is no sector AB-2025-001"),
    ],
)
def test_what_cannot_be_proved_is_refused_in_words(asked: Any, words: str) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    signing.signed()
    make.CommitmentFactory(reference="AB-2025-002")
    with pytest.raises(CannotProve, match=words):
        told(**asked)


def test_without_a_checkpoint_nothing_can_be_proved() -> None:
    make.SectorFactory()
    with pytest.raises(CannotProve, match="There is no checkpoint of the public chain yet: run checkpoint first"):
        told()


@pytest.mark.parametrize("chain", ["public", "full"])
def test_a_chain_that_was_changed_is_not_exported(chain: str) -> None:
    for _ in range(3):
        make.SectorFactory()
    signing.signed(chain)
    models.QuerySet(Edition).filter(number=2).update(key="another")
    with pytest.raises(CannotProve, match=r"Edition 2: .*something in it was changed"):
        told(chain)


def test_a_proof_is_made_in_batches_however_long_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            told()
        return len(asked)

    for _ in range(5):
        make.SectorFactory()
    signing.signed()
    usual = cost()
    monkeypatch.setattr(queries, "BATCH", 2)
    assert cost() - usual == 2
    assert numbers(told()) == [1, 2, 3, 4, 5]


def test_a_proof_comes_line_by_line() -> None:
    make.SectorFactory()
    signing.signed()
    lines = proof(Asked(chain="public", origin="record.example/public"))
    assert isinstance(lines, Iterator)
    assert json.loads(next(lines))["format"] == "commitment-record-proof/1"


@pytest.mark.parametrize("chain", ["public", "full"])
def test_a_witness_reads_from_the_file_what_the_database_holds(chain: str, tmp_path: Path) -> None:
    scenes.rich()
    scenes.internal()
    scenes.withdrawn()
    checkpoint = signing.signed(chain)
    read = open_proof(signing.kept(tmp_path / "proof.jsonl", chain, after=2))
    assert (read.chain, read.start, str(read.note)) == (chain, queries.place_of(chain, 2), checkpoint.note)
    stored = list(links(chain, after=2, up_to=checkpoint.number))
    found = list(follow(read.start, read.links()))
    assert [(each.number, each.digest, each.recorded_at) for each in found] == [
        (each.number, each.digest, each.recorded_at) for each in stored
    ]
    assert Commitment.objects.filter(visibility="internal").exists()


SPOILT: dict[str, tuple[Any, str]] = {
    "empty": (lambda _lines: [], "Line 1 is no header"),
    "no header": (lambda lines: lines[1:], "Line 1 is no header"),
    "no checkpoint": (lambda lines: lines[:-1], "Line 4 .*'checkpoint' is missing"),
    "a line after": (lambda lines: [*lines, lines[1]], "Line 6 comes after the checkpoint"),
    "spaces": (lambda lines: [lines[0].replace(b":", b": ", 1), *lines[1:]], "Line 1 .*no canonical JSON"),
    "no JSON": (lambda lines: [*lines[:2], b"{\n", *lines[2:]], "Line 3 "),
    "a list": (lambda lines: [*lines[:2], b"[]\n", *lines[2:]], "Line 3 .*no canonical JSON object"),
    "deep": (lambda lines: [*lines[:2], b"[" * 10**5 + b"\n", *lines[2:]], "Line 3 "),
    "cut": (lambda lines: [*lines[:-1], lines[-1][:-1]], "Line 5 .*it was cut"),
    "no UTF-8": (lambda lines: [lines[0], b'{"a":"\xff"}\n', *lines[2:]], "Line 2 "),
    "a spoilt note": (lambda lines: [*lines[:-1], b'{"checkpoint":"Good morning"}\n'], "Line 5 .*cut"),
    "a note that is none": (lambda lines: [*lines[:-1], b'{"checkpoint":1}\n'], "Line 5 "),
    "a strange edition": (lambda lines: [lines[0], b'{"number":1}\n', *lines[2:]], "Line 2 .*missing"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_file_that_is_no_proof_is_refused_with_the_line(name: str, tmp_path: Path) -> None:
    spoil, words = SPOILT[name]
    for _ in range(3):
        make.SectorFactory()
    signing.signed()
    path = tmp_path / "proof.jsonl"
    path.write_bytes(b"".join(spoil(signing.proved().splitlines(keepends=True))))
    with pytest.raises(MalformedProof, match=words):
        list(open_proof(path).links())


def test_a_file_with_a_changed_edition_does_not_lead_on(tmp_path: Path) -> None:
    for _ in range(3):
        make.SectorFactory(name={"en": "Roads"})
    signing.signed()
    path = tmp_path / "proof.jsonl"
    path.write_bytes(signing.proved().replace(b"The first record.", b"Another reason...", 1))
    read = open_proof(path)
    with pytest.raises(BrokenChain, match=r"Edition 1: .*changed"):
        list(follow(Place(0, GENESIS), read.links()))
