"""What surrounds a commitment: its parent, its parts, and the links in both directions."""

from dataclasses import dataclass
from typing import Any

from commitments.models import Commitment, Link
from commitments.models.commitments import CommitmentQuerySet

BRIEF = ("reference", "title", "status")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The commitments around one, as far as the reader may see them. A link has its relation and its other end."""

    parent: Commitment | None
    parts: list[Commitment]
    links: list[Link]
    links_here: list[Link]


def neighbours(row: Commitment, readable: CommitmentQuerySet) -> Neighbours:
    """Everything beside a commitment that the reader may see; four queries."""
    brief: Any = readable.only(*BRIEF)
    visible = readable.values("pk")
    return Neighbours(
        parent=brief.filter(pk=row.parent_id).first(),
        parts=list(brief.filter(parent=row)),
        links=list(Link.objects.filter(commitment=row, to__in=visible).select_related("to")),
        links_here=list(Link.objects.filter(to=row, commitment__in=visible).select_related("commitment")),
    )
