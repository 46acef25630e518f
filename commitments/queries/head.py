"""Where the chains end: the number that tells a reader whether anything has changed."""

from commitments.models import Head
from commitments.queries.prepared import KEPT


def newest_public_number() -> int:
    """The number of the newest public edition, 0 before the first; one query of one row."""
    return _newest("public_number")


def newest_number() -> int:
    """The number of the newest edition of the full chain, 0 before the first; one query of one row."""
    return _newest("number")


def rolls_written() -> int:
    """How often the rolls have been written; one query of one row."""
    return _newest("rolls")


def _newest(column: str) -> int:
    (question,) = KEPT.prepared(column, lambda: [Head.objects.filter(id=1).values_list(column)])
    found = question.rows()
    return int(found[0][0]) if found else 0
