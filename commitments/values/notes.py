"""Signed notes (C2SP signed-note) and witnesses' cosignatures on them (C2SP tlog-cosignature v1), with Ed25519."""

import base64
import binascii
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LONGEST: Final = 100_000
"""How many characters a note may have."""

LONGEST_NAME: Final = 200
"""How many characters a key's name may have: more than any address needs."""

SIGNED_BY: Final = "— "
PRIVATE: Final = "PRIVATE+KEY+"
ID, KEY, TIME, SIGNATURE = 4, 32, 8, 64
"""How many bytes a key's id, a key, a timestamp and an Ed25519 signature have."""


class MalformedNote(ValueError):  # noqa: N818 - named for what is wrong, as the room's other errors are
    """Text that is no signed note to the letter; the message says what is wrong and in which line."""


class MalformedKey(ValueError):  # noqa: N818 - the same
    """Text that is no key to the letter; the message says what is wrong."""


class BadSignature(ValueError):  # noqa: N818 - the same
    """A signature that does not hold, is missing, or is by nobody we know; the message says whose."""


class Kind(IntEnum):
    """What a key signs with: its signature type in C2SP signed-note."""

    LOG = 0x01
    WITNESS = 0x04


@dataclass(frozen=True)
class VerifyingKey:
    """A public key under the name of who signs with it. Its text is a C2SP vkey."""

    name: str
    kind: Kind
    public: bytes

    @cached_property
    def id(self) -> bytes:
        """The four bytes that signatures name the key by."""
        return hashlib.sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.public).digest()[:ID]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True)
class SigningKey:
    """A secret key under the name of who signs with it."""

    name: str
    kind: Kind
    seed: bytes

    def __repr__(self) -> str:  # a traceback or a log must not show the seed
        return f"<signing key of {self.name}>"

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        """The key as the library takes it."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def verifying(self) -> VerifyingKey:
        """The public half."""
        return VerifyingKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def called(self, name: str) -> "SigningKey":
        """The same key under another name."""
        return SigningKey(name, self.kind, self.seed)

    def written(self) -> str:
        """The key as the text of a file; it lets whoever has it sign."""
        return f"{PRIVATE}{self.name}+{self.verifying.id.hex()}+{encoded(bytes([self.kind]) + self.seed)}\n"


@dataclass(frozen=True)
class Signature:
    """One signature line of a note: who, by which key, and the bytes."""

    name: str
    id: bytes
    content: bytes

    def __str__(self) -> str:
        return f"{SIGNED_BY}{self.name} {encoded(self.id + self.content)}\n"

    @property
    def at(self) -> int:
        """When a witness says that it signed, in seconds since 1970; of no meaning for a log's signature."""
        return int.from_bytes(self.content[:TIME], "big")


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    def with_signature(self, signature: Signature) -> "Note":
        """The same note with one more signature."""
        return replace(self, signatures=(*self.signatures, signature))

    def signature_of(self, key: VerifyingKey) -> Signature | None:
        """What this key has signed with, unchecked."""
        return next((each for each in self.signatures if (each.name, each.id) == (key.name, key.id)), None)


def make_key(name: str, kind: Kind) -> SigningKey:
    """A new key; MalformedKey for a name that no signature line could carry."""
    _check_name(name)
    return SigningKey(name, kind, Ed25519PrivateKey.generate().private_bytes_raw())


def read_signing_key(text: str) -> SigningKey:
    """The key in the text of a file, as `written` wrote it; MalformedKey says what is wrong, never showing the key."""
    name, kind, key, said = _parts(text.strip().removeprefix(PRIVATE), "a signing key")
    signing = SigningKey(name, kind, key)
    if not text.startswith(PRIVATE) or signing.verifying.id != said:
        raise MalformedKey("This is no signing key, or it was changed: its parts do not belong together.")
    return signing


def read_verifying_key(text: str) -> VerifyingKey:
    """The key that a vkey states; MalformedKey says what is wrong."""
    name, kind, key, said = _parts(text, "a public key (vkey)")
    verifying = VerifyingKey(name, kind, key)
    if verifying.id != said:
        raise MalformedKey(f"The key of {name} was changed or cut: its id is {verifying.id.hex()}, not {said.hex()}.")
    return verifying


def read_note(written: str) -> Note:
    """The note in a text. Each note has one spelling only; MalformedNote for any other, with the line at fault."""
    if len(written) > LONGEST:
        raise MalformedNote(f"This is longer than any note: more than {LONGEST} characters.")
    _check_characters(written)
    text, blank, below = written.rpartition("\n\n")
    if not blank or not text or not below.endswith("\n"):
        raise MalformedNote("A note is a text, a blank line and signature lines, each ended by a newline: it was cut.")
    first = text.count("\n") + 3
    lines = enumerate(below.split("\n")[:-1], start=first)
    signatures = tuple(_signature(line, number) for number, line in lines)
    signers = [(each.name, each.id) for each in signatures]
    for place, signer in enumerate(signers):
        if signer in signers[:place]:
            raise MalformedNote(f"Line {first + place}: the signature of {signer[0]} is there twice.")
    return Note(f"{text}\n", signatures)


