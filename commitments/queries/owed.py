"""In how many commitments organisations have a part, each counted together with all below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connections
from django.db.models.expressions import RawSQL

from commitments.models import Organisation
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import OWNING, LatenessWord, ShownStatus
from commitments.queries.prepared import compiled
from commitments.queries.trees import Tree
from commitments.queries.visible import Visible

# UNION (not UNION ALL) ends even if a cycle were stored. A commitment of two bodies of one government is one of that
# government: so commitments are counted, not parts in them.
_LED: Final = """
    WITH RECURSIVE below(top, id) AS (
        SELECT id, id FROM commitments_organisation WHERE id IN ({tops})
        UNION
        SELECT below.top, child.id FROM commitments_organisation child JOIN below ON child.parent_id = below.id
    )
    SELECT below.top,
        COUNT(DISTINCT part.commitment_id),
        COUNT(DISTINCT CASE WHEN below.id = below.top THEN part.commitment_id END)
    FROM below JOIN commitments_responsibility part ON part.organisation_id = below.id
    WHERE part.role IN ({owning}) AND EXISTS ({readable})
    GROUP BY below.top
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """How many commitments name an organisation or one below it in any role, and how many of these they lead or co-lead.

    `assessed` and `overdue` are of those that name it, with all below. `itself` leaves out what is below.
    """

    named: int
    named_itself: int
    assessed: int
    overdue: int
    led: int
    led_itself: int


def owed(bodies: Sequence[Organisation], tree: Tree, visible: Visible, *, on: date) -> dict[str, Owed]:
    """What each of these organisations owes on a day, by slug; one query, however many bodies."""
    led = _led(bodies, visible.rows)
    overdue = visible.rolls.lateness(on)[LatenessWord.OVERDUE]
    silent = visible.rolls.of("status", ShownStatus.NOT_ASSESSED)

    def of(body: Organisation) -> Owed:
        named = visible.owned_by(tree.below(body.slug))
        return Owed(
            named.bit_count(),
            visible.owned_by([body.slug]).bit_count(),
            named.bit_count() - (named & silent).bit_count(),
            (named & overdue).bit_count(),
            *led.get(body.pk, (0, 0)),
        )

    return {body.slug: of(body) for body in bodies}


def _led(bodies: Sequence[Organisation], rows: CommitmentQuerySet) -> dict[int, tuple[int, int]]:
    """How many each leads or co-leads, with all below it and by itself, by private key; those that lead none are left out."""
    part: Any = RawSQL("part.commitment_id", [])
    readable = compiled(rows.filter(pk=part).order_by().values_list("pk"))
    if not bodies or not readable.sql:
        return {}
    sql = _LED.format(tops=_places(bodies), owning=_places(OWNING), readable=readable.sql)
    with connections[readable.database].cursor() as cursor:
        cursor.execute(sql, [*(body.pk for body in bodies), *map(str, OWNING), *readable.parameters])
        return {top: (led, itself) for top, led, itself in cursor.fetchall()}


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
