#!/usr/bin/env python3
"""Check offline, without the tracker, that an exported proof holds: what the record said, by whom it was signed.

    python verify.py PROOF --key VKEY [--key VKEY ...]

PROOF is a file that `manage.py export_proof` wrote. Each VKEY is a public key that you were given by hand: that of the
operator for this chain, and those of the witnesses whose countersignature you insist on. Needs Python 3.11 and the
package `cryptography`, nothing else.

How a proof is made. Each line is one JSON object in its only spelling (RFC 8785). The first says what the file is,
each further one is an edition, the last one is a checkpoint. An edition's digest is the SHA-256 of what it states
together with the digest of the edition before it, so nothing between two digests can be changed, left out or put in.
The checkpoint is a note (C2SP signed-note) that names the number and digest of the newest edition, signed with
Ed25519 by the operator and countersigned by the witnesses (C2SP tlog-cosignature v1).

Answers "VALID: ..." (exit status 0), "NOT VALID: ..." with the line (1), or why it cannot be checked at all (2).
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.stdout.write("CANNOT BE CHECKED: this needs the Python package cryptography (pip install cryptography).\n")
    sys.exit(2)

FORMAT = "commitment-record-proof/1"
LONGEST = 16 * 1024 * 1024  # bytes of a line
LARGEST = 2**53 - 1  # the largest whole number that canonical JSON carries exactly
GENESIS = "sha256:" + "0" * 64  # what the first edition names as the digest before it
LOG, WITNESS = 1, 4  # signature types of C2SP signed-note: Ed25519, and Ed25519 with a timestamp
SKEW = 300  # seconds by which two honest clocks may differ
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
LATEST = 253402300799  # the last second of the year 9999

HEADER = {"format", "chain", "origin", "noun", "key", "after", "previous"}
STATED = {"number", "noun", "key", "event", "recorded_at", "organisation", "side", "reason"}
EDITION = {
    "public": STATED | {"record_digest", "previous", "digest", "record"},
    "full": {"number", "recorded_at", "statement", "previous", "digest", "record"},
}


class NotValid(Exception):  # noqa: N818 - it is the answer
    """The proof does not hold; the message says where and why."""


class Unreadable(Exception):  # noqa: N818 - it is the answer
    """There is nothing here that could be checked."""


class Key(NamedTuple):
    """A public key: whose, for signatures of which type, its four-byte id, its 32 bytes."""

    name: str
    kind: int
    id: bytes
    public: bytes


@dataclass
class Walk:
    """How far the chain has been walked, and what was met."""

    header: dict[str, Any]
    number: int
    digest: str
    moment: datetime | None = None
    first: dict[str, Any] = field(default_factory=dict)
    records: int = 0
    later: list[int] = field(default_factory=list)


def canonical(value: Any) -> str:
    """JSON as RFC 8785 spells it, for values without fractions: sorted by UTF-16 code units, no spaces."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def whole(text: str) -> int:
    """A whole number that canonical JSON can carry."""
    if len(text) > 17 or abs(int(text)) > LARGEST:
        raise ValueError("it holds a number that is too large")
    return int(text)


def refuse(text: str) -> Any:
    """Refuse fractions, NaN and the like: the record writes them as strings."""
    raise ValueError(f"it holds {text}, which is no whole number")


def parse(number: int, raw: bytes) -> dict[str, Any]:
    """The object on a line. NotValid unless writing it again gives the same bytes."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"line {number} is not text in UTF-8 (byte {error.start + 1})") from None
    if not text.endswith("\n"):
        raise NotValid(f"line {number}: it does not end with a newline: the file was cut or changed")
    try:
        value = json.loads(text, parse_int=whole, parse_float=refuse, parse_constant=refuse)
        if isinstance(value, dict) and canonical(value) + "\n" == text:
            return value
    except RecursionError:
        raise NotValid(f"line {number}: it is nested too deeply") from None
    except ValueError as error:
        raise NotValid(f"line {number}: this is no canonical JSON: {error}") from None
    raise NotValid(f"line {number}: this is no JSON object in its canonical spelling (RFC 8785)")


def lines(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of the file, one at a time, with their line numbers."""
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise Unreadable(f"line {number} is longer than {LONGEST} bytes: this is no proof")
        yield number, parse(number, raw)
    if number == 0:
        raise Unreadable("the file is empty")


