"""The change feed: public editions in number order, which is commit order, so that nobody who polls misses one."""

from collections.abc import Sequence

from commitments.models import Edition


def changes_after(number: int, *, limit: int) -> Sequence[Edition]:
    """At most `limit` public editions with a higher number, in order; one query."""
    return list(Edition.objects.public().filter(public_number__gt=number)[:limit])


def editions_of(noun: str, key: str) -> Sequence[Edition]:
    """A record's public history, newest first; one query."""
    return list(Edition.objects.of(noun, key).public().reverse())


def was_public(noun: str, key: str) -> bool:
    """Whether the public chain knows this record, though it may have been withdrawn since."""
    return Edition.objects.of(noun, key).public().exists()
