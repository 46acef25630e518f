"""Compares the bytes of files with the digests by which words rest on them."""

from collections.abc import Iterator

from commitments.models import Evidence, StoredFile
from commitments.provenance.faults import Fault
from commitments.values.attachments import digest_of


def file_faults() -> Iterator[Fault]:
    """Every file whose bytes are gone, are others than they were, or are not as many; one file at a time is in memory."""
    sizes: dict[str, int] = {}
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=1):
        content = bytes(file.content)
        sizes[file.digest] = len(content)
        if digest_of(content) != file.digest:
            yield Fault(f"the file {file.digest}", "its bytes are not those that were attached.")
    resting = Evidence.objects.exclude(file=None).select_related("update__commitment").order_by("pk")
    for piece in resting.iterator():
        if told := _of_piece(piece, sizes):
            yield Fault(f"commitment {piece.update.commitment.key}", told)


def _of_piece(piece: Evidence, sizes: dict[str, int]) -> str:
    called = f"the file {piece.file_name} of its word {piece.update.number}"
    if piece.file_id not in sizes:
        return f"{called} is not there any more."
    if piece.file_size != sizes[piece.file_id]:
        return f"{called} has {sizes[piece.file_id]} bytes, and {piece.file_size} are on record."
    return ""
