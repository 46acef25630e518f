"""What changed in whose promise it is: the partnership, the sectors, the owners."""

from collections.abc import Iterator

from commitments.values.alterations.facts import (
    Fact,
    Other,
    OwnerChanged,
    PartnershipChanged,
    SectorChanged,
    SidesChanged,
)
from commitments.values.alterations.particulars import reworded
from commitments.values.alterations.records import Record, differ, listed, pairs


def partnership(before: Record, after: Record) -> Iterator[Fact]:
    """Another partnership, or the same with another name or other sides."""
    old, new = before.get("partnership") or {}, after.get("partnership") or {}
    if old.get("slug") != new.get("slug"):
        yield PartnershipChanged(old.get("name") or {}, new.get("name") or {})
    else:
        yield from reworded("partnership", old.get("name"), new.get("name"))
    if old.get("sides") != new.get("sides"):
        yield SidesChanged(tuple(old.get("sides") or ()), tuple(new.get("sides") or ()))
    yield from (Other(("partnership", name)) for name in differ(old, new, but={"slug", "name", "sides"}))


def sectors(before: Record, after: Record) -> Iterator[Fact]:
    """Sectors that came, went or were renamed."""
    for old, new in pairs(listed(before, "sectors"), listed(after, "sectors"), lambda each: each["slug"]):
        if old is None or new is None:
            yield SectorChanged((new or old or {})["name"], added=old is None)
        else:
            yield from reworded("sector", old["name"], new["name"])
            yield from (Other(("sectors", name)) for name in differ(old, new, but={"slug", "name"}))


def owners(before: Record, after: Record) -> Iterator[Fact]:
    """Organisations that came, went, changed their part or were renamed."""
    old_ones, new_ones = listed(before, "owners"), listed(after, "owners")
    for old, new in pairs(old_ones, new_ones, lambda each: (_slug(each), each["role"]), _slug):
        if old is None or new is None:
            there = new or old or {}
            name = there["organisation"]["name"]
            yield OwnerChanged(name, old["role"] if old else None, new["role"] if new else None)
        else:
            yield from _owner(old, new)


def _owner(old: Record, new: Record) -> Iterator[Fact]:
    if old["role"] != new["role"]:
        yield OwnerChanged(new["organisation"]["name"], old["role"], new["role"])
    yield from reworded("organisation", old["organisation"]["name"], new["organisation"]["name"])
    yield from (Other(("owners", name)) for name in differ(old, new, but={"role", "organisation"}))
    rest = differ(old["organisation"], new["organisation"], but={"slug", "name"})
    yield from (Other(("owners", name)) for name in rest)


def _slug(owner: Record) -> str:
    return str(owner["organisation"]["slug"])
