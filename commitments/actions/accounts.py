"""Opens accounts. An account is no part of the record, so it has no edition."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction

from commitments.models import Organisation, StaffRole, User
from commitments.queries.head import newest_number


def writing_roles(organisation: Organisation) -> tuple[StaffRole, ...]:
    """The roles of whoever does all the writing for an organisation."""
    return (StaffRole.ANALYST, StaffRole.EDITOR) if organisation.side else (StaffRole.SECRETARIAT,)


def open_account(*, username: str, password: str, organisation: Organisation) -> User:
    """Add a person of an organisation who may sign in to the admin and does all the writing for it."""
    with transaction.atomic():
        user = User.objects.create_user(username, password=password, organisation=organisation, is_staff=True)
        mark_seen(user, newest_number())  # what was written before is no news to whoever comes
        give_roles(user, writing_roles(organisation))
    return user


def give_roles(user: User, roles: Iterable[str]) -> None:
    """Have a person do this for the own organisation from now on, and nothing else."""
    user.groups.set([Group.objects.get_or_create(name=StaffRole(each).value)[0] for each in roles])
    vars(user).pop("roles", None)


def mark_seen(user: User, number: int) -> None:
    """Remember that the person has seen the editions up to this number. It never goes back, nor beyond the newest."""
    reached = max(user.seen_edition, min(number, newest_number()))
    User.objects.filter(pk=user.pk, seen_edition__lt=reached).update(seen_edition=reached)
    user.seen_edition = reached
