"""What changed in the words and the sort of a promise, and in what the sides' words amount to."""

from collections.abc import Iterable, Iterator

from commitments.values.alterations.facts import Changed, Fact, Reworded
from commitments.values.alterations.records import Record
from commitments.values.texts import Text

TEXTS = ("title", "summary")
VALUES = ("kind", "force", "level", "visibility", "made_on", "recurrence", "review_interval", "parent")
AMOUNTING = ("status", "standing")


def particulars(before: Record, after: Record) -> Iterator[Fact]:
    """The texts by language, then each value that is another."""
    for name in TEXTS:
        yield from reworded(name, before.get(name), after.get(name))
    yield from _valued(VALUES, before, after)


def amounting(before: Record, after: Record) -> Iterator[Fact]:
    """What the sides' words amount to, told after the words themselves."""
    yield from _valued(AMOUNTING, before, after)


def _valued(names: Iterable[str], before: Record, after: Record) -> Iterator[Fact]:
    for name in names:
        if before.get(name) != after.get(name):
            yield Changed(name, before.get(name), after.get(name))


def reworded(what: str, before: Text | None, after: Text | None) -> Iterator[Fact]:
    """A text that reads differently in some languages."""
    old, new = before or {}, after or {}
    for language in sorted({*old, *new}):
        if old.get(language) != new.get(language):
            yield Reworded(what, language, old.get(language), new.get(language))
