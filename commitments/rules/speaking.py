"""On which commitments a person may give the word of the own side."""

from django.db.models import QuerySet

from commitments.models import Commitment, Partnership, User
from commitments.models.commitments import CommitmentQuerySet
from commitments.rules.reading import readable
from commitments.rules.writing import may_speak_for


def speakable(user: User) -> CommitmentQuerySet:
    """The commitments on which the person may give the own side's word: those of its partnerships that may be read."""
    if user.side is None or not may_speak_for(user, user.side):
        return Commitment.objects.none()
    rows: CommitmentQuerySet = readable(user).filter(partnership__sides=user.side)
    return rows


def spoken_in(user: User) -> QuerySet[Partnership]:
    """The partnerships in which the person's side speaks."""
    rows: QuerySet[Partnership] = Partnership.objects.filter(sides=user.side)
    return rows


def may_speak_on(user: User, commitment: Commitment) -> bool:
    """Whether the person may give the own side's word on this commitment; one query at most besides who it is."""
    return speakable(user).filter(pk=commitment.pk).exists()
