"""A witness signs one side of a fork at most, however it is asked, and neither what was back-dated nor another's proof."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError

from commitments.management.keys import operator_key
from commitments.models import Checkpoint, Countersignature, Edition, Head
from commitments.models.writing import writable
from commitments.records.checkpoints import note_of
from commitments.values.chains import BEGINNING, Place
from commitments.values.checkpoints import Statement
from commitments.values.digests import canonical, digest
from commitments.values.notes import Kind, SigningKey, cosigned, sign
from tests import factories as make
from tests.management.refusing import NOON, Printed, unsigned, vkey
from tests.signing import AT

LOG = SigningKey("record.example/public", Kind.LOG, bytes(32))
OWN = SigningKey("witness.example/aa", Kind.WITNESS, b"\x01" * 32)
PATIENCE = 60.0
"""Seconds after which a process that should have asked for its key, or ended, has failed."""


def fork(word: str, *, length: int = 3) -> bytes:
    """A proof of a whole chain whose editions after the first say this word, chained and signed by hand."""
    named = {"format": "commitment-record-proof/1", "chain": "public", "origin": LOG.name, "noun": None, "key": None}
    lines: list[Any] = [{**named, "after": 0, "previous": BEGINNING.digest}]
    before = BEGINNING
    for number in range(1, length + 1):
        stated = {"number": number, "noun": "sector", "key": word if number > 1 else "roads", "event": "changed"}
        covered = {**stated, "recorded_at": "2026-01-05T12:00:00Z", "organisation": "", "side": "", "reason": {}}
        record = "sha256:" + "1" * 64
        here = Place(number, digest(before.digest, {**covered, "record": record}))
        lines.append(
            {**covered, "record_digest": record, "previous": before.digest, "digest": here.digest, "record": None}
        )
        before = here
    note = sign(Statement(LOG.name, length, before.digest, AT).text, LOG)
    return b"".join(canonical(each) + b"\n" for each in (*lines, {"checkpoint": str(note)}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two proofs that contradict each other after the first edition, and for each a pipe that its key comes through."""
    for word in ("truth", "lie"):
        (tmp_path / word).write_bytes(fork(word))
        os.mkfifo(tmp_path / f"{word}.key")
    return tmp_path


