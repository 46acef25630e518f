"""The filters whose values are counted on every list, and how rows are counted by what they name."""

from django.db.models import Count

from commitments.models import Level
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import CommitmentKind, Force, LatenessWord, ShownStatus, StandingWord

Counts = dict[str, dict[str, int]]

LISTS = {
    "status": ShownStatus.values,
    "standing": StandingWord.values,
    "lateness": LatenessWord.values,
    "kind": CommitmentKind.values,
    "force": Force.values,
    "level": Level.values,
}
"""The filters over a closed list of words in a column of the same name."""

RELATIONS = {
    "partnership": "partnership__slug",
    "sector": "sectors__slug",
    "side": "responsibilities__organisation__side__code",
}
"""The filters over other records, and the path to the name of each."""

FURTHER = ("missing", "outlook", "awaiting", "stale")
"""The filters over words of other tables, of which the rolls know as well."""

COUNTED = (*LISTS, *RELATIONS, *FURTHER)


def by_relation(rows: CommitmentQuerySet, path: str) -> dict[str, int]:
    """How many of the rows name each record at the end of a path, each row once for a record; one query."""
    counted = rows.order_by().values(path).annotate(number=Count("pk", distinct=True))
    return {each[path]: each["number"] for each in counted if each[path] is not None}
