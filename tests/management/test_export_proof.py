"""Proofs by their commands, from the first key to the verifier's answer."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import models

from commitments.management.keys import operator_keys
from commitments.models import Countersignature, Edition
from commitments.provenance.checkpoints import check_against, check_stored
from commitments.values.notes import read_verifying_key
from tests import factories as make
from tests.management.refusing import NOON, Printed, vkey


def verified(path: Path, *keys: str) -> tuple[int, str]:
    """What the standalone verifier answers."""
    program = Path(__file__).parents[2] / "docs" / "verify.py"
    command = [sys.executable, "-I", str(program), str(path), *(part for key in keys for part in ("--key", key))]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.mark.django_db
def test_two_witnesses_follow_the_record_and_anybody_can_check_it(
    told: Printed, log: str, witness: Callable[..., str], tmp_path: Path
) -> None:
    """One side walks the database; the other one is sent proofs and sends its note back."""
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    proof, back = tmp_path / "proof.jsonl", tmp_path / "back.note"
    for _day in range(2):
        make.MilestoneFactory(commitment=commitment, at=datetime.fromisoformat(NOON))
        told("checkpoint")
        witness("aa")
        told("export_proof", "--output", proof)
        back.write_text(witness("bb", "--proof", proof))
        told("checkpoint", "--add", back, "--witness", vkey(tmp_path, "bb"))
    assert Countersignature.objects.count() == 4
    told("export_proof", "AB-2025-001", "--output", proof)
    status, said = verified(proof, log, vkey(tmp_path, "aa"), vkey(tmp_path, "bb"))
    assert (status, said.partition(" stood so in edition ")[0]) == (0, "VALID: commitment AB-2025-001")
    assert "countersigned by witness.example/aa at 2026-01-07T12:00:00Z" in said
    assert verified(proof, log)[0] == 1
    everybody = [*operator_keys(), *(read_verifying_key(vkey(tmp_path, side)) for side in ("aa", "bb"))]
    assert list(check_stored(everybody)) == []
    assert check_against(told("checkpoint", "--chain", "public"), everybody) == []


@pytest.mark.django_db
def test_what_cannot_be_exported_leaves_no_file_and_no_other_one_changed(told: Printed, tmp_path: Path) -> None:
    for _ in range(3):
        make.SectorFactory(slug=f"roads-{_}")
    proof = tmp_path / "proof.jsonl"
    with pytest.raises(CommandError, match="run checkpoint first"):
        told("export_proof", "--output", proof)
    told("checkpoint")
    told("export_proof", "--output", proof)
    before = proof.read_bytes()
    models.QuerySet(Edition).filter(number=3).update(key="another")
    with pytest.raises(CommandError, match=r"Edition 3: .*Run verify"):
        told("export_proof", "--output", proof)
    for arguments, words in (
        (("X-1",), "There is no commitment X-1"),
        (("--edition", 1), "give the record's reference too"),
        (("X-1", "--after", 1), "--after is for the whole chain"),
        (("--after", -1), "there is no such number"),
        (("X-1", "--edition", 0), "there is no such number"),
        (("--chain", "full"), "say with --for SIDE which side will read it"),
        (("X-1", "--chain", "full", "--for", ""), "say with --for SIDE"),
    ):
        with pytest.raises(CommandError, match=words):
            told("export_proof", *arguments, "--output", tmp_path / "other.jsonl")
    with pytest.raises(CommandError, match="cannot be written"):
        told("export_proof", "--after", 1, "--output", tmp_path / "no" / "folder")
    assert proof.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["proof.jsonl"]


@pytest.mark.django_db
def test_a_proof_can_be_printed(settings: LazySettings, tmp_path: Path, capsysbinary: Any) -> None:
    settings.CHECKPOINT_KEY = tmp_path / "checkpoint-key"
    make.SectorFactory(name={"en": "Huế"})
    call_command("checkpoint")
    call_command("export_proof", output=str(tmp_path / "proof.jsonl"))
    capsysbinary.readouterr()
    call_command("export_proof", output="-")
    assert capsysbinary.readouterr().out == (tmp_path / "proof.jsonl").read_bytes()
