"""The commitments that a reader may see, as rows and as a set that is counted at once."""

from commitments.queries.rolls import rolls_now
from commitments.queries.visible import Visible
from commitments.rules import Reader, keepers, readable


def visible_to(user: Reader) -> Visible:
    """All that the reader may see; one query, one more for who is signed in."""
    rolls = rolls_now()
    return Visible(readable(user), rolls, rolls.readable(keepers(user).values_list("slug", flat=True)))