def require(holds: bool, words: str) -> None:  # noqa: FBT001 - it reads as a sentence: require(that, otherwise)
    """Raise NotValid unless it holds."""
    if not holds:
        raise NotValid(words)


def sha256(value: Any) -> str:
    """The digest of a value's canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical(value).encode()).hexdigest()


def require_digest(computed: str, said: Any, words: str) -> None:
    """Raise NotValid unless what was computed here is what the file says."""
    require(computed == said, f"{words}: it comes to {computed}, not to {said}")


def is_digest(value: Any) -> bool:
    """Whether a value is spelt as a digest."""
    return isinstance(value, str) and re.fullmatch("sha256:[0-9a-f]{64}", value) is not None


def read_moment(text: Any, where: str) -> datetime:
    """A moment in UTC, in its only spelling: a fraction of six digits, and only when there is one."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", text, re.ASCII) or ".000000" in text:
            raise ValueError
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise NotValid(f"{where}: {text!r} is no moment in UTC") from None


def begin(value: dict[str, Any]) -> Walk:
    """Where the walk begins, by the header."""
    require(set(value) == HEADER and value["format"] == FORMAT, f"line 1: this is no header of a proof ({FORMAT})")
    chain, origin, after, previous = value["chain"], value["origin"], value["after"], value["previous"]
    require(chain in ("public", "full"), f"line 1: there is no chain {chain!r}")
    require(isinstance(origin, str) and origin.endswith(f"/{chain}"), "line 1: the origin is not that of the chain")
    require(type(after) is int and after >= 0 and is_digest(previous), "line 1: it does not say after which edition")
    require(after > 0 or previous == GENESIS, "line 1: a chain begins with a digest of zeros")
    names = (value["noun"], value["key"])
    named = all(isinstance(each, str) for each in names)
    require(named or names == (None, None), "line 1: it does not say which record this proves")
    return Walk(value, after, previous)


def step(walk: Walk, line: int, value: dict[str, Any]) -> None:
    """Check one edition against the one before it and go on to it."""
    number: Any = value.get("number")
    where = f"line {line} (edition {number})"
    require(
        set(value) == EDITION[walk.header["chain"]], f"{where}: this is no edition of a {walk.header['chain']} chain"
    )
    require(type(number) is int, f"{where}: it has no number")
    require(number == walk.number + 1, f"{where}: after edition {walk.number} there must come {walk.number + 1}")
    require(value["previous"] == walk.digest, f"{where}: it does not name the digest of the edition before it")
    moment = read_moment(value["recorded_at"], where)
    require(walk.moment is None or moment >= walk.moment, f"{where}: it was recorded before the edition before it")
    stated = check_statement(value, where) if walk.header["chain"] == "full" else check_public(value, where)
    first = not walk.first
    walk.number, walk.digest, walk.moment, walk.first = number, value["digest"], moment, walk.first or stated
    walk.records += value["record"] is not None
    check_proved(walk, value, stated, where, first=first)


def check_public(value: dict[str, Any], where: str) -> dict[str, Any]:
    """The digests of an edition of the public chain, which covers all that its line says."""
    stated = {name: value[name] for name in STATED}
    covered = {**stated, "record": value["record_digest"], "previous": value["previous"]}
    require_digest(sha256(covered), value["digest"], f"{where}: its digest does not cover what it states")
    check_record(value["record"], value["record_digest"], where)
    return {**stated, "record": value["record_digest"]}


def check_statement(value: dict[str, Any], where: str) -> dict[str, Any]:
    """The digests of an edition of the full chain; it covers a digest of the statement, which may be withheld."""
    statement: Any = value["statement"]
    covered = {name: value[name] for name in ("number", "recorded_at", "previous")}
    told = isinstance(statement, dict)
    require(told or is_digest(statement), f"{where}: it holds neither a statement nor the digest of one")
    covered["statement"] = sha256(statement) if told else statement
    require_digest(sha256(covered), value["digest"], f"{where}: its digest does not cover what it states")
    if not told:
        require(value["record"] is None, f"{where}: it holds a record, and withholds what it states of it")
        return {"withheld": True}
    for name in ("number", "recorded_at"):
        require(statement.get(name) == value[name], f"{where}: its statement has another {name}")
    check_record(value["record"], statement.get("record"), where)
    return dict(statement)


