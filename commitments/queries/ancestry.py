"""Whether one row stands below another in a tree of parents."""

from typing import Any

from commitments.models import Recorded


def is_below(row: Any, other: Recorded) -> bool:
    """Whether `row` is `other` or has it above; one query a level. A cycle that is already stored ends the walk."""
    met: set[int] = set()
    while row is not None and row.pk not in met:
        if row.pk == other.pk:
            return True
        met.add(row.pk)
        row = row.parent
    return False
