"""What differs between two JSON values, place by place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final


class _Absent:
    """Nothing there, which is not the same as null."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two values differ: its JSON pointer (RFC 6901), and what stands there in each."""

    pointer: str
    before: Any
    after: Any


def differences(before: Any, after: Any, pointer: str = "") -> Iterator[Difference]:
    """Yield each place where `after` differs from `before`: the innermost ones, in the order of `before`.

    Members of objects are compared by name and those of arrays by position. What only one of the two has is ABSENT
    in the other. True is not 1.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _inside(before, after, [*before, *(name for name in after if name not in before)], pointer)
    elif _is_array(before) and _is_array(after):
        places = range(max(len(before), len(after)))
        yield from _inside(dict(enumerate(before)), dict(enumerate(after)), places, pointer)
    elif before != after or type(before) is not type(after):
        yield Difference(pointer, before, after)


def _inside(
    before: Mapping[Any, Any], after: Mapping[Any, Any], names: Sequence[Any], pointer: str
) -> Iterator[Difference]:
    for name in names:
        here = f"{pointer}/{_escaped(str(name))}"
        yield from differences(before.get(name, ABSENT), after.get(name, ABSENT), here)


def _is_array(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
