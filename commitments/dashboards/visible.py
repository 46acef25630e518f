"""The commitments that a reader may see, as rows and as a set that is counted at once."""

from commitments.dashboards.counting import counted_for
from commitments.queries.visible import Visible
from commitments.rules import Reader, readable


def visible_to(user: Reader) -> Visible:
    """All that the reader may see; one query, one more for who is signed in."""
    return Visible(readable(user), *counted_for(user))