def check_record(record: Any, said: Any, where: str) -> None:
    """Whether a record is the one whose digest the chain covers; it may be left out."""
    if record is not None:
        require_digest(sha256(record), said, f"{where}: its record is not the one that was recorded")


def check_proved(walk: Walk, value: dict[str, Any], stated: dict[str, Any], where: str, *, first: bool) -> None:
    """In the proof of one record: the first edition is the record's own, and no other one shows a record."""
    named = (walk.header["noun"], walk.header["key"])
    if named == (None, None):
        return
    its_own = (stated.get("noun"), stated.get("key")) == named
    require(its_own or not first, f"{where}: this is not {named[0]} {named[1]}, which the file says it proves")
    require(first or value["record"] is None, f"{where}: a proof of one edition holds the record of another")
    if its_own and not first:
        walk.later.append(value["number"])


def decode(text: str) -> bytes:
    """Base64 in its only spelling."""
    content = base64.b64decode(text, validate=True)
    if base64.b64encode(content).decode() != text:
        raise ValueError("stray bits")
    return content


def is_name(name: str) -> bool:
    """Whether a key may be called so."""
    return bool(name) and name.isprintable() and not any(each.isspace() or each == "+" for each in name)


def read_key(text: str) -> Key:
    """The key in a C2SP vkey: name+id+base64."""
    try:
        name, said, content = text.split("+", 2)
        raw = decode(content)
    except ValueError:
        raise Unreadable(f"the key {text!r} is not of the form name+8 hexadecimal digits+base64") from None
    identity = hashlib.sha256(f"{name}\n".encode("utf-8", "replace") + raw).digest()[:4]
    if not is_name(name) or len(raw) != 33 or raw[0] not in (LOG, WITNESS) or identity.hex() != said:
        raise Unreadable(f"the key of {name} was changed or cut, or is of a sort unknown here")
    return Key(name, raw[0], identity, raw[1:])


def read_signature(line: str, where: str) -> tuple[str, bytes, bytes]:
    """Who signed, the key's id and the signature, from a line of the form "— name base64"."""
    parts = line.split(" ")
    require(len(parts) == 3 and parts[0] == "—" and is_name(parts[1]), f"{where}: {line!r} is no signature line")
    try:
        raw = decode(parts[2])
    except ValueError:
        raise NotValid(f"{where}: the signature of {parts[1]} is not in base64") from None
    require(len(raw) > 4, f"{where}: the signature of {parts[1]} is cut")
    return parts[1], raw[:4], raw[4:]


def verify(key: Key, text: str, signature: bytes, where: str) -> int | None:
    """Check a signature over the note's text; the moment that a witness states, in seconds since 1970."""
    at, message = None, text.encode()
    if key.kind == WITNESS:
        at, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        message = f"cosignature/v1\ntime {at}\n{text}".encode()
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature:
        raise NotValid(f"{where}: the signature of {key.name} does not hold") from None
    return at


def finish(walk: Walk, line: int, value: dict[str, Any], keys: list[Key]) -> str:
    """Check the checkpoint against the chain, and every signature; who signed it and when, in words."""
    where = f"line {line} (checkpoint)"
    note = value["checkpoint"]
    require(set(value) == {"checkpoint"} and isinstance(note, str), f"{where}: this is no checkpoint")
    require(walk.first != {}, f"{where}: there is no edition before it")
    text, blank, below = note.rpartition("\n\n")
    rows = text.split("\n")
    require(blank != "" and below.endswith("\n"), f"{where}: the note is cut: it is text, blank line, signatures")
    require(len(rows) == 4, f"{where}: a checkpoint has four lines: origin, number, digest, moment")
    origin, number, digest, moment = rows
    require(origin == walk.header["origin"], f"{where}: it is of {origin}, and the file of {walk.header['origin']}")
    require(number == str(walk.number), f"{where}: it ends at edition {number}, and the file at {walk.number}")
    expected = base64.b64encode(bytes.fromhex(walk.digest.removeprefix("sha256:"))).decode()
    require(digest == expected, f"{where}: its digest is not that of edition {number}")
    at = read_moment(moment, where)
    require(at.microsecond == 0, f"{where}: {moment!r} is not to the second")
    require(walk.moment is None or walk.moment.replace(microsecond=0) <= at, f"{where}: it is older than its chain")
    return f"checkpoint {number} of {origin} of {moment}, {signers(text, below, keys, origin, at, where)}"


