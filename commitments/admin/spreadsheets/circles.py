"""Which commitments would be a part of themselves, if the parents that a table names became theirs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from commitments.admin.spreadsheets.planned import Planned
from commitments.admin.spreadsheets.present import batches
from commitments.models import User
from commitments.rules import readable

Parents = Mapping[str, str]
"""The parent of each commitment, both by their references; empty where there is none."""
TOLD = 8
"""How many commitments of a circle are named to each of them."""


def find_circles(rows: Sequence[Planned], user: User) -> None:
    """Tell each row that would be below itself the way around; a query for each level of parents beyond the table.

    Nobody is told of commitments that they may not read: a circle over one of these is refused when it is written.
    """
    moved = {row.reference: row.changed["parent"] for row in rows if row.changed.get("parent")}
    parents = {row.reference: row.after.get("parent", "") for row in rows}
    asked = set(_unknown(moved, parents))
    while asked:
        parents |= dict.fromkeys(asked, "")  # what is not there, or not theirs to read, ends the way
        parents |= {child: parent or "" for some in batches(asked) for child, parent in _stored(some, user)}
        asked = set(_unknown(asked, parents))
    ways = {start: way for circle in _circles(moved, parents) for start, way in _ways(circle)}
    for row in rows:
        if row.reference in moved:
            row.circle = ways.get(row.reference, ())


def _stored(references: Sequence[str], user: User) -> Iterable[tuple[str, str | None]]:
    return readable(user).filter(reference__in=references).values_list("reference", "parent__reference")


def _unknown(references: Iterable[str], parents: Parents) -> Iterator[str]:
    """Those on the way up from these whose parent is not known yet."""
    met: set[str] = set()
    for reference in references:
        while reference and reference not in met:
            met.add(reference)
            if reference not in parents:
                yield reference
            reference = parents.get(reference, "")


def _circles(references: Iterable[str], parents: Parents) -> Iterator[list[str]]:
    """The circles that one comes to from these; each step up is gone once."""
    met: set[str] = set()
    for reference in references:
        way: dict[str, None] = {}
        while reference and reference not in met:
            met.add(reference)
            way[reference] = None
            reference = parents.get(reference, "")
        if reference in way:
            names = list(way)
            yield names[names.index(reference) :]


def _ways(circle: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each of a circle the way from it back to it."""
    twice = circle * 2
    for index, start in enumerate(circle):
        gone = twice[index : index + min(len(circle), TOLD)]
        yield start, (*gone, *(["…"] if len(circle) > TOLD else []), start)
