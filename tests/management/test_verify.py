"""The command that verifies against checkpoints which somebody kept: what it says, and what it refuses to rely on."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from commitments.models import Checkpoint
from commitments.values.checkpoints import Statement
from commitments.values.digests import GENESIS
from commitments.values.notes import Kind, SigningKey, read_note, sign
from tests import factories as make
from tests.management.refusing import Printed, vkey
from tests.signing import AT
from tests.soak import superuser as su

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seen")]

WELL = "5 editions follow one another, and every record is as its newest one says.\n{}\n"
OTHER = SigningKey("record.example/public", Kind.LOG, b"\x07" * 32)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """The checkpoint over three of five editions as the witness of AA keeps it."""
    return tmp_path / "aa.last"


def faults(*arguments: object) -> list[str]:
    """The lines that the command prints before it fails for them; each is whole and names its place."""
    said = StringIO()
    with pytest.raises(CommandError, match=r"^\d+ fault\(s\) in \d editions: see the lines above\.$") as refusal:
        call_command("verify", *map(str, arguments), stdout=said)
    lines = said.getvalue().splitlines()
    assert str(refusal.value).startswith(f"{len(lines)} fault(s)")
    return lines


def refusal(*arguments: object) -> str:
    """What the command says when it does not even begin."""
    said = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("verify", *map(str, arguments), stdout=said)
    assert said.getvalue() == ""
    return str(refused.value)


def test_a_checkpoint_that_a_witness_kept_holds(told: Printed, note: Path, log: str, tmp_path: Path) -> None:
    known = ("--checkpoint", note, "--key", log, "--key", vkey(tmp_path, "aa"))
    public = "The public chain is covered up to edition 3 of 5 by the checkpoint given"
    assert told("verify", *known) == WELL.format(f"{public}; nothing given covers the full chain.")
    full = tmp_path / "full.note"
    full.write_text(told("checkpoint", "--chain", "full"))
    key = told("checkpoint", "--key-only", "--chain", "full").strip()
    covered = "the full chain is covered up to edition 5 of 5 by the checkpoint given."
    assert told("verify", "--checkpoint", full, "--key", key) == WELL.format(
        f"Nothing given covers the public chain; {covered}"
    )
    newest = tmp_path / "public.note"
    newest.write_text(told("checkpoint", "--chain", "public"))
    both = ("--checkpoint", full, "--key", key, "--checkpoint", newest, "--key", log)
    assert told("verify", *both) == WELL.format(f"{public.replace('3 of 5', '5 of 5')}; {covered}")


def test_without_one_the_stored_checkpoints_are_compared(told: Printed, settings: LazySettings) -> None:
    assert told("verify") == WELL.format(
        "The public chain is covered up to edition 3 of 5 by the checkpoint stored here; the full chain is covered up to "
        "edition 3 of 5 by the checkpoint stored here. A checkpoint that a witness keeps proves more."
    )
    keys = told("checkpoint", "--key-only").split()
    Path(settings.CHECKPOINT_KEY).unlink()
    assert "There are checkpoints, but no key in" in refusal()
    assert "give the operator's public key for each chain with --key: here record.example/full." in refusal(
        "--key", keys[0]
    )
    assert told("verify", "--key", keys[0], "--key", keys[1]).startswith("5 editions follow one another")


def test_the_stored_checkpoints_are_compared_besides_those_given(
    told: Printed, note: Path, log: str, tmp_path: Path
) -> None:
    told("checkpoint", "--chain", "full")
    su.force(Checkpoint.objects.filter(chain="full", number=5), note="Nothing")
    known = ("--checkpoint", note, "--key", log, "--key", vkey(tmp_path, "aa"))
    (said,) = faults(*known)
    assert said.startswith("checkpoint 5 of the full chain: it was changed in the database. ")


def test_a_checkpoint_by_an_unknown_key_is_not_relied_on(note: Path, log: str, tmp_path: Path) -> None:
    known = ("--checkpoint", note, "--key", vkey(tmp_path, "aa"))
    identity = log.split("+")[1]
    said, stored = faults(*known, "--key", OTHER.verifying)
    signer = f"record.example/public ({identity})"
    assert said == f"checkpoint: it cannot be relied on. It is signed by {signer}, whose key was not given."
    assert stored == f"checkpoint 3 of the public chain: it is signed with a key that was not given: {signer}."
    assert faults(*known) == [
        "checkpoint: it cannot be relied on. The operator's key for record.example/public was not given."
    ]
    (said,) = faults("--checkpoint", note, "--key", log)
    assert "It is signed by witness.example/aa" in said
    assert "give each with --key" in refusal("--checkpoint", note)


def test_a_key_that_cannot_be_read_is_refused(note: Path, log: str) -> None:
    changed = log.replace(log.split("+")[1], "00000000")
    assert "was changed or cut" in refusal("--checkpoint", note, "--key", changed)
    assert "This is not a public key (vkey)" in refusal("--checkpoint", note, "--key", "record.example")


def test_a_note_that_was_cut_anywhere_is_never_relied_on(note: Path, log: str, tmp_path: Path) -> None:
    whole = note.read_text()
    for length in range(0, len(whole), 29):
        note.write_text(whole[:length])
        (said,) = faults("--checkpoint", note, "--key", log, "--key", vkey(tmp_path, "aa"))
        assert said.startswith("checkpoint: it cannot be relied on. ")


def test_a_note_that_was_edited_anywhere_is_never_relied_on(note: Path, log: str, tmp_path: Path) -> None:
    whole = note.read_bytes()
    for place in range(0, len(whole), 29):
        note.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        known = ("--checkpoint", note, "--key", log, "--key", vkey(tmp_path, "aa"))
        try:
            note.read_text()
        except UnicodeDecodeError:
            assert "is not text in UTF-8" in refusal(*known)
        else:
            (said,) = faults(*known)
            assert said.startswith("checkpoint: it cannot be relied on. ")


def test_a_file_that_cannot_be_read_is_refused(log: str, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert refusal("--checkpoint", missing, "--key", log) == f"{missing} cannot be read (No such file or directory)."
    assert refusal("--checkpoint", tmp_path, "--key", log) == f"{tmp_path} cannot be read (Is a directory)."
    (tmp_path / "bytes").write_bytes(b"\xff")
    assert "is not text in UTF-8 (byte 1)" in refusal("--checkpoint", tmp_path / "bytes", "--key", log)
    (tmp_path / "long").write_bytes(b"a" * 2**21)
    assert "is too large" in refusal("--checkpoint", tmp_path / "long", "--key", log)


def test_a_checkpoint_of_a_newer_state_shows_that_a_backup_was_restored(
    told: Printed, witness: Callable[..., str], note: Path, log: str, tmp_path: Path
) -> None:
    older = su.backup()
    for _ in range(2):
        make.SectorFactory()
    told("checkpoint")
    witness("aa")
    su.restore(older)
    (said,) = faults("--checkpoint", note, "--key", log, "--key", vkey(tmp_path, "aa"))
    assert said == (
        "checkpoint 7 of the public chain: the chain does not run through it as it was signed at 2026-01-07 12:00:00 "
        "UTC: there is no edition 7 any more: editions were cut off, or an older copy was restored."
    )


def test_a_checkpoint_of_another_origin_is_not_relied_on(note: Path, log: str, tmp_path: Path) -> None:
    elsewhere = OTHER.called("elsewhere.example/public")
    for origin, words in (
        ("elsewhere.example/public", "The operator's key for elsewhere.example/public was not given."),
        ("elsewhere.example/log", "names neither the public chain nor the full one."),
    ):
        note.write_text(str(sign(Statement(origin, 3, GENESIS, AT).text, OTHER.called(origin))))
        (said,) = faults("--checkpoint", note, "--key", log)
        assert words in said
    note.write_text(str(sign(Statement("record.example/public", 3, GENESIS, AT).text, elsewhere)))
    (said,) = faults("--checkpoint", note, "--key", log, "--key", elsewhere.verifying)
    assert "whose key was not given" in said


def test_every_checkpoint_given_is_compared(told: Printed, note: Path, log: str, tmp_path: Path) -> None:
    lie = tmp_path / "lie.note"
    own = SigningKey("record.example/public", Kind.LOG, b"\x09" * 32)
    lie.write_text(str(sign(Statement("record.example/public", 3, GENESIS, AT).text, own)))
    assert len(faults("--checkpoint", note, "--checkpoint", lie, "--key", log, "--key", vkey(tmp_path, "aa"))) == 1
    said, stored = faults("--checkpoint", lie, "--key", own.verifying)
    assert said.endswith("the record was written again.")
    assert "it is signed with a key that was not given" in stored
    assert read_note(note.read_text()).text != read_note(lie.read_text()).text
    assert told("verify").startswith("5 editions follow one another")
