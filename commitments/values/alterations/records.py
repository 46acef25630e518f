"""How two records are laid side by side: members by name, those of lists by what names them."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]

LATER = frozenset({"passage", "number", "earlier", "recorded_at", "recorded_for"})
"""The members that records of the first form lack; without them there is nothing to compare."""

Pair = tuple[Record | None, Record | None]


def differ(before: Record, after: Record, *, but: Collection[str] = ()) -> Iterator[str]:
    """The names of the members that differ, other than those of `but`, in order of name."""
    for name in sorted({*before, *after} - set(but)):
        lacking = name not in before or name not in after
        if not (lacking and name in LATER) and (lacking or not same(before[name], after[name])):
            yield name


def same(before: Any, after: Any) -> bool:
    """Whether two values say the same; what an older form lacks says nothing. True is not 1."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return not list(differ(before, after))
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(same, before, after))
    return type(before) is type(after) and bool(before == after)


def pairs(before: Sequence[Record], after: Sequence[Record], *keys: Callable[[Record], Hashable]) -> Iterator[Pair]:
    """Pair the members of two lists that have the same key, by the first key first; None stands for no other.

    What is gone comes before what is new or stayed.
    """
    gone, new, found = list(before), list(after), {}
    for key in keys:
        for each in list(new):
            other = next((old for old in gone if key(old) == key(each)), None)
            if other is not None:
                gone.remove(other)
                new.remove(each)
                found[id(each)] = other
    yield from ((old, None) for old in gone)
    yield from ((found.get(id(each)), each) for each in after)


def listed(record: Record, name: str) -> Sequence[Record]:
    """A list of a record, empty when it has none."""
    return record.get(name) or ()
