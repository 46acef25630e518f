"""A commitment as one row of a table, with the same columns for every commitment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from commitments.models.vocabulary import Role
from commitments.records.readings import Citation, Record, Target, Word, read, read_front
from commitments.values.comma_separated import Cell

BETWEEN = "; "
"""What stands between the several values of one cell."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Neighbouring columns, and how their cells are read from a record: together, because a table has many rows."""

    names: Sequence[str]
    read: Callable[[Record], Iterable[Cell]]


def header(languages: tuple[str, ...]) -> list[str]:
    """The names of the columns, in order, when texts are given in these languages: what is recorded, then DAILY."""
    return [*(name for columns in _columns(languages) for name in columns.names), *DAILY]


def row(served: bytes, languages: tuple[str, ...]) -> list[Cell]:
    """A commitment's cells under `header`, from the record that the API serves for a day, as JSON."""
    return [*recorded_cells(served, languages), *_daily(read_front(served))]


def recorded_cells(record: bytes, languages: tuple[str, ...]) -> list[Cell]:
    """The cells that say what is recorded, from a record as it is stored or served.

    What is unknown is None. Records are named by reference, slug or code, as the filters name them.
    """
    told = read(record)
    return list(chain.from_iterable(columns.read(told) for columns in _columns(languages)))


@cache
def _columns(languages: tuple[str, ...]) -> tuple[Columns, ...]:
    return (
        _members("reference"),
        _text("title", languages),
        _text("summary", languages),
        _members("kind", "force", "level"),
        Columns(["partnership", "sides"], _partnership),
        Columns(["sectors"], lambda record: (_several(each.slug for each in record.sectors),)),
        _members("parent"),
        Columns(ROLES, _owners),
        _members("made_on"),
        Columns([f"deadline{part}" for part in ("", *(f"_{name}" for name in DUE))], _deadline),
        _members("status", "standing", "progress"),
        Columns(["words"], lambda record: (_several(map(_word, record.assessments)),)),
        Columns(["targets", "citations"], _lists),
        Columns([f"has_{gap}" for gap in GAPS], lambda record: _gaps(record.verifiability)),
    )


# The day `as_of` stands there only when it was asked for: then the row is cut down to that day.
DAILY = ("lateness", "days_since_update", "stale", "as_of", "edition", "recorded_at")
"""What is not in the record itself: what depends on the day, and which edition it is."""
ROLES = tuple(Role.values)
GAPS = ("owner", "deadline", "measure", "evidence")
DUE = ("phrase", "basis", "earliest", "latest", "revisions", "slip_days")
_gaps = attrgetter(*GAPS)
_due = attrgetter("edtf", *DUE)
_daily = attrgetter(*DAILY)


def _members(*names: str) -> Columns:
    """Members as they are."""
    several: Any = attrgetter(*names)
    return Columns(names, several if len(names) > 1 else lambda record: (several(record),))


def _text(name: str, languages: tuple[str, ...]) -> Columns:
    """A text in each language, None where it lacks one."""
    text = attrgetter(name)
    return Columns([f"{name}_{language}" for language in languages], lambda record: map(text(record).get, languages))


def _partnership(record: Record) -> Iterable[Cell]:
    return record.partnership.slug, BETWEEN.join(record.partnership.sides)


def _deadline(record: Record) -> Iterable[Cell]:
    cells: Iterable[Cell] = _due(record.deadline)
    return cells


def _owners(record: Record) -> Iterable[Cell]:
    named: dict[str, list[str]] = {}
    for each in record.owners:
        named.setdefault(each.role, []).append(each.organisation.slug)
    return (_several(named.get(role, ())) for role in ROLES)


def _lists(record: Record) -> Iterable[Cell]:
    return _several(map(_target, record.targets)), _several(map(_citation, record.citations))


def _several(texts: Iterable[str]) -> str | None:
    return BETWEEN.join(texts) or None


def _word(word: Word) -> str:
    """A side's newest word: `AA in_progress 2026-02-05`."""
    return f"{word.side} {word.status} {word.as_of}"


def _target(target: Target) -> str:
    """What is promised of an indicator, and what was seen last: `trade 10–20 USD (2024: 5)`."""
    amount = "–".join(each for each in (target.value, target.value_to) if each is not None)
    seen = target.latest
    told = f"{target.indicator} {amount} {target.unit}"
    return f"{told} ({seen.period}: {seen.value})" if seen else told


def _citation(citation: Citation) -> str:
    """Where it is said: `a-text §3`, or the source alone where the paragraph is not known."""
    return citation.source if citation.paragraph is None else f"{citation.source} §{citation.paragraph}"
