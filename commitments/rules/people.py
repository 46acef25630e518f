"""Who may manage whose accounts: superusers all, an administrator the people of the own organisation."""

from django.db.models import QuerySet

from commitments.models import StaffRole, User

JOINT_ROLE = StaffRole.SECRETARIAT
"""It changes what both sides refer to, so no side gives it to its own people."""


def may_manage_people(user: User) -> bool:
    """Whether the person manages any accounts."""
    return user.is_active and user.is_staff and (user.is_superuser or _is_administrator(user))


def manageable(user: User) -> QuerySet[User]:
    """The people whose accounts the person manages; the accounts of tokens are managed with their tokens."""
    people: QuerySet[User] = User.objects.filter(is_machine=False)
    if user.is_superuser:
        return people
    if not may_manage_people(user):
        return people.none()
    return people.filter(organisation=user.organisation, is_superuser=False)


def may_manage(user: User, account: User) -> bool:
    """Whether the person manages this account; one query."""
    return manageable(user).filter(pk=account.pk).exists()


def grantable(user: User) -> frozenset[StaffRole]:
    """The roles that the person may give and take."""
    if user.is_superuser:
        return frozenset(StaffRole)
    if not may_manage_people(user):
        return frozenset()
    return frozenset(StaffRole) if user.side is None else frozenset(StaffRole) - {JOINT_ROLE}


def may_set_password(user: User, account: User) -> bool:
    """Whether the person may set the password of a managed account: nobody borrows a role that could not be given."""
    return may_manage(user, account) and account.roles <= grantable(user)


def _is_administrator(user: User) -> bool:
    return user.organisation is not None and StaffRole.ADMINISTRATOR in user.roles
