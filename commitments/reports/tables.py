"""A commitment as one row of a table, with the same columns for every commitment."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from commitments.models.vocabulary import Role

Cell = str | int | bool | date | None
Record = Mapping[str, Any]

BETWEEN = "; "
"""What stands between the several values of one cell."""


def header(languages: tuple[str, ...]) -> list[str]:
    """The names of the columns, in order, when texts are given in these languages."""
    return list(_columns(languages))


def row(record: Record, languages: tuple[str, ...]) -> list[Cell]:
    """A commitment's cells under `header`, from the record that the API serves for a day.

    What is unknown is None. Records are named by reference, slug or code, as the filters name them.
    """
    return [cell(record) for cell in _columns(languages).values()]


@cache
def _columns(languages: tuple[str, ...]) -> dict[str, Callable[[Record], Cell]]:
    return {
        "reference": _member("reference"),
        **{f"{name}_{language}": _member(name, language) for name in ("title", "summary") for language in languages},
        **{name: _member(name) for name in ("kind", "force", "level")},
        "partnership": _member("partnership", "slug"),
        "sides": lambda record: BETWEEN.join(record["partnership"]["sides"]),
        "sectors": lambda record: _several(each["slug"] for each in record["sectors"]),
        "parent": _member("parent"),
        **{role: _owners(role) for role in Role.values},
        "made_on": _member("made_on"),
        **DEADLINE,
        **{name: _member(name) for name in ("lateness", "status", "standing", "progress")},
        "words": lambda record: _several(map(_word, record["assessments"])),
        **{name: _member(name) for name in ("days_since_update", "stale")},
        "targets": lambda record: _several(map(_target, record["targets"])),
        "citations": lambda record: _several(map(_citation, record["citations"])),
        **{f"has_{gap}": _member("verifiability", gap) for gap in ("owner", "deadline", "measure", "evidence")},
        # Filled only when it was asked for: then the row is cut down to that day.
        "as_of": _day("as_of"),
        **{name: _member(name) for name in ("edition", "recorded_at")},
    }


def _member(*path: str) -> Callable[[Record], Cell]:
    """What stands at a path in the record, None where the path ends early: a text may lack a language."""

    def read(record: Record) -> Cell:
        found: Any = record
        for name in path:
            found = found.get(name)
        cell: Cell = found
        return cell

    return read


def _day(*path: str) -> Callable[[Record], Cell]:
    read = _member(*path)

    def day(record: Record) -> Cell:
        written = read(record)
        return date.fromisoformat(str(written)) if written else None

    return day


DEADLINE: dict[str, Callable[[Record], Cell]] = {
    "deadline": _member("deadline", "edtf"),
    "deadline_phrase": _member("deadline", "phrase"),
    "deadline_basis": _member("deadline", "basis"),
    "deadline_earliest": _day("deadline", "earliest"),
    "deadline_latest": _day("deadline", "latest"),
    "deadline_revisions": _member("deadline", "revisions"),
    "deadline_slip_days": _member("deadline", "slip_days"),
}


def _owners(role: str) -> Callable[[Record], Cell]:
    def named(record: Record) -> Cell:
        return _several(each["organisation"]["slug"] for each in record["owners"] if each["role"] == role)

    return named


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
