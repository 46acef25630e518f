"""What a table reads of a commitment's record: all else in it is passed over unread, which takes most of the time."""

from datetime import date

from msgspec import Struct
from msgspec.json import Decoder


class Named(Struct):
    """A record that is named by its slug."""

    slug: str


class Partnership(Struct):
    """The partnership, and the codes of its sides."""

    slug: str
    sides: list[str]


class Owner(Struct):
    """An organisation's part in it."""

    role: str
    organisation: Named


class Deadline(Struct):
    """The deadline that counts."""

    edtf: str | None
    phrase: str | None
    basis: str
    earliest: date | None
    latest: date | None
    revisions: int
    slip_days: int | None


class Word(Struct):
    """A side's newest word."""

    side: str
    status: str
    as_of: str


class Seen(Struct):
    """The newest value of an indicator."""

    period: str
    value: str


class Target(Struct):
    """What is promised of an indicator."""

    indicator: str
    value: str
    value_to: str | None
    unit: str
    latest: Seen | None


class Citation(Struct):
    """Where it is said."""

    source: str
    paragraph: int | None


class Verifiability(Struct):
    """What it has, to be checked by."""

    owner: bool
    deadline: bool
    measure: bool
    evidence: bool


class Record(Struct):
    """A commitment's record as it is stored."""

    reference: str
    title: dict[str, str]
    summary: dict[str, str]
    kind: str
    force: str
    level: str
    partnership: Partnership
    sectors: list[Named]
    parent: str | None
    owners: list[Owner]
    made_on: str | None
    deadline: Deadline
    status: str
    standing: str
    progress: int | None
    assessments: list[Word]
    targets: list[Target]
    citations: list[Citation]
    verifiability: Verifiability


class Front(Struct):
    """What the API tells of a commitment in front of its record: its edition, and all that depends on the day."""

    lateness: str
    days_since_update: int | None
    stale: bool | None
    edition: int
    recorded_at: str
    as_of: date | None = None


read = Decoder(Record).decode
"""A record from its JSON, as it is stored or as it is served."""
read_front = Decoder(Front).decode
"""What stands in front of it, from the JSON that is served."""
