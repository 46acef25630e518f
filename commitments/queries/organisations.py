"""The register of organisations: the tree of each side and of the joint bodies, with what each of them owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from commitments.models import Organisation, Side
from commitments.queries.owed import Owed, owed
from commitments.queries.stretches import Stretch, stretch
from commitments.queries.trees import Branch, Tree, read_tree
from commitments.queries.visible import Visible
from commitments.values.folding import search_key
from commitments.values.sought import readings

LIMIT = 60
"""How many organisations a page of the register shows."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation with its place in the tree and what it owes; `has_below` tells whether any stands below it."""

    row: Organisation
    depth: int
    has_below: bool
    owed: Owed


@dataclass(frozen=True, slots=True)
class Group:
    """The organisations of a side, in the order of the tree; of no side are the joint bodies."""

    side: Side | None
    bodies: list[Body]


@dataclass(frozen=True, slots=True)
class Register:
    """A page of the register. `total` is how many commitments the reader may see: what every count is a part of."""

    groups: list[Group]
    stretch: Stretch[Branch]
    total: int


def organisations(visible: Visible, *, on: date, within: str = "", query: str = "", cursor: str = "") -> Register:
    """A page of all organisations, of those from `within` downwards, or of those whose name holds every word of a query.

    Four queries, and one more for a query, which looks at every name. Raises MalformedCursor when no organisation of
    this register has the slug `cursor`.
    """
    tree = read_tree()
    branches = tree.branches(within)
    if query.strip():
        found = _matching(query)
        branches = [each._replace(depth=0) for each in branches if each.slug in found]
    page = stretch(branches, [each.slug for each in branches], cursor, limit=LIMIT)
    shown = bodies(page.rows, tree, visible, on=on)
    sides: dict[str, Side] = {side.code: side for side in Side.objects.all()}
    by_side = groupby(zip(page.rows, shown, strict=True), key=lambda pair: pair[0].side)
    groups = [Group(sides.get(code), [body for _branch, body in some]) for code, some in by_side]
    return Register(groups, page, visible.total)


def bodies(branches: Sequence[Branch], tree: Tree, visible: Visible, *, on: date) -> list[Body]:
    """The organisations at these places of the tree with what each owes; two queries, however many."""
    some: Any = Organisation.objects.filter(slug__in=[each.slug for each in branches]).select_related("side", "parent")
    rows: dict[str, Organisation] = {row.slug: row for row in some}
    counts = owed(list(rows.values()), tree, visible, on=on)
    return [
        Body(rows[each.slug], each.depth, rows[each.slug].pk in tree.children, counts[each.slug]) for each in branches
    ]


def _matching(query: str) -> set[str]:
    """The organisations whose names hold every word, read in the way that finds any, as commitments are searched."""
    named = Organisation.objects.order_by().values_list("slug", "name", "short_name").iterator()
    keys = {slug: search_key([slug, *name.values(), *short.values()]) for slug, name, short in named}
    for sought in readings(query):
        if found := {slug for slug, key in keys.items() if sought.is_in(key)}:
            return found
    return set()
