"""The tree of organisations: what stands above and below each, read whole, as a few columns of every organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from commitments.models import Organisation


class Node(NamedTuple):
    """An organisation, the private key of the one above it, and the code of its side; None of a joint body."""

    pk: int
    slug: str
    parent: int | None
    side: str | None


class Branch(NamedTuple):
    """A node's place in the tree: how deep it stands, and the side of the root that it stands under, empty for none."""

    slug: str
    depth: int
    side: str


@dataclass(frozen=True)
class Tree:
    """All organisations, in the order of their slugs. A cycle that is already stored ends every walk."""

    nodes: list[Node]

    @cached_property
    def by_slug(self) -> dict[str, Node]:
        """Each by its slug."""
        return {node.slug: node for node in self.nodes}

    @cached_property
    def children(self) -> dict[int | None, list[Node]]:
        """Those directly below each, by its private key; those at the top are below None."""
        below: dict[int | None, list[Node]] = {}
        for node in self.nodes:
            below.setdefault(node.parent, []).append(node)
        return below

    def branches(self, within: str = "") -> list[Branch]:
        """Side by side, the joint bodies last, each followed by what stands below it; or one with all below it."""
        tops = [self.by_slug[within]] if within else self.children.get(None, [])
        ordered = sorted(tops, key=lambda node: (node.side is None, node.side or ""))
        return list(self._walk((0, node, node.side or "") for node in ordered))

    def below(self, slug: str) -> list[str]:
        """The slugs of an organisation and of all below it."""
        return [branch.slug for branch in self.branches(slug)]

    def above(self, slug: str) -> list[str]:
        """The slugs of those above it, the topmost first."""
        by_key = {node.pk: node for node in self.nodes}
        found: list[str] = []
        node = by_key.get(self.by_slug[slug].parent or 0)
        while node is not None and node.slug not in found:
            found.append(node.slug)
            node = by_key.get(node.parent or 0)
        return found[::-1]

    def _walk(self, tops: Iterable[tuple[int, Node, str]]) -> Iterator[Branch]:
        waiting = list(tops)[::-1]
        met: set[int] = set()
        while waiting:
            depth, node, side = waiting.pop()
            if node.pk not in met:
                met.add(node.pk)
                yield Branch(node.slug, depth, side)
                waiting += [(depth + 1, child, side) for child in reversed(self.children.get(node.pk, []))]


def read_tree() -> Tree:
    """The tree as it is; one query."""
    columns = Organisation.objects.order_by("slug").values_list("pk", "slug", "parent", "side__code")
    return Tree([Node(*each) for each in columns])
