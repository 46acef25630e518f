"""Questions over the sides' newest words."""

from typing import Any

from django.db.models import Exists, OuterRef

from commitments.models import StatusUpdate
from commitments.models.commitments import CommitmentQuerySet


def with_newest_word(commitments: CommitmentQuerySet, **says: Any) -> CommitmentQuerySet:
    """The commitments of which at least one side's newest word says this."""
    words = StatusUpdate.objects.newest_words().filter(commitment=OuterRef("pk"), **says)
    found: CommitmentQuerySet = commitments.filter(Exists(words))
    return found
