"""What each filter lets through, and how many commitments each of its values would show, by the rolls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_

from commitments.models import Organisation
from commitments.queries.facets import COUNTED, LISTS, Counts
from commitments.queries.rolls import Rolls

TOLD = (*COUNTED, "owner", "missing")
"""The filters whose commitments the rolls tell by themselves."""


def sets_of(rolls: Rolls, given: Mapping[str, Sequence[str]], *, on: date) -> dict[str, int]:
    """For each of these filters of TOLD the commitments that it lets through; one query each for `side` and `owner`.

    Both must hold of one and the same organisation: the set of `side` is of those that are the owner's as well.
    """
    return {name: _set_of(rolls, name, given, on) for name in given}


def _set_of(rolls: Rolls, name: str, given: Mapping[str, Sequence[str]], on: date) -> int:
    if name == "lateness":
        return _joined(rolls.lateness(on)[word] for word in given[name])
    if name not in {"side", "owner"}:
        return rolls.any_of(name, given[name])
    bodies = Organisation.objects.order_by()
    if "owner" in given:
        bodies = bodies.below(*given["owner"])
    if name == "side":
        bodies = bodies.filter(side__code__in=given[name])
    return rolls.any_of("owner", bodies.values_list("slug", flat=True))


def _joined(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def meeting(among: int, sets: Mapping[str, int], *, but: str = "") -> int:
    """Those of a set that are in all of these, but for the one of a name."""
    for name, bits in sets.items():
        if name != but:
            among &= bits
    return among


def counts_in(rolls: Rolls, among: Callable[[str], int], *, on: date, owners: Sequence[str] = ()) -> Counts:
    """Count every facet's values; `among` gives the set in which those of a facet are counted. One query, for sides.

    `owners` are those that are chosen: a side has only what its organisations among these, or below them, have a part in.
    """
    counts = {name: _numbers(_of_list(rolls, name, words, on), among(name)) for name, words in LISTS.items()}
    for name in ("partnership", "sector"):
        counts[name] = _numbers({value: rolls.of(name, value) for value in rolls.values(name)}, among(name))
    return counts | {"side": _numbers(_of_sides(rolls, owners), among("side"))}


def _of_list(rolls: Rolls, name: str, words: Iterable[str], on: date) -> Mapping[str, int]:
    return rolls.lateness(on) if name == "lateness" else {word: rolls.of(name, word) for word in words}


def _of_sides(rolls: Rolls, owners: Sequence[str]) -> dict[str, int]:
    sides: dict[str, int] = {}
    bodies = Organisation.objects.order_by()
    if owners:
        bodies = bodies.below(*owners)
    for slug, code in bodies.filter(side__isnull=False).values_list("slug", "side__code"):
        sides[code] = sides.get(code, 0) | rolls.of("owner", slug)
    return sides


def _numbers(sets: Mapping[str, int], among: int) -> dict[str, int]:
    return {value: (bits & among).bit_count() for value, bits in sets.items()}
