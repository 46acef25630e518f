"""The facts that can differ between two records of a commitment, one type for each thing that can be said."""

from dataclasses import dataclass

from commitments.values.texts import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that changed."""


@dataclass(frozen=True, slots=True)
class Registered(Fact):
    """The record begins."""

    title: Text


@dataclass(frozen=True, slots=True)
class Withdrawn(Fact):
    """The record is no longer shown."""


@dataclass(frozen=True, slots=True)
class Reformed(Fact):
    """It is written in another form and says the same."""


@dataclass(frozen=True, slots=True)
class Other(Fact):
    """Something that has no sentence of its own, by the names of the members that lead to it."""

    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reworded(Fact):
    """A text in one language; None where there was or is none. `what` says which: title, summary, organisation…"""

    what: str
    language: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changed(Fact):
    """A single value: kind, force, level, visibility, made_on, parent, status… None where there was or is none."""

    what: str
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True, slots=True)
class PartnershipChanged(Fact):
    """It belongs to another partnership."""

    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class SidesChanged(Fact):
    """The partnership has other sides, by their codes."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorChanged(Fact):
    """A sector was added or taken away."""

    name: Text
    added: bool = True


@dataclass(frozen=True, slots=True)
class OwnerChanged(Fact):
    """An organisation's part; None where it had or has none."""

    organisation: Text
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineSet(Fact):
    """A deadline from one date to another, as EDTF; None is no date. `days` is how much later its last day is."""

    before: str | None
    after: str | None
    phrase: str | None
    first: bool
    days: int | None
    reason: Text


@dataclass(frozen=True, slots=True)
class DeadlinePlaced(Fact):
    """The passage that a deadline rests on; None when it rests on none any more."""

    source: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Spoken(Fact):
    """A side's new word. `before` is its status until then; `late` is a word on a day before that of its newest."""

    side: str
    before: str | None
    status: str
    as_of: str
    corrects: int | None
    late: bool
    note: Text
    next_step: Text


@dataclass(frozen=True, slots=True)
class Recalled(Fact):
    """An older word of a side counts again."""

    side: str
    status: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Given(Fact):
    """What a side says beside its status: outlook, progress, awaiting."""

    what: str
    side: str
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a word rests on: on which commitment, in which word and as which piece of its evidence."""

    reference: str
    word: int
    piece: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Evidenced(Fact):
    """How many pieces of evidence a side's new word names, and which of them are files."""

    side: str
    number: int
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class MoreWords(Fact):
    """Words that were recorded in the same change and that the record does not show."""

    number: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, or a range, as decimal text in a unit."""

    value: str
    value_to: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class Measured(Fact):
    """What is promised of an indicator (`target`) or what it starts from (`baseline`)."""

    what: str
    indicator: str
    before: Amount | None
    after: Amount | None


@dataclass(frozen=True, slots=True)
class Seen(Fact):
    """The newest value seen of an indicator and its period; None where there was or is none."""

    indicator: str
    before: tuple[Amount, str] | None
    after: tuple[Amount, str] | None


@dataclass(frozen=True, slots=True)
class MilestoneChanged(Fact):
    """A step: added, removed, moved (from one EDTF to another), reached (on a day), unreached."""

    what: str
    title: Text
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class LinkChanged(Fact):
    """A link to another commitment was added or taken away."""

    relation: str
    to: str
    added: bool


@dataclass(frozen=True, slots=True)
class CitationChanged(Fact):
    """What a passage does to the commitment; None where it did or does nothing."""

    source: str
    paragraph: int | None
    before: str | None
    after: str | None
    gist: Text


@dataclass(frozen=True, slots=True)
class PassageMoved(Fact):
    """A cited passage has another place or fingerprint."""

    source: str
    paragraph: int | None
