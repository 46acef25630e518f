"""A commitment as one row of a table, with the same columns for every commitment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from commitments.models.vocabulary import Role

Cell = str | int | bool | date | None
Record = Mapping[str, Any]

BETWEEN = "; "
"""What stands between the several values of one cell."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Neighbouring columns, and how their cells are read from a record: together, because a table has many rows."""

    names: Sequence[str]
    read: Callable[[Record], Iterable[Cell]]


def header(languages: tuple[str, ...]) -> list[str]:
    """The names of the columns, in order, when texts are given in these languages."""
    return [name for columns in _columns(languages) for name in columns.names]


def row(record: Record, languages: tuple[str, ...]) -> list[Cell]:
    """A commitment's cells under `header`, from the record that the API serves for a day.

    What is unknown is None. Records are named by reference, slug or code, as the filters name them.
    """
    return list(chain.from_iterable(columns.read(record) for columns in _columns(languages)))


@cache
def _columns(languages: tuple[str, ...]) -> tuple[Columns, ...]:
    return (
        Columns(["reference"], lambda record: (record["reference"],)),
        _text("title", languages),
        _text("summary", languages),
        _members("kind", "force", "level"),
        Columns(["partnership", "sides"], _partnership),
        Columns(["sectors"], lambda record: (_several(each["slug"] for each in record["sectors"]),)),
        Columns(["parent"], lambda record: (record["parent"],)),
        Columns(ROLES, _owners),
        Columns(["made_on"], lambda record: (record["made_on"],)),
        Columns([f"deadline{part}" for part in ("", "_phrase", "_basis", *DAYS, *SLIPS)], _deadline),
        _members("lateness", "status", "standing", "progress"),
        Columns(["words"], lambda record: (_several(map(_word, record["assessments"])),)),
        _members("days_since_update", "stale"),
        Columns(["targets", "citations"], _lists),
        Columns([f"has_{gap}" for gap in GAPS], lambda record: _gaps(record["verifiability"])),
        # Filled only when it was asked for: then the row is cut down to that day.
        Columns(["as_of"], lambda record: (_day(record.get("as_of")),)),
        _members("edition", "recorded_at"),
    )


ROLES = tuple(Role.values)
GAPS = ("owner", "deadline", "measure", "evidence")
DAYS, SLIPS = ("_earliest", "_latest"), ("_revisions", "_slip_days")
_gaps = itemgetter(*GAPS)
_due = itemgetter("edtf", "phrase", "basis", "earliest", "latest", "revisions", "slip_days")


def _members(*names: str) -> Columns:
    """At least two members, as they are."""
    return Columns(names, itemgetter(*names))


def _text(name: str, languages: tuple[str, ...]) -> Columns:
    """A text in each language, None where it lacks one."""
    return Columns([f"{name}_{language}" for language in languages], lambda record: map(record[name].get, languages))


def _partnership(record: Record) -> Iterable[Cell]:
    partnership = record["partnership"]
    return partnership["slug"], BETWEEN.join(partnership["sides"])


def _deadline(record: Record) -> Iterable[Cell]:
    edtf, phrase, basis, earliest, latest, revisions, slip = _due(record["deadline"])
    return edtf, phrase, basis, _day(earliest), _day(latest), revisions, slip


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _owners(record: Record) -> Iterable[Cell]:
    named: dict[str, list[str]] = {}
    for each in record["owners"]:
        named.setdefault(each["role"], []).append(each["organisation"]["slug"])
    return (_several(named.get(role, ())) for role in ROLES)


def _lists(record: Record) -> Iterable[Cell]:
    return _several(map(_target, record["targets"])), _several(map(_citation, record["citations"]))


def _several(texts: Iterable[str]) -> str | None:
    return BETWEEN.join(texts) or None


def _word(word: Record) -> str:
    """A side's newest word: `AA in_progress 2026-02-05`."""
    return f"{word['side']} {word['status']} {word['as_of']}"


def _target(target: Record) -> str:
    """What is promised of an indicator, and what was seen last: `trade 10–20 USD (2024: 5)`."""
    amount = "–".join(each for each in (target["value"], target["value_to"]) if each is not None)
    seen = target["latest"]
    told = f"{target['indicator']} {amount} {target['unit']}"
    return f"{told} ({seen['period']}: {seen['value']})" if seen else told


def _citation(citation: Record) -> str:
    """Where it is said: `a-text §3`, or the source alone where the paragraph is not known."""
    paragraph = citation["paragraph"]
    return str(citation["source"]) if paragraph is None else f"{citation['source']} §{paragraph}"
