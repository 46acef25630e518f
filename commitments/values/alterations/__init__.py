"""What changed from one record of a commitment to the next, as facts that can be said in any language."""

from collections.abc import Iterable, Iterator

from commitments.values.alterations.citations import citations, links
from commitments.values.alterations.deadlines import deadline
from commitments.values.alterations.facts import Fact, Other, Reformed, Registered, Withdrawn
from commitments.values.alterations.measured import milestones, targets
from commitments.values.alterations.particulars import amounting, particulars
from commitments.values.alterations.records import Record, differ
from commitments.values.alterations.responsible import owners, partnership, sectors
from commitments.values.alterations.words import words
from commitments.values.digests import canonical

__all__ = ["Fact", "alterations"]

TELLERS = (
    *(particulars, partnership, sectors, owners, deadline, words, amounting),
    *(targets, milestones, links, citations),
)
"""What tells each part of a record, in the order in which the facts are read."""

TOLD = frozenset(
    {"reference", "title", "summary", "kind", "force", "level", "visibility", "made_on", "recurrence", "parent"}
    | {"review_interval", "status", "standing", "partnership", "sectors", "owners", "deadline", "assessments", "words"}
    | {"targets", "milestones", "links", "citations"}
)
DERIVED = ("progress", "last_word_on", "verifiability")
"""What follows from the rest: told only when nothing else explains it."""


def alterations(before: Record | None, after: Record | None) -> list[Fact]:
    """The facts by which `after` differs from `before`; empty only when nothing differs.

    `before` is None for a first edition, `after` for one that withdraws the record. Members that a record of an
    older form lacks are not compared. What has no fact of its own is told as an `Other`, so no change is silent.
    """
    if after is None:
        return [Withdrawn()] if before is not None else []
    if before is None:
        return [Registered(after.get("title") or {})]
    if canonical(before) == canonical(after):
        return []
    return _once(_told(before, after)) or [*_derived(before, after)] or [Reformed()]


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Each fact once: an organisation with two parts is renamed once."""
    found: list[Fact] = []
    for fact in facts:
        found += [] if fact in found else [fact]
    return found


def _told(before: Record, after: Record) -> Iterator[Fact]:
    for tell in TELLERS:
        yield from tell(before, after)
    yield from (Other((name,)) for name in differ(before, after, but=TOLD | set(DERIVED)))
    yield from (Other((name,)) for name in ("reference",) if before.get(name) != after.get(name))


def _derived(before: Record, after: Record) -> Iterator[Fact]:
    return (Other((name,)) for name in DERIVED if before.get(name) != after.get(name))
