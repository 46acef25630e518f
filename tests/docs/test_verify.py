"""The standalone verifier: what it calls valid has not been changed by a byte, whoever changed it."""

import importlib.util
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings

from commitments.records.checkpoints import note_of
from commitments.values.digests import canonical
from commitments.values.notes import Kind, SigningKey, cosigned, sign
from tests import factories as make
from tests import signing
from tests.api import scenes

pytestmark = pytest.mark.django_db

PROGRAM: Path = settings.BASE_DIR / "docs" / "verify.py"
AA, BB = signing.WITNESSES
Lines = list[bytes]


def loaded() -> ModuleType:
    """The verifier, loaded from its file as no part of any package."""
    spec = importlib.util.spec_from_file_location("standalone_verifier", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


VERIFIER = loaded()


def given(chain: str = "public", *, witnesses: Any = (AA, BB)) -> list[str]:
    return [str(key) for key in signing.keys(chain, witnesses=witnesses)]


def answer(content: bytes, keys: list[str] | None = None) -> str:
    """What the verifier answers, by its function: "VALID", or why not. Any other exception is a failure."""
    try:
        read = [VERIFIER.read_key(text) for text in (given() if keys is None else keys)]
        return f"VALID: {VERIFIER.check(io.BytesIO(content), read)}"
    except (VERIFIER.NotValid, VERIFIER.Unreadable) as refusal:
        return str(refusal)


def ran(path: Path, keys: list[str]) -> tuple[int, str]:
    """What it answers as a program, in a Python that knows nothing of the tracker."""
    arguments = [part for key in keys for part in ("--key", key)]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", str(PROGRAM), str(path), *arguments],
        cwd=path.parent if path.parent.exists() else None,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def small() -> bytes:
    """A proof of one commitment in few bytes, countersigned by both sides."""
    commitment = make.CommitmentFactory(reference="AB-2025-001", title={"en": "A road", "fr": "Une route à Huế"})
    make.MilestoneFactory(commitment=commitment)
    make.SectorFactory()
    signing.signed(witnesses=signing.WITNESSES)
    return signing.proved(key="AB-2025-001")


@pytest.fixture
def whole() -> bytes:
    """The whole public chain of a small record."""
    make.CommitmentFactory(reference="AB-2025-001")
    make.SectorFactory()
    signing.signed(witnesses=signing.WITNESSES)
    return signing.proved()


def test_the_other_python_cannot_import_the_tracker(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-c", "import commitments"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)  # noqa: S603 - our own command
    assert b"ModuleNotFoundError" in done.stderr


def test_an_honest_proof_is_valid_and_says_what_it_proves(small: bytes, tmp_path: Path) -> None:
    path = tmp_path / "proof.jsonl"
    path.write_bytes(small)
    number = json.loads(small.splitlines()[1])["number"]
    status, said = ran(path, given())
    assert status == 0
    assert said == (
        f"VALID: commitment AB-2025-001 stood so in edition {number} of record.example/public, recorded at "
        f"2026-01-05T12:00:00Z; no later edition of it is covered. Covered by checkpoint {number + 1} of "
        "record.example/public of 2026-01-06T12:00:00Z, signed by record.example/public, countersigned by "
        "witness.example/aa at 2026-01-06T12:01:00Z, countersigned by witness.example/bb at 2026-01-06T12:01:00Z.\n"
    )


@pytest.mark.parametrize("chain", ["public", "full"])
def test_the_whole_chain_of_a_rich_record_is_valid_for_every_reader(chain: str) -> None:
    scenes.rich()
    scenes.internal()
    scenes.withdrawn()
    checkpoint = signing.signed(chain)
    for side in ("", "AA"):
        said = answer(signing.proved(chain, side=side), given(chain, witnesses=()))
        assert said.startswith(f"VALID: editions 1 to {checkpoint.number} of record.example/{chain} stood so; ")


def test_a_withdrawn_record_is_proved_without_its_content() -> None:
    scenes.withdrawn()
    signing.signed()
    said = answer(signing.proved(key="AB-2025-700"), given(witnesses=()))
    assert said.startswith("VALID: commitment AB-2025-700 was withdrawn in edition ")


def test_later_editions_of_the_record_are_named() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    first = signing.signed().number
    make.MilestoneFactory(commitment=commitment)
    signing.signed(witnesses=signing.WITNESSES)
    said = answer(signing.proved(key="AB-2025-001", edition=first))
    assert f"; it has later editions: {first + 1}." in said


def flipped(content: bytes, place: int, bits: int) -> bytes:
    return content[:place] + bytes([content[place] ^ bits]) + content[place + 1 :]


def test_every_single_byte_counts(small: bytes) -> None:
    assert answer(small).startswith("VALID")
    for place in range(len(small)):
        for bits in (0x01, 0x20):
            assert not answer(flipped(small, place, bits)).startswith("VALID"), (place, bits)


def test_every_single_byte_of_a_proof_of_the_full_chain_counts() -> None:
    make.CommitmentFactory(reference="AB-2025-001", visibility="internal", by=make.analyst("AA"))
    make.SectorFactory(slug="roads")
    signing.signed("full", witnesses=(AA,))
    small = signing.proved("full", noun="sector", key="roads", side="AA")
    keys = given("full", witnesses=(AA,))
    assert answer(small, keys).startswith("VALID")
    assert [place for place in range(len(small)) if answer(flipped(small, place, 0x01), keys).startswith("VALID")] == []


def test_a_verifier_that_did_not_look_at_digests_would_miss_a_flipped_byte(
    whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the two tests before: there are bytes that nothing but the digests protects."""
    place = whole.index(b"Promise AB-2025-001")
    assert "its record is not the one that was recorded" in answer(flipped(whole, place, 0x20))
    monkeypatch.setattr(VERIFIER, "require_digest", lambda *_: None)
    assert answer(flipped(whole, place, 0x20)).startswith("VALID")


def test_a_sample_of_flipped_bytes_as_a_program(small: bytes, tmp_path: Path) -> None:
    path = tmp_path / "proof.jsonl"
    for place in range(0, len(small), len(small) // 12):
        path.write_bytes(flipped(small, place, 0x01))
        status, said = ran(path, given())
        assert status in {1, 2}
        assert said.startswith(("NOT VALID: ", "CANNOT BE CHECKED: "))
        assert said.count("\n") == 1


def rewritten(line: bytes, **values: Any) -> bytes:
    return canonical(json.loads(line) | values) + b"\n"


def renamed(line: bytes) -> bytes:
    """The record of an edition with another title, and its digests computed anew by somebody who knows how."""
    value = json.loads(line)
    value["record"]["title"] = {"en": "A lie"}
    value["record_digest"] = VERIFIER.sha256(value["record"])
    stated = {name: value[name] for name in VERIFIER.STATED} | {"record": value["record_digest"]}
    value["digest"] = VERIFIER.sha256({**stated, "previous": value["previous"]})
    return canonical(value) + b"\n"


SPOILT: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "nothing": (lambda _lines: [], "the file is empty"),
    "the header alone": (lambda lines: lines[:1], "there is no checkpoint as the last line"),
    "no header": (lambda lines: lines[1:], "line 1: this is no header"),
    "no checkpoint": (lambda lines: lines[:-1], "there is no checkpoint as the last line"),
    "no edition": (lambda lines: [lines[0], lines[-1]], "there is no edition before it"),
    "the first edition left out": (lambda lines: [lines[0], *lines[2:]], r"line 2 \(edition 2\): after edition 0"),
    "an edition left out": (lambda lines: lines[:2] + lines[3:], r"line 3 \(edition 3\): after edition 1 there must"),
    "the last edition left out": (lambda lines: lines[:-2] + lines[-1:], "it ends at edition"),
    "two editions swapped": (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], r"line 2 \(edition 2\)"),
    "an edition twice": (lambda lines: lines[:2] + lines[1:], r"line 3 \(edition 1\)"),
    "the checkpoint twice": (lambda lines: [*lines, lines[-1]], "the checkpoint has to be the last line"),
    "a line after": (lambda lines: [*lines, lines[1]], "the checkpoint has to be the last line"),
    "an empty line after": (lambda lines: [*lines, b"\n"], "no canonical JSON"),
    "cut in a line": (lambda lines: [*lines[:-1], lines[-1][:-9]], "does not end with a newline"),
    "cut by its newline": (lambda lines: [*lines[:-1], lines[-1][:-1]], "does not end with a newline"),
    "a byte order mark": (lambda lines: [b"\xef\xbb\xbf" + lines[0], *lines[1:]], "line 1: this is no canonical JSON"),
    "DOS line ends": (lambda lines: [line.replace(b"\n", b"\r\n") for line in lines], "line 1: "),
    "spaces": (lambda lines: [lines[0].replace(b",", b", ", 1), *lines[1:]], "line 1: .*canonical spelling"),
    "a fraction": (lambda lines: [lines[0].replace(b'"after":0', b'"after":0.0'), *lines[1:]], "line 1: .*0.0"),
    "minus nothing": (lambda lines: [lines[0].replace(b'"after":0', b'"after":-0'), *lines[1:]], "line 1: "),
    "a huge number": (
        lambda lines: [lines[0].replace(b":0", b":" + b"9" * 5000), *lines[1:]],
        "number that is too large",
    ),
    "a member twice": (lambda lines: [lines[0].replace(b"{", b'{"after":0,', 1), *lines[1:]], "canonical spelling"),
    "half a letter": (lambda lines: [b'{"a":"\\ud800"}\n', *lines[1:]], "line 1: "),
    "deeply nested": (lambda lines: [b"[" * 10**6 + b"\n", *lines[1:]], "line 1: it is nested too deeply"),
    "not a number": (lambda lines: [b'{"a":NaN}\n', *lines[1:]], "holds NaN"),
    "a list": (lambda lines: [b"[]\n", *lines[1:]], "line 1: this is no JSON object"),
    "another format": (lambda lines: [rewritten(lines[0], format="x"), *lines[1:]], "line 1: this is no header"),
    "another chain": (lambda lines: [rewritten(lines[0], chain="full"), *lines[1:]], "line 1: the origin is not that"),
    "another origin": (
        lambda lines: [rewritten(lines[0], origin="x/public"), *lines[1:]],
        "it is of record.example/pub",
    ),
    "an unknown chain": (lambda lines: [rewritten(lines[0], chain="x"), *lines[1:]], "there is no chain 'x'"),
    "another name": (lambda lines: [rewritten(lines[0], noun="sector", key="x"), *lines[1:]], "this is not sector x"),
    "half a name": (lambda lines: [rewritten(lines[0], noun="sector"), *lines[1:]], "which record this proves"),
    "another start": (lambda lines: [rewritten(lines[0], after=1), *lines[1:]], "after edition 1 there must come 2"),
    "another beginning": (
        lambda lines: [rewritten(lines[0], previous="sha256:" + "1" * 64), *lines[1:]],
        "a chain begins with a digest of zeros",
    ),
    "another record": (lambda lines: [*lines[:2], rewritten(lines[2], record={}), *lines[3:]], "not the one that was"),
    "a lie that was chained": (
        lambda lines: [*lines[:-2], renamed(lines[-2]), lines[-1]],
        "its digest is not that of edition",
    ),
    "a lie in the middle": (
        lambda lines: [*lines[:-3], renamed(lines[-3]), *lines[-2:]],
        "it does not name the digest of the edition before it",
    ),
    "one member more": (lambda lines: [*lines[:2], rewritten(lines[2], more=1), *lines[3:]], "this is no edition"),
    "no moment": (lambda lines: [*lines[:2], rewritten(lines[2], recorded_at=None), *lines[3:]], "is no moment"),
    "a note that is none": (lambda lines: [*lines[:-1], b'{"checkpoint":"x"}\n'], "the note is cut"),
    "a note of no text": (lambda lines: [*lines[:-1], b'{"checkpoint":null}\n'], "this is no checkpoint"),
    "a countersignature cut off": (
        lambda lines: [
            *lines[:-1],
            rewritten(lines[-1], checkpoint=json.loads(lines[-1])["checkpoint"].rpartition("— ")[0]),
        ],
        "the key of witness.example/bb was given, but there is no signature by it",
    ),
    "a countersignature twice": (
        lambda lines: [
            *lines[:-1],
            rewritten(
                lines[-1],
                checkpoint=(note := json.loads(lines[-1])["checkpoint"]) + note.splitlines(keepends=True)[-1],
            ),
        ],
        "the signature of witness.example/bb is there twice",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_proof_is_not_valid_and_it_is_said_where(name: str, whole: bytes) -> None:
    spoil, words = SPOILT[name]
    lines = whole.splitlines(keepends=True)
    assert answer(b"".join(lines)).startswith("VALID")
    said = answer(b"".join(spoil(lines)))
    assert not said.startswith("VALID")
    assert re.search(words, said), said


def test_a_signer_whose_key_was_not_given_is_named_and_not_believed(small: bytes) -> None:
    assert answer(small, given(witnesses=(AA,))).endswith("signed by witness.example/bb, whose key was not given")
    assert answer(small, [str(AA.verifying), str(BB.verifying)]).endswith(
        "the key of record.example/public was not given"
    )
    forger = SigningKey("record.example/public", Kind.LOG, b"\x09" * 32)
    assert answer(small, [str(forger.verifying)]).endswith("whose key was not given")


def test_a_log_forged_with_another_key_of_the_same_name_is_not_valid(whole: bytes) -> None:
    forger = SigningKey("record.example/public", Kind.LOG, b"\x09" * 32)
    text = json.loads(whole.splitlines()[-1])["checkpoint"].partition("\n\n")[0] + "\n"
    forged = whole[: whole.rindex(b"{")] + canonical({"checkpoint": str(sign(text, forger))}) + b"\n"
    assert answer(forged, given(witnesses=())).endswith("whose key was not given")


def test_the_checkpoint_of_the_other_chain_or_another_moment_does_not_do(whole: bytes) -> None:
    body = whole[: whole.rindex(b"{")]
    full = body + canonical({"checkpoint": signing.signed("full").note}) + b"\n"
    assert "it is of record.example/full" in answer(full, given(witnesses=()))
    early = signing.signed().note.replace("2026-01-06", "2026-01-04").partition("\n\n")[0] + "\n"
    note = str(sign(early, signing.operator()))
    assert "it is older than its chain" in answer(body + canonical({"checkpoint": note}) + b"\n", given(witnesses=()))


def test_a_countersignature_from_before_the_checkpoint_does_not_do(whole: bytes) -> None:
    checkpoint = signing.signed()
    note = sign(note_of(checkpoint).text, signing.operator())
    for at, words in ((1, "signed before it was made"), (2**63, "signed before it was made")):
        cosigned_note = note.with_signature(cosigned(note, AA, at=at))
        content = whole[: whole.rindex(b"{")] + canonical({"checkpoint": str(cosigned_note)}) + b"\n"
        assert words in answer(content, given(witnesses=(AA,)))


def test_what_is_no_file_or_no_proof_cannot_be_checked_and_that_is_said(tmp_path: Path, small: bytes) -> None:
    files = {
        "empty": b"",
        "not-text": b"\x80\x81\n",
        "picture": b"\x89PNG\r\n\x1a\n" * 9,
        "huge": b"x" * (VERIFIER.LONGEST + 2),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    for path in [*(tmp_path / name for name in files), tmp_path, tmp_path / "nowhere"]:
        status, said = ran(path, given())
        assert (status, said.startswith("CANNOT BE CHECKED: "), said.count("\n")) == (2, True, 1), path
    (tmp_path / "proof").write_bytes(small)
    for key in ("", "x", "record.example/public+00000000+AAAA", given()[0][:-1], given()[0].replace("A", "B", 1)):
        status, said = ran(tmp_path / "proof", [key])
        assert (status, said.startswith("CANNOT BE CHECKED: the key ")) == (2, True), key


def test_what_a_file_says_never_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    path = tmp_path / "proof"
    path.write_bytes(b'{"a":"\x1b[2JVALID: all is well"}\n')
    status, said = ran(path, given())
    assert (status, "\x1b" in said) == (1, False)
    path.write_bytes(
        canonical({**dict.fromkeys(VERIFIER.HEADER), "format": VERIFIER.FORMAT, "chain": "\x9b2J\nVALID: "}) + b"\n"
    )
    status, said = ran(path, given())
    assert (status, said.count("\n"), said.startswith("NOT VALID: line 1: there is no chain")) == (1, 1, True)


def test_a_key_that_counts_twice_is_refused(tmp_path: Path) -> None:
    make.SectorFactory()
    own = SigningKey("witness.example/aa", Kind.WITNESS, signing.OPERATOR.seed)
    signing.signed(witnesses=[own])
    path = signing.kept(tmp_path / "proof.jsonl")
    assert ran(path, given(witnesses=[own])) == (2, "CANNOT BE CHECKED: two of the keys are one and the same key.\n")
