"""Builds the fixtures from the seeds: one file a model, with natural keys, sorted, the same bytes every time."""

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from commitments.exchange.checks import Index, by_key, depth, faults_in
from commitments.exchange.documents import BadSeeds, read_seeds
from commitments.exchange.rows import Row, rows_of
from commitments.values.standing import Status, shown_status, standing

ORDER: Final = (
    "side",
    "partnership",
    "sector",
    "organisation",
    "meeting",
    "source",
    "passage",
    "indicator",
    "observation",
    "commitment",
    "responsibility",
    "citation",
    "link",
    "target",
    "milestone",
    "deadline",
    "statusupdate",
    "evidence",
)
"""The models in an order in which each refers only to those before it."""


def build(seeds: Path) -> dict[str, str]:
    """The fixture files by name, from the folder of the seeds. Raises BadSeeds; nothing is written here."""
    rows = [row for document in read_seeds(seeds) for row in rows_of(document)]
    if faults := list(faults_in(rows)):
        raise BadSeeds(faults)
    index = by_key(rows)
    _derive(rows, index)
    ordered = sorted(rows, key=lambda row: (_position(row), depth(row, index) or 0, json.dumps(row.natural)))
    return {
        f"{position + 1:02}-{ORDER[position]}.json": _written(group) for position, group in groupby(ordered, _position)
    }


def write(files: dict[str, str], folder: Path) -> list[str]:
    """Make the folder hold exactly these fixture files; return the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    changed = [name for name, text in files.items() if stored.get(name) != text]
    for name in changed:
        fresh = folder / f"{name}.new"
        fresh.write_text(files[name], encoding="utf-8")
        fresh.replace(folder / name)
    gone = sorted(set(stored) - set(files))
    for name in gone:
        (folder / name).unlink()
    return changed + gone


def _position(row: Row) -> int:
    return ORDER.index(str(row.model._meta.model_name))


def _written(rows: Iterable[Row]) -> str:
    content = [{"model": row.model._meta.label_lower, "fields": {**row.fields, **row.derived}} for row in rows]
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _derive(rows: list[Row], index: Index) -> None:
    """Fill in the columns of commitments that follow from other rows, as `actions.derive` does for stored ones."""
    for row in rows:
        name = row.model._meta.model_name
        if name == "commitment":
            row.derived |= _standing(row, rows, index) | _due(row, rows)


def _hanging(row: Row, rows: list[Row], model: str) -> list[Row]:
    return [
        each for each in rows if each.model._meta.model_name == model and each.fields["commitment"] == [row.natural[0]]
    ]


def _standing(row: Row, rows: list[Row], index: Index) -> dict[str, Any]:
    partnership = next(
        each
        for known in index.values()
        for each in known.values()
        if _names(each, "partnership", row.fields["partnership"])
    )
    words: dict[str, Status | None] = {key[0]: None for key in partnership.fields["sides"]}
    updates = sorted(
        _hanging(row, rows, "statusupdate"), key=lambda each: (each.fields["as_of"], each.fields["number"])
    )
    newest = {each.fields["side"][0]: each.fields for each in updates}
    words |= {side: Status(fields["status"]) for side, fields in newest.items()}
    progress = [fields["progress"] for fields in newest.values() if fields.get("progress") is not None]
    return {
        "status": shown_status(words),
        "standing": str(standing(words)),
        "progress": min(progress, default=None),
        "last_word_on": max((fields["as_of"] for fields in newest.values()), default=None),
    }


def _names(row: Row, model: str, key: list[Any]) -> bool:
    return row.model._meta.model_name == model and list(row.natural) == key


def _due(row: Row, rows: list[Row]) -> dict[str, Any]:
    deadlines = _hanging(row, rows, "deadline")
    newest = max(deadlines, key=lambda each: each.fields["revision"], default=None)
    derived = newest.derived if newest else {}
    return {"due_earliest": derived.get("earliest"), "due_latest": derived.get("latest")}
