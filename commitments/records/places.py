"""How a record names a passage: its source, its place there and its fingerprint."""

from commitments.models import Passage
from commitments.records.shape import Json


def place(passage: Passage) -> dict[str, Json]:
    """Where it is said; `paragraph`, `start`, `end` and `fingerprint` are null when the text was not at hand."""
    return {
        "source": passage.source.slug,
        "passage": passage.handle,
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "fingerprint": passage.fingerprint or None,
    }


def brief_place(passage: Passage | None) -> dict[str, Json] | None:
    """The source, the passage's name in it, and the paragraph."""
    if passage is None:
        return None
    return {"source": passage.source.slug, "passage": passage.handle, "paragraph": passage.paragraph}
