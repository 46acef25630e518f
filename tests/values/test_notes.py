"""Signed notes to the letter of C2SP, against published examples and against signatures computed by hand."""

import base64
import hashlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from commitments.values.notes import (
    BadSignature,
    Kind,
    MalformedKey,
    MalformedNote,
    Note,
    SigningKey,
    VerifyingKey,
    check_signature,
    check_signatures,
    cosigned,
    make_key,
    read_note,
    read_signing_key,
    read_verifying_key,
    sign,
)

# The example in the documentation of the reference implementation (golang.org/x/mod/sumdb/note).
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SIGNS = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n"
PETERS_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETERS_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example of c2sp.org/signed-note.
FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
FOOS_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The checkpoint with a cosignature that c2sp.org/tlog-cosignature shows; its keys are not published.
SOFA = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""
POEM = """Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
"""

LOG = SigningKey("log.example/public", Kind.LOG, bytes(32))
WITNESS = SigningKey("witness.example/aa", Kind.WITNESS, b"\x01" * 32)
TEXT = "log.example/public\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def by_both() -> Note:
    note = sign(TEXT, LOG)
    return note.with_signature(cosigned(note, WITNESS, at=1679315147))


def test_the_published_key_signs_the_published_note_byte_for_byte() -> None:
    key = read_signing_key(PETER_SIGNS)
    assert str(key.verifying) == PETER
    assert key.written() == PETER_SIGNS
    assert str(sign(PETERS_TEXT, key)) == f"{PETERS_TEXT}\n{PETERS_LINE}"


@pytest.mark.parametrize(
    ("key", "written"), [(PETER, f"{PETERS_TEXT}\n{PETERS_LINE}"), (FOO, FOOS_NOTE)], ids=["reference", "c2sp"]
)
def test_a_published_note_verifies(key: str, written: str) -> None:
    check_signatures(read_note(written), [read_verifying_key(key)])
    with pytest.raises(BadSignature, match="does not hold"):
        check_signatures(
            read_note(written.replace("problem", "answer").replace("message", "massage")), [read_verifying_key(key)]
        )


@pytest.mark.parametrize("written", [SOFA, POEM])
def test_published_notes_are_read_and_written_back_as_they_are(written: str) -> None:
    assert str(read_note(written)) == written


def test_a_published_cosignature_tells_its_time() -> None:
    log, witness = read_note(SOFA).signatures
    assert (log.name, len(log.content)) == ("example.com/behind-the-sofa", 64)
    assert (witness.name, len(witness.content), witness.at) == ("witness.example.com/w1", 72, 1679315147)


def test_what_is_signed_here_can_be_checked_with_nothing_but_the_two_libraries() -> None:
    log, witness = by_both().signatures
    public = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert log.id == hashlib.sha256(b"log.example/public\n\x01" + public).digest()[:4]
    Ed25519PublicKey.from_public_bytes(public).verify(log.content, TEXT.encode())
    own = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32).public_key().public_bytes_raw()
    assert witness.id == hashlib.sha256(b"witness.example/aa\n\x04" + own).digest()[:4]
    assert witness.content[:8] == (1679315147).to_bytes(8, "big")
    message = b"cosignature/v1\ntime 1679315147\n" + TEXT.encode()
    Ed25519PublicKey.from_public_bytes(own).verify(witness.content[8:], message)


def test_a_signature_is_the_same_for_ever() -> None:
    assert hashlib.sha256(str(by_both()).encode()).hexdigest() == (
        "8fa8f7df5cac2dac0009c40c677f02adbd3d8afa594a81b19951be11840fa284"
    )


def test_both_signatures_hold_and_either_missing_is_found_out() -> None:
    note, keys = by_both(), [LOG.verifying, WITNESS.verifying]
    check_signatures(note, keys)
    with pytest.raises(BadSignature, match=r"signed by witness\.example/aa \([0-9a-f]{8}\), whose key was not given"):
        check_signatures(note, keys[:1])
    with pytest.raises(BadSignature, match=r"key of witness\.example/aa .* was given, but there is no signature by it"):
        check_signatures(Note(note.text, note.signatures[:1]), keys)


def test_a_key_of_the_same_name_is_another_key() -> None:
    other = SigningKey(LOG.name, Kind.LOG, b"\x02" * 32)
    with pytest.raises(BadSignature, match="whose key was not given"):
        check_signatures(sign(TEXT, other), [LOG.verifying])


def test_a_cosignature_holds_for_its_time_alone() -> None:
    note = by_both()
    early = note.signatures[1].content
    later = type(note.signatures[1])(WITNESS.name, WITNESS.verifying.id, (1679315148).to_bytes(8, "big") + early[8:])
    with pytest.raises(BadSignature, match="does not hold"):
        check_signature(note.text, later, WITNESS.verifying)


@pytest.mark.parametrize("cut", [0, 3, 8, 71])
def test_a_signature_of_the_wrong_length_does_not_hold(cut: int) -> None:
    signature = by_both().signatures[1]
    short = type(signature)(signature.name, signature.id, signature.content[:cut])
    with pytest.raises(BadSignature, match="does not hold"):
        check_signature(TEXT, short, WITNESS.verifying)


