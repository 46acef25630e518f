"""How a checkpoint is told: its note with the countersignatures that are stored."""

from commitments.models import Checkpoint
from commitments.records.shape import Json
from commitments.values.moments import moment
from commitments.values.notes import Note, read_note


def note_of(checkpoint: Checkpoint) -> Note:
    """The note with every countersignature under it, oldest first; MalformedNote when what is stored was changed."""
    return read_note(written_note(checkpoint))


def written_note(checkpoint: Checkpoint) -> str:
    """The same as text; no query when the countersignatures are prefetched."""
    return checkpoint.note + "".join(each.line for each in checkpoint.countersignatures.all())


def told(checkpoint: Checkpoint) -> dict[str, Json]:
    """What a reader of the API is told of a checkpoint."""
    return {
        "number": checkpoint.number,
        "digest": checkpoint.digest,
        "recorded_at": moment(checkpoint.recorded_at),
        "note": written_note(checkpoint),
    }
