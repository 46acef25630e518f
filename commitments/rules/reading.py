"""Who may read which commitments: everybody what is public, a side also what it keeps internal itself."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from commitments.models import Commitment, User
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import Visibility

Reader = User | AnonymousUser


def may_read(user: Reader, commitment: Commitment) -> bool:
    """Whether the reader may see this commitment; one query."""
    return readable(user).filter(pk=commitment.pk).exists()


def readable(user: Reader) -> CommitmentQuerySet:
    """The commitments that the reader may see."""
    return Commitment.objects.filter(Q(visibility=Visibility.PUBLIC) | _kept_by(user))


def _kept_by(user: Reader) -> Q:
    organisation = user.organisation if isinstance(user, User) else None
    if organisation is None:
        return Q(pk__in=[])
    if organisation.side is None:  # a joint body sees its own, never a side's
        return Q(recorded_for=organisation)
    return Q(recorded_for__side=organisation.side)
