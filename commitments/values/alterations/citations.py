"""What changed in where it was said and in which other commitments it bears on."""

from collections.abc import Iterator

from commitments.values.alterations.facts import CitationChanged, Fact, LinkChanged, Other, PassageMoved
from commitments.values.alterations.particulars import reworded
from commitments.values.alterations.records import Record, differ, listed, pairs

PLACE = frozenset({"paragraph", "start", "end", "fingerprint"})


def links(before: Record, after: Record) -> Iterator[Fact]:
    """Links that came or went."""
    for old, new in pairs(listed(before, "links"), listed(after, "links"), lambda each: (each["relation"], each["to"])):
        if old is None or new is None:
            there = new or old or {}
            yield LinkChanged(there["relation"], there["to"], added=old is None)
        else:
            yield from (Other(("links", name)) for name in differ(old, new, but={"relation", "to"}))


def citations(before: Record, after: Record) -> Iterator[Fact]:
    """Citations that came or went, and what became of the passages of those that stayed."""
    for old, new in pairs(
        listed(before, "citations"),
        listed(after, "citations"),
        lambda each: (*_passage(each), each["relation"]),
        _passage,
    ):
        there = new or old or {}
        roles = old["relation"] if old else None, new["relation"] if new else None
        if roles[0] != roles[1]:
            yield CitationChanged(there["source"], there["paragraph"], *roles, gist=there["gist"])
        if old and new:
            yield from _mended(old, new)


def _passage(citation: Record) -> tuple[str, str | None]:
    return str(citation["source"]), citation.get("passage")


def _mended(old: Record, new: Record) -> Iterator[Fact]:
    yield from reworded("gist", old["gist"], new["gist"])
    if any(old[name] != new[name] for name in PLACE):
        yield PassageMoved(new["source"], new["paragraph"])
    rest = differ(old, new, but=PLACE | {"relation", "source", "passage", "gist"})
    yield from (Other(("citations", name)) for name in rest)
