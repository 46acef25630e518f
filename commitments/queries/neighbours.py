"""What surrounds a commitment: its parent, its parts, and the links in both directions."""

from dataclasses import dataclass
from typing import Any

from commitments.models import Commitment, Link
from commitments.models.commitments import CommitmentQuerySet

BRIEF = ("reference", "title", "status")
SHOWN = 12
"""How many parts are named, and how many links in each direction."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The commitments around one, as far as the reader may see them. A link has its relation and its other end.

    `more_parts`, `more_links` and `more_links_here` are whether there are more of those than are named.
    """

    parent: Commitment | None
    parts: list[Commitment]
    links: list[Link]
    links_here: list[Link]
    more_parts: bool
    more_links: bool
    more_links_here: bool


def neighbours(row: Commitment, readable: CommitmentQuerySet) -> Neighbours:
    """Everything beside a commitment that the reader may see; four queries."""
    brief: Any = readable.only(*BRIEF)
    visible = readable.values("pk")
    parts = list(brief.filter(parent=row)[: SHOWN + 1])
    there = Link.objects.filter(commitment=row, to__in=visible).select_related("to")[: SHOWN + 1]
    here = Link.objects.filter(to=row, commitment__in=visible).select_related("commitment")[: SHOWN + 1]
    return Neighbours(
        parent=brief.filter(pk=row.parent_id).first(),
        parts=parts[:SHOWN],
        links=list(there)[:SHOWN],
        links_here=list(here)[:SHOWN],
        more_parts=len(parts) > SHOWN,
        more_links=len(there) > SHOWN,
        more_links_here=len(here) > SHOWN,
    )
