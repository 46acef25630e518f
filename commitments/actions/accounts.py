"""Opens accounts. An account is no part of the record, so it has no edition."""

from commitments.models import Organisation, User


def open_account(*, username: str, password: str, organisation: Organisation) -> User:
    """Add a person of an organisation who may sign in to the admin."""
    return User.objects.create_user(username, password=password, organisation=organisation, is_staff=True)
