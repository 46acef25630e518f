"""What one organisation owes, for itself and with all below it, and how that is going."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from commitments.models import Organisation, Responsibility
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import Role
from commitments.queries.keysets import COMMITMENT_ORDERINGS
from commitments.queries.listed import Listed, all_listed
from commitments.queries.organisations import Body, bodies
from commitments.queries.overview import Overview, Tally, counted, overview
from commitments.queries.pages import page_of_commitments
from commitments.queries.trees import Branch, Tree, read_tree
from commitments.queries.visible import Visible, are_few, of_one_of

CHILDREN, LISTED = 25, 10
"""How many of those directly below it are shown, and how many commitments."""


@dataclass(frozen=True, slots=True)
class InRole:
    """In how many commitments an organisation has a role, by itself and with all below it."""

    role: str
    itself: int
    below: int


@dataclass(frozen=True, slots=True)
class Duties:
    """What an organisation owes: the commitments that name it or one below it in any role, and how these stand.

    `itself` is the tally of those that name it alone. `total` is how many commitments the reader may see.
    """

    row: Organisation
    above: Sequence[Organisation]
    children: Sequence[Body]
    further_children: int
    total: int
    roles: Sequence[InRole]
    itself: Tally
    below: Overview
    listed: Sequence[Listed]


def duties(row: Organisation, visible: Visible, *, on: date) -> Duties:
    """What an organisation owes on a day; eight queries at most, however much it is."""
    tree = read_tree()
    slugs = tree.below(row.slug)
    named = visible.owned_by(slugs)
    children = tree.children.get(row.pk, [])
    places = [Branch(each.slug, 0, each.side or "") for each in children[:CHILDREN]]
    return Duties(
        row=row,
        above=_above(row, tree),
        children=bodies(places, tree, visible, on=on),
        further_children=len(children) - len(places),
        total=visible.total,
        roles=_roles(row, visible.rows),
        itself=counted(visible.rolls, visible.owned_by([row.slug]), on=on),
        below=overview(visible.rolls, named, on=on),
        listed=_first(_rows(row, visible, named), on),
    )


def _above(row: Organisation, tree: Tree) -> list[Organisation]:
    slugs = tree.above(row.slug)
    found: Mapping[str, Organisation] = {each.slug: each for each in Organisation.objects.filter(slug__in=slugs)}
    return [found[slug] for slug in slugs]


def _roles(row: Organisation, rows: CommitmentQuerySet) -> list[InRole]:
    readable = Responsibility.objects.filter(of_one_of(rows))
    below = Organisation.objects.below(row.slug).order_by().values("pk")
    itself, whole = _by_role(readable.filter(organisation=row)), _by_role(readable.filter(organisation__in=below))
    return [InRole(role, itself.get(role, 0), number) for role in Role.values if (number := whole.get(role, 0))]


def _by_role(parts: QuerySet[Any]) -> dict[str, int]:
    counts = parts.order_by().values_list("role").annotate(number=Count("commitment", distinct=True))
    return dict(counts)


def _rows(row: Organisation, visible: Visible, named: int) -> CommitmentQuerySet:
    """The commitments of a set that are those which name it or one below it."""
    if are_few(named):
        return visible.among(named)
    below = Organisation.objects.below(row.slug).values("pk")
    many: CommitmentQuerySet = visible.rows.filter(
        Exists(Responsibility.objects.filter(commitment=OuterRef("pk"), organisation__in=below))
    )
    return many


def _first(rows: CommitmentQuerySet, on: date) -> list[Listed]:
    page = page_of_commitments(lambda: rows, COMMITMENT_ORDERINGS["reference"], None, limit=LISTED)
    return all_listed(page.records, on=on)
