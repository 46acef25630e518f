"""What a reader may see, as the rolls have it: the set in which a page counts."""

from typing import NamedTuple

from commitments.queries.rolls import Rolls, rolls_now
from commitments.rules import Reader, keepers


class Counted(NamedTuple):
    """The rolls as they are now, and the set of the commitments that are counted."""

    rolls: Rolls
    bits: int


def counted_for(user: Reader) -> Counted:
    """All that the reader may see: the same commitments as `readable`. One query, one more for who is signed in."""
    rolls = rolls_now()
    return Counted(rolls, rolls.readable(keepers(user).values_list("slug", flat=True)))
