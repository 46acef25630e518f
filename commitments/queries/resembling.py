"""Promises on record that a new one may be, said again: of the same field and owners, in words that are close."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from typing import Any, Final

from django.db import connections
from django.db.models import Exists, OuterRef

from commitments.models import Commitment, Organisation, Responsibility
from commitments.models.commitments import CommitmentQuerySet
from commitments.queries.hits import Compiled, Listed
from commitments.values.resemblance import Likeness, Marks, closeness, known, share_in
from commitments.values.texts import Text

OFFERED: Final = 5
"""How many are offered at most."""
COMPARED: Final = 60
"""How many titles are compared at most: those whose search keys hold most of the words."""
LISTED: Final = 2000
"""How many commitments that hold some of the words are looked at, to see whether they share the field or the owners."""
TELLING: Final = 6
"""How many words of a title are looked up in each language: the longest, which are the rarest."""
TOGETHER: Final = (4, 2)
"""How many of them a commitment must hold: many first, fewer while there is room in the list."""
SHOWN: Final = ("sectors", "responsibilities__organisation", "deadlines")
"""What is compared with the titles, and told of what is offered."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A commitment that resembles a promise: how close the titles are, and what else both have."""

    commitment: Commitment
    closeness: float
    same_sector: bool
    same_owners: Sequence[Organisation]


def resembling(
    rows: CommitmentQuerySet, *, title: Text, sectors: Collection[int], owners: Collection[int]
) -> list[Alike]:
    """The rows that resemble a promise most, the closest first; `sectors` and `owners` are private numbers.

    Eight queries at most, however many rows: the index of words lists at most LISTED of them. What shares neither
    sector nor owner is another promise, whatever its words.
    """
    ours = known(title)
    chosen = _worth_comparing(_related(rows, _listed(ours, rows.db), sectors, owners), ours)
    if not chosen:
        return []
    found = [_compared(row, ours, sectors, owners) for row in rows.filter(pk__in=chosen).prefetch_related(*SHOWN)]
    return sorted(filter(_is_offered, found), key=lambda each: (-each.closeness, each.commitment.reference))[:OFFERED]


def _listed(ours: Marks, database: str) -> list[int]:
    """The private numbers of some that hold the words, those that hold many of them first; two queries at most."""
    found: dict[int, None] = {}
    for together in TOGETHER:
        sets = _sets(ours, together)
        if sets and len(found) < LISTED:
            found |= dict.fromkeys(_with_words(sets, database))
    return list(found)[:LISTED]


def _sets(ours: Marks, together: int) -> list[tuple[str, ...]]:
    """The sets of so many words of which a close title holds one, in one of its languages."""
    found: dict[tuple[str, ...], None] = {}
    for words in ours.values():
        telling = sorted(words, key=lambda word: (-len(word), word))[:TELLING]
        found |= dict.fromkeys(combinations(telling, min(together, len(telling))))
    return [each for each in found if each]


def _related(
    rows: CommitmentQuerySet, numbers: list[int], sectors: Collection[int], owners: Collection[int]
) -> list[tuple[int, str]]:
    """The numbers and search keys of those that share the field or an owner; one query."""
    if not numbers or not (sectors or owners):
        return []
    in_sector = Commitment.sectors.through.objects.filter(commitment=OuterRef("pk"), sector__in=sectors)
    owned = Responsibility.objects.filter(commitment=OuterRef("pk"), organisation__in=owners)
    related = rows.filter(Listed("pk", numbers)).filter(Exists(in_sector) | Exists(owned))
    return list(related.order_by().values_list("pk", "search_key__text"))


def _worth_comparing(related: Iterable[tuple[int, str]], ours: Marks) -> list[int]:
    """The numbers of those whose keys hold most of the words."""
    return [pk for pk, _key in nlargest(COMPARED, related, key=lambda each: share_in(ours, each[1] or ""))]


def _compared(row: Commitment, ours: Marks, sectors: Collection[int], owners: Collection[int]) -> Alike:
    parts: Iterable[Responsibility] = row.responsibilities.all()
    return Alike(
        commitment=row,
        closeness=closeness(ours, known(row.title)),
        same_sector=any(each.pk in sectors for each in row.sectors.all()),
        same_owners=[each.organisation for each in parts if each.organisation_id in owners],
    )


def _is_offered(each: Alike) -> bool:
    return Likeness(each.closeness, each.same_sector, bool(each.same_owners)).is_close


def _with_words(sets: Sequence[tuple[str, ...]], database: str) -> list[int]:
    """The private numbers of some commitments that hold all words of any of these; one query."""
    connection = connections[database]
    sql, parameters = HOLDING[connection.vendor](sets)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s", [*parameters, LISTED])
        return [pk for (pk,) in cursor.fetchall()]


def _in_postgresql(sets: Sequence[tuple[str, ...]]) -> Compiled:
    asked = " | ".join(f"({' & '.join(each)})" for each in sets)
    return "SELECT commitment_id FROM commitments_searchkey WHERE vector @@ %s::tsquery", [asked]


def _in_sqlite(sets: Sequence[tuple[str, ...]]) -> Compiled:
    asked = " OR ".join("(" + " AND ".join(f'"{word}"' for word in each) + ")" for each in sets)
    return "SELECT rowid FROM commitments_searchkey_words WHERE commitments_searchkey_words MATCH %s", [asked]


HOLDING: Final[Mapping[str, Any]] = {"postgresql": _in_postgresql, "sqlite": _in_sqlite}
"""What asks the index of words, by the vendor of the database. Words are of the letters a to z and digits alone."""
