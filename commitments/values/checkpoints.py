"""What a checkpoint says: where a chain stood at a moment, as the text of a note (C2SP tlog-checkpoint).

The third line holds the newest digest of a hash chain, no root of a Merkle tree: it is checked by walking the chain.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from commitments.values.chains import Place
from commitments.values.digests import PREFIX
from commitments.values.notes import decoded, encoded, is_name

DIGEST: Final = re.compile(f"{PREFIX}[0-9a-f]{{64}}")
MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
LARGEST: Final = 2**63 - 1


class MalformedCheckpoint(ValueError):  # noqa: N818 - named for what is wrong, as the room's other errors are
    """Text that is no checkpoint of ours to the letter; the message names the line."""


@dataclass(frozen=True, slots=True)
class Statement:
    """That a chain ended, at a moment, with the edition of this number and digest."""

    origin: str
    number: int
    digest: str
    at: datetime

    @property
    def place(self) -> Place:
        """Where in the chain it stands."""
        return Place(self.number, self.digest)

    @property
    def chain(self) -> str:
        """Which chain it is of: the last part of its origin, whatever that says."""
        return self.origin.rpartition("/")[2]

    @property
    def text(self) -> str:
        """The text of the note: origin, number, digest in base64, and as an extension line the moment, to the second."""
        content = encoded(bytes.fromhex(self.digest.removeprefix(PREFIX)))
        return f"{self.origin}\n{self.number}\n{content}\n{to_the_second(self.at).strftime(MOMENT)}\n"


def to_the_second(at: datetime) -> datetime:
    """A moment without its fraction, in UTC: as precise as a checkpoint tells it."""
    return at.astimezone(UTC).replace(microsecond=0)


def read_statement(text: str) -> Statement:
    """What the text of a note states; MalformedCheckpoint for any other spelling than the one it is written in."""
    lines = text.split("\n")
    if len(lines) != 5 or lines[-1]:
        raise MalformedCheckpoint("A checkpoint has four lines: origin, number, digest and moment.")
    origin, number, digest, moment = lines[:4]
    if not is_name(origin):
        raise MalformedCheckpoint(f"Line 1 is no origin: {origin!r}.")
    if not re.fullmatch("[1-9][0-9]{0,18}", number) or int(number) > LARGEST:
        raise MalformedCheckpoint(f"Line 2 is no number of an edition: {number!r}.")
    return Statement(origin, int(number), _digest(digest), _moment(moment))


def _digest(line: str) -> str:
    try:
        content = decoded(line)
    except ValueError as error:
        raise MalformedCheckpoint(f"Line 3 is no digest: {error}.") from error
    if len(content) != 32:
        raise MalformedCheckpoint(f"Line 3 is no digest: it holds {len(content)} bytes instead of 32.")
    return PREFIX + content.hex()


def _moment(line: str) -> datetime:
    try:
        moment = datetime.strptime(line, MOMENT).replace(tzinfo=UTC)
        if moment.strftime(MOMENT) != line:  # strptime also takes 2026-1-2
            raise ValueError
    except ValueError:
        raise MalformedCheckpoint(f"Line 4 is no moment in UTC such as 2026-02-06T03:14:00Z: {line!r}.") from None
    return moment
