"""What others than the own side wrote since a person last looked, and what a person began and has not made public."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower

from commitments.models import Commitment, Edition, User
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.editions import EditionQuerySet
from commitments.models.vocabulary import Visibility
from commitments.queries.latest import names_of
from commitments.queries.names import Names, names_for
from commitments.rules import tellable
from commitments.values.texts import Text

MOST_NAMED = 2000
"""How many commitments are asked for by name."""
NEWEST = 20
"""How many changes are told one by one."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one edition made of a commitment, who wrote it and for whom; `before` is None for a first edition."""

    pk: int
    commitment: int
    reference: str
    title: Text
    number: int
    by: str
    organisation: Text | None
    side: str
    recorded_at: datetime
    reason: Text
    record: dict[str, Any]
    before: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class News:
    """How many changes others made, and the newest of them."""

    number: int
    changes: Sequence[Change]
    names: Names


def changed_by_others(rows: CommitmentQuerySet, user: User) -> CommitmentQuerySet:
    """Those of the rows that others changed since the person last looked; one query more, for their names."""
    keys = _by_others(user).order_by().values("key").distinct()
    named = list(keys.values_list("key", flat=True)[: MOST_NAMED + 1])
    found: CommitmentQuerySet = rows.filter(reference__in=named if len(named) <= MOST_NAMED else keys)
    return found


def begun_by(rows: CommitmentQuerySet, user: User) -> CommitmentQuerySet:
    """Those of the rows that are internal and that the person registered for the organisation of today."""
    editions = Edition.objects.of(Commitment.noun, OuterRef("reference"))  # type: ignore[arg-type]  # a column
    first = Subquery(editions.order_by("number").values("by")[:1])
    own = rows.filter(visibility=Visibility.INTERNAL, recorded_for=user.organisation_id)
    found: CommitmentQuerySet = own.alias(first_by=first).filter(first_by=user.get_username())
    return found


def news(rows: CommitmentQuerySet, user: User) -> News:
    """What others did to the rows since the person last looked; six queries, two for each kind of name that is met."""
    telling = _by_others(user).filter(Exists(rows.order_by().filter(reference=OuterRef("key"))))
    before = Edition.objects.filter(tellable(user), noun=OuterRef("noun"), key=OuterRef("key"))
    earlier = before.filter(number__lt=OuterRef("number")).order_by("-number").values("record")[:1]
    newest = list(telling.order_by("-number").defer("line").annotate(before=Subquery(earlier))[:NEWEST])
    keys = dict(rows.filter(reference__in={each.key for each in newest}).values_list("reference", "pk"))
    bodies = names_of(each.organisation for each in newest)
    changes = [_change(each, keys[each.key], bodies.get(each.organisation)) for each in newest if each.key in keys]
    records = [record for each in changes for record in (each.record, each.before)]
    return News(telling.count(), changes, names_for(records))


def _by_others(user: User) -> EditionQuerySet:
    """The editions of commitments after the person's mark that another side or another joint body wrote.

    What the tracker itself loaded is nobody's change.
    """
    late = Edition.objects.filter(tellable(user), number__gt=user.seen_edition).exclude(organisation="")
    # Hides the index of records: SQLite would go through all that were ever written of commitments.
    others: EditionQuerySet = late.alias(of=Lower("noun")).filter(of=Commitment.noun)
    if user.side:
        return others.exclude(side=user.side.code)
    return others.exclude(organisation=user.organisation.slug) if user.organisation else others


def _change(row: Any, commitment: int, organisation: Text | None) -> Change:
    record: dict[str, Any] = json.loads(row.record)
    return Change(
        pk=row.pk,
        commitment=commitment,
        reference=row.key,
        title=record["title"],
        number=row.number,
        by=row.by,
        organisation=organisation,
        side=row.side,
        recorded_at=row.recorded_at,
        reason=row.reason,
        record=record,
        before=json.loads(row.before) if row.before else None,
    )
