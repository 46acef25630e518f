"""The operator signs where the chains stand, and takes countersignatures that were made elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError
from django.db import models

from commitments.management.keys import operator_keys
from commitments.models import Checkpoint, Edition
from commitments.provenance.checkpoints import check_stored
from commitments.values.notes import read_note
from tests import factories as make
from tests.api import scenes
from tests.management.refusing import NOON, Printed, unsigned, vkey


@pytest.mark.django_db
def test_the_operators_key_is_made_once_and_for_its_owner_only(told: Printed, settings: LazySettings) -> None:
    keys = told("checkpoint", "--key-only")
    assert [line.partition("+")[0] for line in keys.splitlines()] == ["record.example/public", "record.example/full"]
    assert told("checkpoint", "--key-only") == keys
    assert Path(settings.CHECKPOINT_KEY).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in Path(settings.CHECKPOINT_KEY).parent.iterdir()] == ["checkpoint-key"]


@pytest.mark.django_db
def test_a_key_that_is_gone_is_not_replaced_unseen(told: Printed, settings: LazySettings) -> None:
    make.SectorFactory()
    told("checkpoint")
    Path(settings.CHECKPOINT_KEY).unlink()
    make.SectorFactory()
    with pytest.raises(CommandError, match=r"There are checkpoints, but no key in .*: put it back"):
        told("checkpoint")
    told("checkpoint", "--key-only")
    told("checkpoint")
    assert [each.place for each in check_stored(operator_keys())] == [
        "checkpoint 1 of the public chain",
        "checkpoint 1 of the full chain",
    ]
    assert [each.number for each in Checkpoint.objects.of("public")] == [1, 2]


@pytest.mark.django_db
def test_checkpoint_prints_the_notes_and_again_the_same_when_nothing_is_new(told: Printed) -> None:
    scenes.internal()
    both = told("checkpoint")
    assert told("checkpoint") == both
    assert Checkpoint.objects.count() == 2
    public, full = told("checkpoint", "--chain", "public"), told("checkpoint", "--chain", "full")
    assert both == f"{public}\n{full}"
    assert [read_note(note).text.splitlines()[0] for note in (public, full)] == [
        "record.example/public",
        "record.example/full",
    ]
    assert public.splitlines()[3] == NOON


@pytest.mark.django_db
def test_there_is_nothing_to_sign_in_an_empty_record(told: Printed) -> None:
    with pytest.raises(CommandError, match="There is no edition to sign yet"):
        told("checkpoint")


@pytest.mark.django_db
def test_a_chain_that_does_not_hold_is_not_signed(told: Printed) -> None:
    for _ in range(3):
        make.SectorFactory()
    models.QuerySet(Edition).filter(number=2).update(key="another")
    with pytest.raises(CommandError, match=r"The public chain does not hold after edition 0\. Edition 2: "):
        told("checkpoint")
    assert not Checkpoint.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_note_that_is_not_as_it_should_be_is_not_added(
    told: Printed, witness: Callable[..., str], log: str, tmp_path: Path
) -> None:
    told("checkpoint")
    proof, back = tmp_path / "proof.jsonl", tmp_path / "back.note"
    told("export_proof", "--output", proof)
    honest = witness("bb", "--proof", proof)
    own = vkey(tmp_path, "bb")
    lines = honest.splitlines(keepends=True)
    cases = [
        (honest, vkey(tmp_path, "aa"), "whose key was not given"),
        ("".join(lines[:-1]), own, "there is no signature by it"),
        ("".join([*lines[:-2], lines[-1]]), own, "there is no signature by it"),
        (honest[:-1], own, "was cut"),
        (honest.replace("\n5\n", "\n4\n"), own, "has signed no such checkpoint at edition 4"),
        (honest.replace("12:00:00Z", "12:00:01Z"), own, "has signed no such checkpoint"),
        (honest.replace("record.example", "other.example"), own, "which is not this record"),
        (honest, log, "is the key of a log, not of a witness"),
    ]
    for note, key, words in cases:
        back.write_text(note)
        unsigned(lambda key=key: told("checkpoint", "--add", back, "--witness", key), words, tmp_path)
    with pytest.raises(CommandError, match="go together"):
        told("checkpoint", "--add", back)
    back.write_text(honest)
    printed = told("checkpoint", "--add", back, "--witness", own)
    assert printed == told("checkpoint", "--add", back, "--witness", own) == told("checkpoint", "--chain", "public")
    assert printed.splitlines()[-1] == lines[-1].rstrip()


def test_a_key_file_that_is_none_is_refused(told: Printed, settings: LazySettings, tmp_path: Path) -> None:
    path = Path(settings.CHECKPOINT_KEY)
    path.parent.mkdir()
    for content, words in ((b"", "cannot be used"), (b"\xff", "not text in UTF-8"), (b"x" * 2**21, "too large")):
        path.write_bytes(content)
        with pytest.raises(CommandError, match=words):
            told("checkpoint", "--key-only")
    path.unlink()
    told("witness_key", "witness.example/aa", path)
    with pytest.raises(CommandError, match="holds the key of a witness, not of a log"):
        told("checkpoint", "--key-only")
