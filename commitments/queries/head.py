"""Where the chains end: the number that tells a reader whether anything has changed."""

from commitments.models import Head


def newest_public_number() -> int:
    """The number of the newest public edition, 0 before the first; one query of one row."""
    return Head.objects.filter(id=1).values_list("public_number", flat=True).first() or 0


def newest_number() -> int:
    """The number of the newest edition of the full chain, 0 before the first; one query of one row."""
    return Head.objects.filter(id=1).values_list("number", flat=True).first() or 0
