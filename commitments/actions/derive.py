"""The columns of a commitment that follow from the rows hanging on it; the only place that computes them."""

from commitments.models import Commitment
from commitments.records.commitments import newest_words
from commitments.values.standing import Status, shown_status, standing

DERIVED = ("status", "standing", "progress", "last_word_on", "due_earliest", "due_latest")


def derive(row: Commitment) -> Commitment:
    """Set the derived columns of a row from `records.complete`, without saving it.

    `progress` is the least that a side has named, so that one side's optimism never hides the other's doubt.
    """
    words = newest_words(row)
    spoken = {side.code: None for side in row.partnership.sides.all()} | {
        word.side.code: Status(word.status) for word in words
    }
    row.status, row.standing = shown_status(spoken), standing(spoken)
    row.progress = min((word.progress for word in words if word.progress is not None), default=None)
    row.last_word_on = max((word.as_of for word in words), default=None)
    newest = max(row.deadlines.all(), key=lambda each: each.revision, default=None)
    row.due_earliest = newest.earliest if newest else None
    row.due_latest = newest.latest if newest else None
    return row