MALFORMED: dict[str, tuple[Any, str]] = {
    "no final newline": (lambda note: note[:-1], "was cut"),
    "no blank line": (lambda note: note.replace("\n\n", "\n"), "was cut"),
    "no text": (lambda note: note[note.index("\n\n") :], "was cut"),
    "nothing": (lambda _note: "", "was cut"),
    "no signatures": (lambda note: note[: note.index("\n\n") + 2], "was cut"),
    "a carriage return": (lambda note: note.replace("7\n", "7\r\n"), r"Line 2: .*U\+000D"),
    "a zero byte": (lambda note: note.replace("7", "\x00"), r"Line 2: .*U\+0000"),
    "half a letter": (lambda note: note.replace("7", "\ud800"), r"Line 2: .*U\+D800"),
    "a hyphen for the dash": (lambda note: note.replace("— l", "- l"), "Line 5 is no signature line"),
    "two spaces": (lambda note: note.replace("— l", "—  l"), "Line 5 is no signature line"),
    "a space at the end": (lambda note: note[:-1] + " \n", "Line 6: .*not base64"),
    "no padding": (lambda note: note.replace("==\n", "\n"), "Line 6: .*not base64"),
    "stray bits": (lambda note: note.replace("g==\n", "h==\n"), "Line 6: .*stray bits"),
    "the same twice": (lambda note: note + note.splitlines(keepends=True)[-1], "Line 7: .*is there twice"),
    "too long": (lambda note: "x" * 100_000 + note, "longer than any note"),
    "a short signature": (lambda note: note + "— a AAAA\n", "Line 7: .*cut short"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_note_that_is_not_to_the_letter_is_refused_with_the_line(name: str) -> None:
    spoil, words = MALFORMED[name]
    spoilt = spoil(str(by_both()))
    assert spoilt != str(by_both())
    with pytest.raises(MalformedNote, match=words):
        read_note(spoilt)


@given(st.text(st.sampled_from("ab—+ =\n\t\x00é\u2028A"), max_size=40))
def test_whatever_is_read_is_written_back_the_same(text: str) -> None:
    for written in (text, f"{text}\n{PETERS_LINE}", f"{PETERS_TEXT}\n{text}\n{PETERS_LINE}"):
        try:
            note = read_note(written)
        except MalformedNote:
            continue
        assert str(note) == written


def test_a_text_that_no_note_can_carry_is_not_signed() -> None:
    for text in ("no newline", "a\tb\n", "\n"):
        with pytest.raises(MalformedNote):
            sign(text, LOG)


def test_a_new_key_is_read_back_from_its_text() -> None:
    key = make_key("witness.example/aa", Kind.WITNESS)
    assert read_signing_key(key.written()) == key
    assert read_verifying_key(str(key.verifying)) == key.verifying
    assert make_key("witness.example/aa", Kind.WITNESS) != key


@pytest.mark.parametrize("key", [PETER, PETER_SIGNS.strip()])
def test_a_key_with_any_letter_changed_or_cut_is_refused(key: str) -> None:
    read = read_verifying_key if key == PETER else read_signing_key
    read(key)
    for place in range(len(key)):
        for spoilt in (key[:place] + chr(ord(key[place]) ^ 1) + key[place + 1 :], key[:place], key[place + 1 :]):
            with pytest.raises(MalformedKey):
                read(spoilt)


def test_a_key_of_another_sort_is_refused() -> None:
    raw = b"\x02" + bytes(32)
    identity = hashlib.sha256(b"a\n" + raw).digest()[:4].hex()
    with pytest.raises(MalformedKey, match="of another sort"):
        read_verifying_key(f"a+{identity}+{base64.b64encode(raw).decode()}")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb", "a\u200bb", "a" * 201])
def test_a_name_that_no_signature_line_can_carry_is_refused(name: str) -> None:
    with pytest.raises(MalformedKey, match="no name for a key"):
        make_key(name, Kind.LOG)


def test_neither_an_error_nor_a_printed_key_shows_the_secret() -> None:
    key = make_key("log.example", Kind.LOG)
    secret = key.written().rstrip().split("+", 4)[4]  # Base64 has the sign that stands between the parts as well
    assert len(secret) == 44
    with pytest.raises(MalformedKey) as refusal:
        read_signing_key(key.written().replace("log.example", "log.sample"))
    assert secret not in f"{refusal.value!r} {key!r} {key}"


def test_the_same_key_under_another_name_has_another_id() -> None:
    other = LOG.called("log.example/full")
    assert other.verifying.public == LOG.verifying.public
    assert other.verifying.id != LOG.verifying.id
    assert isinstance(other.verifying, VerifyingKey)


def test_one_key_under_two_names_is_not_two_signers() -> None:
    own = SigningKey("witness.example/log", Kind.WITNESS, LOG.seed)
    note = sign(TEXT, LOG)
    signed = note.with_signature(cosigned(note, own, at=1679315147))
    with pytest.raises(
        BadSignature, match=r"Two of the keys are one and the same key: that of log\.example/public and"
    ):
        check_signatures(signed, [LOG.verifying, own.verifying])
    check_signature(signed.text, signed.signatures[1], own.verifying)
