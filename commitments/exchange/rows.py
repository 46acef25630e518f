"""Turns the sections of the seeds into fixture rows: one row for each thing that is stored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.db.models import Model

from commitments.exchange.documents import Document, Fault

Steps = tuple[str | int, ...]
Item = dict[str, Any]


@dataclass(slots=True)
class Row:
    """A row to store: its model, its fields with other rows by natural key, and where the seeds say so."""

    model: type[Model]
    fields: dict[str, Any]
    document: Document
    steps: Steps
    derived: dict[str, Any] = field(default_factory=dict)

    def fault(self, name: str, message: str) -> Fault:
        """A fault in one of its fields."""
        return self.document.fault((*self.steps, name), message)

    @property
    def natural(self) -> tuple[Any, ...]:
        """Its natural key, from its fields."""
        return tuple(self._value(path.split("__", 1)) for path in self.model.natural)  # type: ignore[attr-defined]

    def _value(self, path: list[str]) -> Any:
        head, *rest = path
        if not rest:
            return self.fields[head]
        related: Any = self.model._meta.get_field(head).related_model
        return self.fields[head][related.natural.index(rest[0])]


def rows_of(document: Document) -> Iterator[Row]:
    """Every row that a document asks for, in the order in which it names them."""
    for section, make in SECTIONS.items():
        for steps, item in document.items(section):
            yield from make(document, steps, item)


def _row(name: str, document: Document, steps: Steps, fields: Item) -> Row:
    return Row(apps.get_model("commitments", name), fields, document, steps)


def _key(value: Any) -> list[Any] | None:
    return None if value is None else [value]


def _keys(values: Any) -> list[list[Any]]:
    return [[value] for value in values]


def _register(model: str, **references: Callable[[Any], Any]) -> Callable[[Document, Steps, Item], Iterator[Row]]:
    """A section whose items are the row's fields; `references` says how each reference is written as a key."""

    def make(document: Document, steps: Steps, item: Item) -> Iterator[Row]:
        written = {name: references[name](value) if name in references else value for name, value in item.items()}
        yield _row(model, document, steps, written)

    return make


def _passage_key(document: Document, handle: str | None) -> list[str] | None:
    """A handle's key: the source that the passage names, or the first source of its file."""
    if handle is None:
        return None
    named = next((item for _steps, item in document.items("passages") if item["handle"] == handle), {})
    return [_source_of(document, named), handle]


def _source_of(document: Document, item: Item) -> str:
    sources = document.data.get("sources") or [{"slug": ""}]
    return str(item.get("source") or sources[0]["slug"])


def _passage(document: Document, steps: Steps, item: Item) -> Iterator[Row]:
    yield _row("passage", document, steps, {**item, "source": [_source_of(document, item)]})


def _observation(document: Document, steps: Steps, item: Item) -> Iterator[Row]:
    passage = _passage_key(document, item["passage"])
    fields = {
        **item,
        "indicator": [item["indicator"]],
        "passage": passage,
        "source": passage[:1] if passage else None,
        "side": _key(item.get("side")),
    }
    yield _row("observation", document, steps, fields)


OWN: Final[tuple[str, ...]] = (
    "reference",
    "title",
    "summary",
    "kind",
    "force",
    "level",
    "made_on",
    "recurrence",
    "review_interval",
    "visibility",
)


def _commitment(document: Document, steps: Steps, item: Item) -> Iterator[Row]:
    fields = {name: item[name] for name in OWN if name in item}
    fields |= {
        "partnership": [item["partnership"]],
        "sectors": _keys(item["sectors"]),
        "parent": _key(item.get("parent")),
    }
    yield _row("commitment", document, steps, fields)
    for part, make in PARTS.items():
        for number, inner in enumerate(item.get(part, ()), start=1):
            yield from make(document, (*steps, part, number - 1), {**inner, "commitment": [item["reference"]]}, number)
    if "deadline" in item:
        yield _deadline(document, (*steps, "deadline"), {**item["deadline"], "commitment": [item["reference"]]}, 1)


def _owner(document: Document, steps: Steps, item: Item, _number: int) -> Iterator[Row]:
    yield _row("responsibility", document, steps, {**item, "organisation": [item["organisation"]]})


def _cited(document: Document, steps: Steps, item: Item, _number: int) -> Iterator[Row]:
    yield _row("citation", document, steps, {**item, "passage": _passage_key(document, item["passage"])})


def _target(document: Document, steps: Steps, item: Item, _number: int) -> Iterator[Row]:
    yield _row("target", document, steps, {**item, "indicator": [item["indicator"]]})


def _milestone(document: Document, steps: Steps, item: Item, number: int) -> Iterator[Row]:
    yield _row("milestone", document, steps, {**item, "number": number})


def _linked(document: Document, steps: Steps, item: Item, _number: int) -> Iterator[Row]:
    yield _row("link", document, steps, {**item, "to": [item["to"]]})


def _deadlines(document: Document, steps: Steps, item: Item, number: int) -> Iterator[Row]:
    yield _deadline(document, steps, item, number)


def _deadline(document: Document, steps: Steps, item: Item, number: int) -> Row:
    passage = _passage_key(document, item.get("passage"))
    return _row("deadline", document, steps, {**item, "revision": number, "passage": passage})


def _update(document: Document, steps: Steps, item: Item, number: int) -> Iterator[Row]:
    own = {name: value for name, value in item.items() if name != "evidence"}
    references = {"side": [item["side"]], "awaiting": _key(item.get("awaiting"))}
    yield _row("statusupdate", document, steps, {**own, **references, "number": number})
    update = [item["commitment"][0], number]
    for position, evidence in enumerate(item["evidence"]):
        passage = _passage_key(document, evidence.get("passage"))
        fields = {"update": update, "number": position + 1, "passage": passage, "address": evidence.get("address", "")}
        yield _row("evidence", document, (*steps, "evidence", position), fields)


PARTS: Final = {
    "owners": _owner,
    "citations": _cited,
    "targets": _target,
    "milestones": _milestone,
    "links": _linked,
    "deadlines": _deadlines,
    "updates": _update,
}


def _more_cited(document: Document, steps: Steps, item: Item) -> Iterator[Row]:
    yield from _cited(document, steps, {**item, "commitment": [item["commitment"]]}, 1)


def _more_linked(document: Document, steps: Steps, item: Item) -> Iterator[Row]:
    fields = {"commitment": [item["from"]], "relation": item["relation"], "to": item["to"]}
    yield from _linked(document, steps, fields, 1)


SECTIONS: Final[dict[str, Callable[[Document, Steps, Item], Iterator[Row]]]] = {
    "sides": _register("side"),
    "partnerships": _register("partnership", sides=_keys),
    "sectors": _register("sector"),
    "organisations": _register("organisation", side=_key, parent=_key),
    "indicators": _register("indicator", partnership=_key),
    "meetings": _register("meeting", partnership=_key),
    "sources": _register("source", meeting=_key),
    "passages": _passage,
    "commitments": _commitment,
    "citations": _more_cited,
    "links": _more_linked,
    "observations": _observation,
}
