"""A side's witness countersigns what extends the last one it saw, from the database or from a proof."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError
from django.db import ProgrammingError, models

from commitments.management.keys import operator_key
from commitments.models import Checkpoint, Countersignature, Edition, Head
from commitments.records.statements import public_statement
from commitments.values.checkpoints import Statement
from commitments.values.digests import GENESIS, canonical, digest
from commitments.values.notes import read_verifying_key, sign
from tests.management.refusing import NOON, Printed, unsigned, vkey


@pytest.mark.django_db
def test_a_witness_key_is_never_overwritten(told: Printed, tmp_path: Path) -> None:
    key = tmp_path / "aa.key"
    public = told("witness_key", "witness.example/aa", key)
    assert read_verifying_key(public.strip()).name == "witness.example/aa"
    before = key.read_bytes()
    with pytest.raises(CommandError, match="is there already; a key is never overwritten"):
        told("witness_key", "witness.example/aa", key)
    assert (key.read_bytes(), key.stat().st_mode & 0o777) == (before, 0o600)
    with pytest.raises(CommandError, match="is no name for a key"):
        told("witness_key", "witness of aa", tmp_path / "other.key")
    with pytest.raises(CommandError, match="cannot be written"):
        told("witness_key", "a", key / "below")
    assert list(tmp_path.iterdir()) == [key]


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_the_same_checkpoint_is_countersigned_once(witness: Callable[..., str], tmp_path: Path) -> None:
    assert witness("aa") == (tmp_path / "aa.last").read_text()
    assert Countersignature.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_countersignature_that_the_database_has_lost_is_given_again(witness: Callable[..., str]) -> None:
    models.QuerySet(Countersignature).delete()
    witness("aa")
    assert Countersignature.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_that_may_only_read_signs_and_hands_its_note_over(
    told: Printed, witness: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_given: Any, **_named: Any) -> None:
        raise ProgrammingError

    told("checkpoint")
    monkeypatch.setattr("commitments.management.commands.countersign.countersign", read_only)
    assert witness("aa") == (tmp_path / "aa.last").read_text()
    assert Countersignature.objects.count() == 1
    monkeypatch.undo()
    told("checkpoint", "--add", tmp_path / "aa.last", "--witness", vkey(tmp_path, "aa"))
    assert Countersignature.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_refuses_a_chain_that_was_written_again(
    told: Printed, witness: Callable[..., str], tmp_path: Path
) -> None:
    """As the owner of the database can: everything computed again, the stored checkpoints thrown away."""
    models.QuerySet(Countersignature).delete()
    models.QuerySet(Checkpoint).delete()
    written_again()
    told("checkpoint", "--chain", "public")
    unsigned(
        lambda: witness("aa"),
        r"does not lead from edition 3 to the checkpoint\. Edition 4: it does not follow from edition 3",
        tmp_path,
    )


def written_again() -> None:
    """The public chain with another second edition, every digest after it computed anew."""

    models.QuerySet(Edition).filter(number=2).update(reason={"en": "A lie."})
    previous = GENESIS
    for edition in Edition.objects.public():
        here = digest(previous, public_statement(edition))
        models.QuerySet(Edition).filter(pk=edition.pk).update(public_previous=previous, public_digest=here)
        previous = here
    Head.objects.update(public_digest=previous)


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_refuses_an_older_copy(told: Printed, witness: Callable[..., str], tmp_path: Path) -> None:
    told("checkpoint")
    witness("aa")
    newest = Checkpoint.objects.of("public").last()
    models.QuerySet(Countersignature).filter(checkpoint=newest).delete()
    models.QuerySet(Checkpoint).filter(pk=newest.pk).delete()
    unsigned(lambda: witness("aa"), "ends at edition 3, but edition 5 was countersigned already", tmp_path)


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_refuses_an_edited_or_cut_note(told: Printed, witness: Callable[..., str], tmp_path: Path) -> None:
    told("checkpoint")
    newest = Checkpoint.objects.of("public").last()
    for note, words in (
        (newest.note.replace("12:00:00", "12:00:01"), "signature of record.example/public does not hold"),
        (newest.note[:-1], "was cut"),
    ):
        models.QuerySet(Checkpoint).filter(pk=newest.pk).update(note=note)
        unsigned(lambda: witness("aa"), words, tmp_path)


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_refuses_an_unknown_operator_and_another_chain(
    told: Printed, log: str, tmp_path: Path, settings: LazySettings
) -> None:
    told("checkpoint")
    full = told("checkpoint", "--key-only", "--chain", "full").strip()
    settings.CHECKPOINT_KEY = tmp_path / "another-key"
    other = told("checkpoint", "--key-only", "--chain", "public").strip()
    own = ("countersign", "--key", tmp_path / "aa.key", "--last", tmp_path / "aa.last")
    for key in (other, full):
        unsigned(lambda key=key: told(*own, "--log", key), "not signed with the log's key|is of", tmp_path)
    unsigned(lambda: told(*own, "--log", log[:-1]), "cannot be read", tmp_path)
    unsigned(lambda: told(*own, "--log", vkey(tmp_path, "aa")), "is the key of a witness, not of a log", tmp_path)
    unsigned(lambda: told(*own, "--log", full, "--chain", "full"), "is of record.example/public", tmp_path)


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_neither_forgets_nor_begins_by_mistake(
    told: Printed, witness: Callable[..., str], log: str, tmp_path: Path
) -> None:
    unsigned(lambda: witness("aa", "--first"), "this witness has countersigned before. Leave out --first", tmp_path)
    own = ("countersign", "--key", tmp_path / "aa.key", "--log", log)
    unsigned(lambda: told(*own, "--last", tmp_path / "lost"), "For the very first one, say --first", tmp_path)
    (tmp_path / "spoilt.last").write_text("Good morning\n")
    unsigned(lambda: told(*own, "--last", tmp_path / "spoilt.last"), "was cut", tmp_path)
    (tmp_path / "bytes.last").write_bytes(b"\xff\xfe")
    unsigned(lambda: told(*own, "--last", tmp_path / "bytes.last"), "is not text in UTF-8", tmp_path)
    told("witness_key", "witness.example/bb", tmp_path / "bb.key")
    other = ("countersign", "--key", tmp_path / "bb.key", "--log", log, "--last", tmp_path / "aa.last")
    unsigned(lambda: told(*other), "was not countersigned with this key", tmp_path)


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_refuses_a_clock_that_runs_backwards(
    told: Printed, witness: Callable[..., str], tmp_path: Path, still_clock: Any
) -> None:
    told("checkpoint")
    still_clock.move_to("2026-01-07T11:58:00Z")
    unsigned(lambda: witness("aa"), "this machine's clock runs backwards", tmp_path)
    still_clock.move_to("2026-01-07T11:00:00Z")
    unsigned(lambda: witness("aa"), "one of the two clocks is wrong", tmp_path)


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_witness_refuses_a_proof_that_does_not_reach_back_or_was_changed(
    told: Printed, witness: Callable[..., str], tmp_path: Path
) -> None:
    told("checkpoint")
    proof = tmp_path / "proof.jsonl"
    told("export_proof", "--after", 4, "--output", proof)
    unsigned(lambda: witness("aa", "--proof", proof), "begins after edition 4, but the last one seen is 3", tmp_path)
    told("export_proof", "--after", 3, "--output", proof)
    honest = proof.read_bytes()
    for spoilt, words in (
        (honest.replace(b"first record", b"worst record", 1), "Edition 4: it does not have the digest"),
        (honest.replace(b'"after":3', b'"after":2'), "Edition 3: it is missing|has another digest"),
        (honest[: honest.rindex(b"\n", 0, -1)], "it was cut"),
        (honest.replace(b'"chain":"public"', b'"chain":"full"'), "say --chain full"),
    ):
        proof.write_bytes(spoilt)
        unsigned(lambda: witness("aa", "--proof", proof), words, tmp_path)
    unsigned(lambda: witness("aa", "--proof", tmp_path / "nowhere"), "cannot be read", tmp_path)
    proof.write_bytes(honest)
    assert "— witness.example/aa " in witness("aa", "--proof", proof)


def test_a_witness_with_a_proof_needs_no_database(
    told: Printed, witness: Callable[..., str], tmp_path: Path, django_db_blocker: Any, request: pytest.FixtureRequest
) -> None:
    """Without the mark for the database, any query would be an error."""
    proof = tmp_path / "proof.jsonl"
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        told("export_proof", "--output", proof)
    proof.write_bytes(request.getfixturevalue("sent"))
    assert "— witness.example/aa " in witness("aa", "--proof", proof)


@pytest.fixture
def sent(log: str) -> bytes:
    """A proof that was sent by another machine: one edition, chained and signed by hand."""

    record = "sha256:" + "1" * 64
    covered: dict[str, object] = {
        "number": 1,
        "noun": "sector",
        "key": "roads",
        "event": "changed",
        "recorded_at": "2026-01-05T12:00:00Z",
        "organisation": "",
        "side": "",
        "reason": {},
    }
    here = digest(GENESIS, {**covered, "record": record})
    header = {
        "format": "commitment-record-proof/1",
        "chain": "public",
        "origin": "record.example/public",
        "noun": None,
        "key": None,
        "after": 0,
        "previous": GENESIS,
    }
    line = {**covered, "record_digest": record, "previous": GENESIS, "digest": here, "record": None}
    stated = Statement("record.example/public", 1, here, datetime.fromisoformat(NOON))
    assert str(operator_key("public").verifying) == log
    note = sign(stated.text, operator_key("public"))
    return b"".join(canonical(each) + b"\n" for each in (header, line, {"checkpoint": str(note)}))
