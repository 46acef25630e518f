"""What each filter lets through, and how many commitments each of its values would show, by the rolls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_

from commitments.models import Organisation
from commitments.queries.facets import COUNTED, LISTS, Counts
from commitments.queries.rolls import Rolls
from commitments.values.bits import before, dated, until, without

TOLD = (*COUNTED, "owner", "due_after", "due_before")
"""The filters whose commitments the rolls tell by themselves."""


def sets_of(rolls: Rolls, given: Mapping[str, Sequence[str]], *, on: date) -> dict[str, int]:
    """For each of these filters of TOLD the commitments that it lets through; one query each for `side` and `owner`.

    Both must hold of one and the same organisation: the set of `side` is of those that are the owner's as well.
    """
    return {name: _set_of(rolls, name, given, on) for name in given}


def _set_of(rolls: Rolls, name: str, given: Mapping[str, Sequence[str]], on: date) -> int:
    values = given[name]
    if name in OF_A_DAY:
        return _joined(OF_A_DAY[name](rolls, on)[value] for value in values)
    if name in BY_A_DAY:
        return BY_A_DAY[name](rolls, date.fromisoformat(values[-1]))
    return _of_bodies(rolls, name, given) if name in {"side", "owner"} else rolls.any_of(name, values)


def _of_bodies(rolls: Rolls, name: str, given: Mapping[str, Sequence[str]]) -> int:
    bodies = Organisation.objects.order_by()
    if "owner" in given:
        bodies = bodies.below(*given["owner"])
    if name == "side":
        bodies = bodies.filter(side__code__in=given[name])
    return rolls.any_of("owner", bodies.values_list("slug", flat=True))


def _stale(rolls: Rolls, on: date) -> Mapping[str, int]:
    return {"true": rolls.stale(on), "false": rolls.fresh(on)}


def _due_from(rolls: Rolls, day: date) -> int:
    """Those that may be due on this day or after it; the twin of `filters.DayFromFilter`."""
    first, last = rolls.days("due_earliest"), rolls.days("due_latest")
    return without(dated(last), before(last, day)) | without(dated(first), dated(last))


def _due_until(rolls: Rolls, day: date) -> int:
    """Those that may be due on this day or before it; the twin of `filters.DayUntilFilter`."""
    first, last = rolls.days("due_earliest"), rolls.days("due_latest")
    return until(first, day) | without(dated(last), dated(first))


OF_A_DAY: Mapping[str, Callable[[Rolls, date], Mapping[str, int]]] = {"lateness": Rolls.lateness, "stale": _stale}
"""What each value lets through on the day that is asked for."""
BY_A_DAY: Mapping[str, Callable[[Rolls, date], int]] = {"due_after": _due_from, "due_before": _due_until}
"""What a day that is typed lets through."""


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
    for name in ("partnership", "sector", "outlook", "awaiting", "missing"):
        counts[name] = _numbers({value: rolls.of(name, value) for value in rolls.values(name)}, among(name))
    counts["stale"] = _numbers(_stale(rolls, on), among("stale"))
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
