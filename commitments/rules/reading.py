"""Who may read what: everybody what is public, a side also what it keeps internal itself."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from commitments.models import Commitment, Organisation, User
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.organisations import OrganisationQuerySet
from commitments.models.vocabulary import Visibility

Reader = User | AnonymousUser


def may_read(user: Reader, commitment: Commitment) -> bool:
    """Whether the reader may see this commitment; one query."""
    return readable(user).filter(pk=commitment.pk).exists()


def readable(user: Reader) -> CommitmentQuerySet:
    """The commitments that the reader may see. The public's are told by one column alone, so that one index finds them."""
    organisation = _organisation(user)
    if organisation is None:
        return Commitment.objects.public()
    return Commitment.objects.filter(Q(visibility=Visibility.PUBLIC) | _recorded_for(organisation))


def keepers(user: Reader) -> OrganisationQuerySet:
    """The organisations whose internal commitments the reader may see: with what is public, that is all of `readable`."""
    organisation, all_of_them = _organisation(user), Organisation.objects.all()
    if organisation is None:
        return all_of_them.none()
    if organisation.side is None:
        return all_of_them.filter(pk=organisation.pk)
    return all_of_them.filter(side=organisation.side)


def tellable(user: Reader) -> Q:
    """The editions that the reader may see what they state: who, for whom, why and of what.

    Of the public ones all that; of the internal ones only what is kept for the own side, whoever signed it: the other
    side may well have renamed an organisation that an internal commitment names.
    """
    public, organisation = Q(visibility=Visibility.PUBLIC), _organisation(user)
    return public if organisation is None else public | _kept_for(organisation)


def _organisation(user: Reader) -> Organisation | None:
    return user.organisation if isinstance(user, User) else None


def _recorded_for(organisation: Organisation) -> Q:
    if organisation.side is None:  # a joint body sees its own, never a side's
        return Q(recorded_for=organisation)
    return Q(recorded_for__side=organisation.side)


def _kept_for(organisation: Organisation) -> Q:
    if organisation.side is None:
        return Q(kept_for_side="", kept_for=organisation.slug)
    return Q(kept_for_side=organisation.side.code)