def signers(text: str, below: str, keys: list[Key], origin: str, at: datetime, where: str) -> str:
    """Check every signature: each by a key that was given, each key given has signed, the operator's among them."""
    known = {(key.name, key.id): key for key in keys}
    require(any((key.kind, key.name) == (LOG, origin) for key in keys), f"{where}: the key of {origin} was not given")
    said: dict[Key, str] = {}
    for line in below.split("\n")[:-1]:
        name, identity, signature = read_signature(line, where)
        key = known.get((name, identity))
        if key is None:
            raise NotValid(f"{where}: signed by {name}, whose key was not given")
        require(key not in said, f"{where}: the signature of {name} is there twice")
        then = verify(key, f"{text}\n", signature, where)
        require(then is None or at.timestamp() - SKEW <= then <= LATEST, f"{where}: {name} signed before it was made")
        when = None if then is None else datetime.fromtimestamp(then, UTC).strftime(MOMENT)
        said[key] = f"countersigned by {name} at {when}" if when else f"signed by {name}"
    for key in known.values():
        require(key in said, f"{where}: the key of {key.name} was given, but there is no signature by it")
    return ", ".join(said.values())


def check(file: BinaryIO, keys: list[Key]) -> str:
    """What the file proves, in words; NotValid or Unreadable when it proves nothing. Holds one line at a time."""
    walk, covered = None, ""
    if len({key.public for key in keys}) < len(keys):
        raise Unreadable("two of the keys are one and the same key")
    for line, value in lines(file):
        require(not covered, f"line {line}: the checkpoint has to be the last line")
        if walk is None:
            walk = begin(value)
        elif "checkpoint" in value:
            covered = finish(walk, line, value, keys)
        else:
            step(walk, line, value)
    if walk is None or not covered:
        raise NotValid("the end: there is no checkpoint as the last line: the file was cut")
    return f"{proved(walk)} Covered by {covered}."


def proved(walk: Walk) -> str:
    """What has been proved of the editions, in words."""
    header, first = walk.header, walk.first
    start, origin = header["after"] + 1, header["origin"]
    if header["key"] is None:
        return f"editions {start} to {walk.number} of {origin} stood so; the file holds the records of {walk.records}."
    name = f"{header['noun']} {header['key']}"
    verb = "was withdrawn" if first.get("event") == "withdrawn" else "stood so"
    words = f"{name} {verb} in edition {start} of {origin}, recorded at {first['recorded_at']}"
    if not walk.records:
        words += f" (the record itself, {first.get('record')}, is not in this file)"
    if header["chain"] == "public":
        later = ", ".join(map(str, walk.later))
        words += f"; it has later editions: {later}" if later else "; no later edition of it is covered"
    return f"{words}."


def say(words: str, status: int) -> int:
    """Print one line, without anything that a terminal would act on; the exit status."""
    encoding = sys.stdout.encoding or "ascii"
    plain = "".join(each if each.isprintable() else "?" for each in words)
    sys.stdout.write(plain.encode(encoding, "replace").decode(encoding) + "\n")
    return status


def main(arguments: list[str]) -> int:
    """Check the file that the arguments name; the exit status."""
    parser = argparse.ArgumentParser(description="Check a proof of what the record said.")
    parser.add_argument("proof", help="the file to check")
    parser.add_argument("--key", action="append", required=True, metavar="VKEY", help="a key that must have signed")
    given = parser.parse_args(arguments)
    try:
        keys = [read_key(text) for text in given.key]
        with open(given.proof, "rb") as file:  # noqa: PTH123 - plain Python, for whoever reads it first
            return say(f"VALID: {check(file, keys)}", 0)
    except NotValid as answer:
        return say(f"NOT VALID: {answer}.", 1)
    except Unreadable as answer:
        return say(f"CANNOT BE CHECKED: {answer}.", 2)
    except (OSError, ValueError) as error:
        return say(f"CANNOT BE CHECKED: {given.proof} cannot be read ({getattr(error, 'strerror', None) or error}).", 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
