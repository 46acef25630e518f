"""One commitment told in order: its words, its dates, its owners, what each side says, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Evidence,
    Milestone,
    Observation,
    Responsibility,
    Side,
    StatusUpdate,
    Target,
)
from commitments.models.vocabulary import Role
from commitments.provenance.passages import passage_stands
from commitments.records.commitments import lineage, newest_words, slip, verifiability
from commitments.records.observed import latest
from commitments.values.lateness import Lateness, lateness
from commitments.values.measures import share
from commitments.values.quotes import normalise
from commitments.values.standing import CLOSED

CITATIONS, OF_ROLE, REVISIONS, STEPS, PIECES = 40, 25, 20, 40, 20
"""How many citations are told, how many organisations of a role, deadlines, milestones, and pieces of evidence of a word.

There are seldom more; where there are, the page says how many and leads to the whole record.
"""


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
    """A side of the partnership, its newest word if it has spoken, how many days ago, and what the word rests on."""

    side: Side
    word: StatusUpdate | None
    days: int | None
    evidence: Sequence[Evidence] = ()
    more_evidence: int = 0


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
    """Everything that the page of a commitment tells of it, computed for a day.

    The first of its citations and steps are told, the newest of its deadlines, and the first organisations in each
    role; `more_` are how many are not.
    """

    row: Commitment
    lateness: Lateness
    days_left: int | None
    deadline: Deadline | None
    revisions: Sequence[Deadline]
    more_revisions: int
    slip: int | None
    owners: Sequence[tuple[str, list[Responsibility]]]
    more_owners: int
    lineage: Sequence[Quoted]
    more_citations: int
    milestones: Sequence[Milestone]
    more_milestones: int
    sides: Sequence[SideWord]
    words: Sequence[PastWord]
    gaps: Sequence[tuple[str, bool]]


def account(row: Commitment, *, on: date) -> Account:
    """Tell a row of `records.complete` as it stands on a day; no query."""
    deadlines: list[Deadline] = list(row.deadlines.all())
    revisions, more_revisions = _first(deadlines[::-1], REVISIONS)
    cited, more_citations = _first(lineage(row), CITATIONS)
    milestones, more_milestones = _first(row.milestones.all(), STEPS)
    answers, owners = verifiability(row), _owners(row)
    return Account(
        row=row,
        lateness=lateness(closed=row.status in CLOSED, earliest=row.due_earliest, latest=row.due_latest, on=on),
        days_left=(row.due_latest - on).days if row.due_latest else None,
        deadline=deadlines[-1] if deadlines else None,
        revisions=revisions,
        more_revisions=more_revisions,
        slip=slip(deadlines),
        owners=[(role, held[:OF_ROLE]) for role, held in owners],
        more_owners=sum(len(held[OF_ROLE:]) for _role, held in owners),
        lineage=_all_quoted(cited),
        more_citations=more_citations,
        milestones=milestones,
        more_milestones=more_milestones,
        sides=_sides(row, on),
        words=_words(row),
        gaps=[(gap, getattr(answers, gap)) for gap in ("owner", "deadline", "measure", "evidence")],
    )


def progress(target: Target) -> Progress:
    """How far a target's newest full observation has come; no query."""
    newest = latest(target.indicator)
    return Progress(target, newest, share(newest.value, target.value) if newest else None)


def _first(rows: Iterable[Any], most: int) -> tuple[list[Any], int]:
    """The first rows, and how many there are beyond them."""
    known = list(rows)
    return known[:most], len(known[most:])


def _owners(row: Commitment) -> list[tuple[str, list[Responsibility]]]:
    held: list[Any] = list(row.responsibilities.all())
    by_role = [(role, [each for each in held if each.role == role]) for role in Role.values]
    return [(role, found) for role, found in by_role if found]


def _sides(row: Commitment, on: date) -> list[SideWord]:
    newest = {word.side_id: word for word in newest_words(row)}
    sides = sorted(row.partnership.sides.all(), key=lambda side: str(side.code))
    return [_side_word(side, newest.get(side.pk), on) for side in sides]


def _side_word(side: Side, word: StatusUpdate | None, on: date) -> SideWord:
    if word is None:
        return SideWord(side, None, None)
    evidence, more = _first(word.evidence.all(), PIECES)
    return SideWord(side, word, (on - word.as_of).days, evidence, more)


def _words(row: Commitment) -> list[PastWord]:
    updates = list(row.updates.all())
    corrected = {each.corrects_id for each in updates}
    return [PastWord(each, each.pk in corrected) for each in reversed(updates)]


def _all_quoted(citations: Sequence[Citation]) -> list[Quoted]:
    sources = {each.passage.source.pk: each.passage.source for each in citations}
    texts = {pk: normalise(source.copy) if source.copy else "" for pk, source in sources.items()}
    return [_quoted(each, texts[each.passage.source.pk]) for each in citations]


def _quoted(citation: Citation, text: str) -> Quoted:
    passage = citation.passage
    if not (text and passage.located):
        return Quoted(citation, broken=False, before="", words="", after="")
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
