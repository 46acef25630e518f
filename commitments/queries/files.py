"""The files that words rest on, for those who may see the words."""

from commitments.models import Evidence, StoredFile
from commitments.models.commitments import CommitmentQuerySet
from commitments.values.attachments import digest_of


def file_on(commitments: CommitmentQuerySet, reference: str, *, word: int, piece: int) -> Evidence | None:
    """The piece of evidence of this number, of a word on one of these commitments, if it is a file; one query."""
    rows = Evidence.objects.filter(update__commitment__in=commitments.filter(reference=reference))
    found: Evidence | None = rows.filter(update__number=word, number=piece, file__isnull=False).first()
    return found


def content_of(evidence: Evidence) -> bytes | None:
    """The bytes of a file; None when they are gone, or are not those that were attached. One query.

    What an edition has signed is the digest: no other bytes are given out under its name.
    """
    row = StoredFile.objects.filter(digest=evidence.file_id).first()
    if row is None or digest_of(content := bytes(row.content)) != evidence.file_id:
        return None
    return content