def sign(text: str, key: SigningKey) -> Note:
    """A note of this text, signed by a log; MalformedNote when no note could carry the text."""
    note = Note(text, (Signature(key.name, key.verifying.id, key.private.sign(text.encode())),))
    return read_note(str(note))


def cosigned(note: Note, key: SigningKey, *, at: int) -> Signature:
    """A witness's signature on a note at a moment, in seconds since 1970."""
    content = at.to_bytes(TIME, "big") + key.private.sign(_witnessed(note.text, at))
    return Signature(key.name, key.verifying.id, content)


def check_signature(text: str, signature: Signature, key: VerifyingKey) -> None:
    """Raise BadSignature unless this key signed this text."""
    length, skipped = (SIGNATURE, 0) if key.kind is Kind.LOG else (TIME + SIGNATURE, TIME)
    message = text.encode() if key.kind is Kind.LOG else _witnessed(text, signature.at)
    try:
        if len(signature.content) != length:
            raise InvalidSignature
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature.content[skipped:], message)
    except InvalidSignature:
        raise BadSignature(
            f"The signature of {key.name} does not hold: the note or the signature was changed, or it is another's."
        ) from None


def check_apart(keys: Collection[VerifyingKey]) -> None:
    """Raise BadSignature when one key is there under two names: whoever has it would sign for both."""
    names: dict[bytes, str] = {}
    for key in keys:
        if key.public in names:
            both = f"that of {names[key.public]} and that of {key.name}"
            raise BadSignature(f"Two of the keys are one and the same key: {both}. Ask both for their own.")
        names[key.public] = key.name


def check_signatures(note: Note, keys: list[VerifyingKey]) -> None:
    """Raise BadSignature unless every signature is by one of these keys and holds, and each of these keys signed.

    Stricter than C2SP asks, which passes over unknown signers: here nobody is to take a name for a signature, nor
    to miss that a signature which was expected has been cut off, nor to count one key as two signers.
    """
    check_apart(keys)
    known = {(key.name, key.id): key for key in keys}
    for signature in note.signatures:
        key = known.get((signature.name, signature.id))
        if key is None:
            raise BadSignature(f"It is signed by {signature.name} ({signature.id.hex()}), whose key was not given.")
        check_signature(note.text, signature, key)
    for key in keys:
        if note.signature_of(key) is None:
            raise BadSignature(f"The key of {key.name} ({key.id.hex()}) was given, but there is no signature by it.")


def encoded(content: bytes) -> str:
    """Standard base64 (RFC 4648, section 4)."""
    return base64.b64encode(content).decode()


def decoded(text: str) -> bytes:
    """The bytes that standard base64 stands for; ValueError for any spelling but the one that `encoded` gives."""
    try:
        content = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"it is not base64 ({error})") from error
    if encoded(content) != text:
        raise ValueError("it is base64 with stray bits or padding")
    return content


def _witnessed(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _parts(text: str, what: str) -> tuple[str, Kind, bytes, bytes]:
    name, plus, rest = text.partition("+")
    said, other, content = rest.partition("+")
    if not (plus and other and re.fullmatch("[0-9a-f]{8}", said)):
        raise MalformedKey(f"This is not {what}: it has the form name+8 hexadecimal digits+base64.")
    _check_name(name)
    try:
        raw = decoded(content)
    except ValueError as error:
        raise MalformedKey(f"The last part of the key of {name} cannot be read: {error}.") from error
    if len(raw) != 1 + KEY or raw[0] not in set(Kind):
        raise MalformedKey(f"The key of {name} is of another sort: only Ed25519 keys of logs and witnesses are known.")
    return name, Kind(raw[0]), raw[1:], bytes.fromhex(said)


def _check_name(name: str) -> None:
    if not is_name(name):
        raise MalformedKey(f"{name!r} is no name for a key: it has letters, digits, . / - and the like, no space or +.")


def is_name(name: str) -> bool:
    """Whether a key can have this name: C2SP forbids spaces and "+"; we also what cannot be seen, or is very long."""
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and not any(letter.isspace() or letter == "+" for letter in name)
    )


def _check_characters(written: str) -> None:
    for number, line in enumerate(written.split("\n"), start=1):
        for letter in line:
            if letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff":
                raise MalformedNote(f"Line {number}: there is a character that no note holds (U+{ord(letter):04X}).")


def _signature(line: str, number: int) -> Signature:
    name, space, content = line.removeprefix(SIGNED_BY).partition(" ")
    if not (line.startswith(SIGNED_BY) and space and is_name(name)):
        raise MalformedNote(f"Line {number} is no signature line: it has the form “— name base64”.")
    try:
        raw = decoded(content)
    except ValueError as error:
        raise MalformedNote(f"Line {number}: the signature of {name} cannot be read: {error}.") from error
    if len(raw) <= ID:
        raise MalformedNote(f"Line {number}: the signature of {name} is cut short.")
    return Signature(name, raw[:ID], raw[ID:])
