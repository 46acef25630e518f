"""One commitment told in order: its words, its dates, its owners, what each side says, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from commitments.models import Citation, Commitment, Deadline, Observation, Responsibility, Side, StatusUpdate, Target
from commitments.models.vocabulary import Role
from commitments.provenance.passages import passage_stands
from commitments.records.commitments import lineage, newest_words, slip, verifiability
from commitments.records.observed import latest
from commitments.values.lateness import Lateness, lateness
from commitments.values.measures import share
from commitments.values.quotes import normalise
from commitments.values.standing import CLOSED


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation. `before`, `words` and `after` are its paragraph in the attached copy, when its passage stands there."""

    citation: Citation
    broken: bool
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class SideWord:
    """A side of the partnership, its newest word if it has spoken, and how many days ago."""

    side: Side
    word: StatusUpdate | None
    days: int | None


@dataclass(frozen=True, slots=True)
class PastWord:
    """A word in the history, and whether a later one corrected it."""

    word: StatusUpdate
    corrected: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """A target, the newest value that was really seen, and its share of the target (1 is all of it)."""

    target: Target
    latest: Observation | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that the page of a commitment tells of it, computed for a day."""

    row: Commitment
    lateness: Lateness
    days_left: int | None
    deadline: Deadline | None
    revisions: Sequence[Deadline]
    slip: int | None
    owners: Sequence[tuple[str, list[Responsibility]]]
    lineage: Sequence[Quoted]
    sides: Sequence[SideWord]
    words: Sequence[PastWord]
    gaps: Sequence[tuple[str, bool]]


def account(row: Commitment, *, on: date) -> Account:
    """Tell a row of `records.complete` as it stands on a day; no query."""
    deadlines: list[Deadline] = list(row.deadlines.all())
    answers = verifiability(row)
    return Account(
        row=row,
        lateness=lateness(closed=row.status in CLOSED, earliest=row.due_earliest, latest=row.due_latest, on=on),
        days_left=(row.due_latest - on).days if row.due_latest else None,
        deadline=deadlines[-1] if deadlines else None,
        revisions=deadlines[::-1],
        slip=slip(deadlines),
        owners=_owners(row),
        lineage=[_quoted(each) for each in lineage(row)],
        sides=_sides(row, on),
        words=_words(row),
        gaps=[(gap, getattr(answers, gap)) for gap in ("owner", "deadline", "measure", "evidence")],
    )


def progress(target: Target) -> Progress:
    """How far a target's newest full observation has come; no query."""
    newest = latest(target.indicator)
    return Progress(target, newest, share(newest.value, target.value) if newest else None)


def _owners(row: Commitment) -> list[tuple[str, list[Responsibility]]]:
    held: list[Any] = list(row.responsibilities.all())
    by_role = [(role, [each for each in held if each.role == role]) for role in Role.values]
    return [(role, found) for role, found in by_role if found]


def _sides(row: Commitment, on: date) -> list[SideWord]:
    newest = {word.side_id: word for word in newest_words(row)}
    sides = sorted(row.partnership.sides.all(), key=lambda side: str(side.code))
    return [_side_word(side, newest.get(side.pk), on) for side in sides]


def _side_word(side: Side, word: StatusUpdate | None, on: date) -> SideWord:
    return SideWord(side, word, (on - word.as_of).days if word else None)


def _words(row: Commitment) -> list[PastWord]:
    updates = list(row.updates.all())
    corrected = {each.corrects_id for each in updates}
    return [PastWord(each, each.pk in corrected) for each in reversed(updates)]


def _quoted(citation: Citation) -> Quoted:
    passage = citation.passage
    if not (passage.source.copy and passage.located):
        return Quoted(citation, broken=False, before="", words="", after="")
    text = normalise(passage.source.copy)
    if not passage_stands(passage, text):
        return Quoted(citation, broken=True, before="", words="", after="")
    start, end = passage.start, passage.end
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return Quoted(
        citation,
        broken=False,
        before=text[first:start],
        words=text[start:end],
        after=text[end : last if last >= 0 else len(text)],
    )