def started(folder: Path, word: str, *more: str) -> subprocess.Popen[str]:
    """A countersign of its own process, over one side of the fork; both have one memory."""
    given = {"--key": f"{word}.key", "--last": "last", "--proof": word}
    paths = [part for option, name in given.items() for part in (option, str(folder / name))]
    command = [sys.executable, "manage.py", "countersign", "--log", str(LOG.verifying), *paths, *more]
    environment = os.environ | {"SECRET_KEY": "of the tests alone", "VAR": str(folder / "var")}
    return subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def waiting(pipe: Path, process: subprocess.Popen[str]) -> int | None:
    """The pipe's end to write to, once the process waits for its key; None when it has ended instead."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.01)
    return None


def raced(folder: Path, *more: str) -> Iterator[tuple[int, str, str]]:
    """How both ended: neither gets its key before the other one waits for its own too, or has given up."""
    processes = {word: started(folder, word, *more) for word in ("truth", "lie")}
    pipes = [waiting(folder / f"{word}.key", process) for word, process in processes.items()]
    for pipe in filter(None, pipes):
        os.write(pipe, OWN.written().encode())
        os.close(pipe)
    for process in processes.values():
        said, complaint = process.communicate(timeout=PATIENCE)
        yield process.returncode, said, complaint


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_of_two_at_once_with_one_memory_one_signs(folder: Path, *, first: bool) -> None:
    last = folder / "last"
    if not first:
        note = sign(Statement(LOG.name, 1, digest_of_first(), AT - timedelta(days=1)).text, LOG)
        last.write_text(str(note.with_signature(cosigned(note, OWN, at=int(AT.timestamp())))))
    loser, winner = sorted(raced(folder, *(["--first"] if first else [])), key=lambda ended: -ended[0])
    assert (loser[0], loser[1], winner[0], winner[2]) == (1, "", 0, "")
    said = f"Another countersign is running with the memory {last}: wait until it has ended."
    assert loser[2].strip().removeprefix("CommandError: ") == said
    assert last.read_text() == winner[1]


def digest_of_first() -> str:
    """The digest of the edition that both sides of the fork begin with."""
    (_header, edition, _checkpoint) = fork("either", length=1).splitlines()
    return edition.partition(b'"digest":"')[2].partition(b'"')[0].decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("seen")
def test_a_proof_of_another_log_is_refused_by_its_header(
    told: Printed, witness: Callable[..., str], tmp_path: Path
) -> None:
    told("checkpoint")
    proof = tmp_path / "proof.jsonl"
    told("export_proof", "--after", 3, "--output", proof)
    honest = proof.read_bytes()
    proof.write_bytes(honest.replace(b'"origin":"record.example', b'"origin":"other.example'))
    words = r"is a proof of other\.example/public, and the key given is that of record\.example/public"
    unsigned(lambda: witness("aa", "--proof", proof), words, tmp_path)
    proof.write_bytes(honest)
    witness("aa", "--proof", proof)


@pytest.fixture
def back_dated(told: Printed, log: str, tmp_path: Path, witness: Callable[..., str]) -> None:
    """A checkpoint that was countersigned, an edition dated years before it, and a checkpoint forged over both."""
    make.SectorFactory()
    told("checkpoint")
    witness("aa")
    long_ago = datetime.fromisoformat(NOON).replace(year=2019)
    Head.objects.update(recorded_at=long_ago)
    make.SectorFactory(at=long_ago)
    with pytest.raises(CommandError, match=r"Edition 2: it was recorded before the edition before it"):
        told("checkpoint")


@pytest.mark.django_db
@pytest.mark.usefixtures("back_dated")
def test_what_was_back_dated_is_refused_from_the_database_and_from_a_proof(
    told: Printed, witness: Callable[..., str], tmp_path: Path
) -> None:
    end = Edition.objects.get(number=2)
    statement = Statement("record.example/public", 2, end.public_digest or "", datetime.fromisoformat(NOON))
    forged = sign(statement.text, operator_key("public"))
    row = {"chain": "public", "number": 2, "digest": statement.digest, "recorded_at": statement.at}
    with writable():
        Checkpoint(**row, note=str(forged)).save()
    unsigned(lambda: witness("aa"), "Edition 2: it was recorded before the edition before it", tmp_path)
    proof = tmp_path / "proof.jsonl"
    told("export_proof", "--after", 1, "--output", proof)
    words = (
        "Edition 2: it says that it was recorded at 2019-01-07 12:00:00 UTC, more than an hour before the checkpoint"
    )
    unsigned(lambda: witness("aa", "--proof", proof), words, tmp_path)


@pytest.mark.django_db
def test_an_edition_minutes_older_than_the_checkpoint_before_it_is_countersigned(
    told: Printed, witness: Callable[..., str], tmp_path: Path
) -> None:
    make.SectorFactory()
    told("checkpoint")
    witness("aa")
    told("export_proof", "--output", tmp_path / "first.jsonl")
    witness("bb", "--proof", tmp_path / "first.jsonl")
    make.SectorFactory(at=datetime.fromisoformat(NOON) - timedelta(minutes=9))
    told("checkpoint")
    witness("aa")
    told("export_proof", "--after", 1, "--output", tmp_path / "proof.jsonl")
    assert "— witness.example/bb " in witness("bb", "--proof", tmp_path / "proof.jsonl")


@pytest.mark.django_db
def test_a_name_that_another_key_took_is_told_to_its_witness_and_to_the_operator(
    told: Printed, witness: Callable[..., str], log: str, tmp_path: Path
) -> None:
    make.SectorFactory()
    told("checkpoint")
    newest = Checkpoint.objects.of("public").get()
    squatter, stolen = SigningKey("witness.example/aa", Kind.WITNESS, b"\x07" * 32), tmp_path / "stolen.note"
    stolen.write_text(str(note_of(newest).with_signature(cosigned(note_of(newest), squatter, at=int(AT.timestamp())))))
    told("checkpoint", "--add", stolen, "--witness", squatter.verifying)
    taken = r"Under the name witness\.example/aa a countersignature by the key [0-9a-f]{8} is kept already"
    with pytest.raises(CommandError, match=f"It is signed, but not stored. {taken}"):
        witness("aa")
    honest = tmp_path / "aa.last"
    assert "— witness.example/aa " in honest.read_text()
    with pytest.raises(CommandError, match=f"Nothing was kept. {taken}"):
        told("checkpoint", "--add", honest, "--witness", vkey(tmp_path, "aa"))
    assert Countersignature.objects.count() == 1


@pytest.mark.django_db
def test_what_was_given_and_is_not_kept_is_never_passed_over(told: Printed, tmp_path: Path) -> None:
    make.SectorFactory()
    told("checkpoint")
    note, given = note_of(Checkpoint.objects.of("public").get()), tmp_path / "given.note"
    other = SigningKey("witness.example/bb", Kind.WITNESS, b"\x02" * 32)
    told_apart = [note.with_signature(cosigned(note, OWN, at=int(AT.timestamp()) + second)) for second in range(2)]
    given.write_text(str(told_apart[0]))
    told("checkpoint", "--add", given, "--witness", OWN.verifying)
    given.write_text(str(told_apart[1].with_signature(cosigned(note, other, at=int(AT.timestamp())))))
    both = ("--witness", other.verifying, "--witness", OWN.verifying)
    with pytest.raises(
        CommandError, match=r"Nothing was kept\. Another countersignature by witness.example/aa is kept"
    ):
        told("checkpoint", "--add", given, *both)
    assert Countersignature.objects.count() == 1
