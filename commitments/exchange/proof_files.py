"""Reads an exported proof as a witness does who has no database: the links of the chain, and the checkpoint."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from commitments.exchange.proofs import FORMAT
from commitments.models import Chain
from commitments.records.statements import statement_digest
from commitments.values.chains import Link, Place
from commitments.values.digests import canonical
from commitments.values.moments import moment
from commitments.values.notes import Note, read_note

T = TypeVar("T")

LONGEST: Final = 16 * 1024 * 1024
"""How many bytes a line may have."""

PUBLIC: Final = ("number", "noun", "key", "event", "recorded_at", "organisation", "side", "reason")
"""What the public digest covers besides the record's digest."""


class MalformedProof(ValueError):  # noqa: N818 - named for what is wrong, as the other refusals are
    """A file that is no proof to the letter; the message names the line."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof in a file: of which log, where it starts, and the note it ends with. Its links are read when asked for."""

    path: Path
    chain: str
    origin: str
    start: Place
    note: Note

    def links(self) -> Iterator[Link]:
        """The links, one line at a time; MalformedProof at the first line that is none."""
        for number, value in _values(self.path):
            if number > 1 and "checkpoint" not in value:
                yield _reading(number, _link, self.chain, value)


def open_proof(path: Path) -> Proof:
    """The proof in a file, read through once for its header and its last line; MalformedProof, OSError."""
    header: dict[str, Any] = {}
    last: tuple[int, dict[str, Any]] = (1, {})
    for last in _values(path):
        header = header or last[1]
    if header.get("format") != FORMAT or header.get("chain") not in Chain.values:
        raise MalformedProof(f"Line 1 is no header of a proof ({FORMAT}).")
    start = _reading(1, lambda: Place(_whole(header["after"]), _digest(header["previous"])))
    note = _reading(last[0], lambda: read_note(last[1]["checkpoint"]))
    return Proof(path, header["chain"], _reading(1, lambda: str(header["origin"])), start, note)


def _values(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines by number; none may come after the checkpoint."""
    number, ended = 0, False
    with path.open("rb") as file:
        while line := file.readline(LONGEST + 1):
            number += 1
            if ended:
                raise MalformedProof(f"Line {number} comes after the checkpoint, which is the last line of a proof.")
            value = _reading(number, _object, line)
            ended = "checkpoint" in value
            yield number, value


def _reading(number: int, read: Callable[..., T], *given: Any) -> T:
    try:
        return read(*given)
    except KeyError as error:
        raise MalformedProof(f"Line {number} is not as a proof has it: {error} is missing.") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise MalformedProof(f"Line {number} is not as a proof has it: {error}.") from error


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} bytes")
    if not line.endswith(b"\n"):
        raise ValueError("it was cut")
    value = json.loads(line)
    if not isinstance(value, dict) or canonical(value) + b"\n" != line:
        raise ValueError("it is no canonical JSON object")
    return value


def _link(chain: str, value: dict[str, Any]) -> Link:
    covered: dict[str, Any]
    if chain == Chain.PUBLIC:
        covered = {name: value[name] for name in PUBLIC} | {"record": value["record_digest"]}
    else:
        statement = value["statement"]
        stated = _digest(statement) if isinstance(statement, str) else statement_digest(statement)
        covered = {"number": value["number"], "recorded_at": value["recorded_at"], "statement": stated}
    number = _whole(value["number"])
    return Link(number, _moment(value["recorded_at"]), _digest(value["previous"]), _digest(value["digest"]), covered)


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no number of an edition")
    return value


def _digest(value: Any) -> str:
    if not (isinstance(value, str) and re.fullmatch("sha256:[0-9a-f]{64}", value)):
        raise ValueError(f"{value!r} is no digest")
    return value


def _moment(value: Any) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None or moment(at) != value:
        raise ValueError(f"{value!r} is no moment in UTC")
    return at
