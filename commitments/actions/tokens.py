"""Issues and revokes tokens. A token is no part of the record, so it has no edition."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.actions.accounts import give_roles, writing_roles
from commitments.models import Access, Organisation, StaffRole, Token, User
from commitments.values.tokens import new_secret, secret_digest

USUAL = timedelta(days=365)
"""How long a token works when nobody says otherwise."""
LONGEST = timedelta(days=2 * 365 + 1)
"""How long it may work: two years, one of which may be a leap year."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A token with its secret, which is kept nowhere: tell it now or never."""

    token: Token
    secret: str

    def __repr__(self) -> str:
        """Without the secret, so that no log or report of an error shows it."""
        return f"Issued({self.token})"


def issue_token(
    *, organisation: Organisation, name: str, access: str, expires_on: date, by: User, at: datetime
) -> Issued:
    """Add a token of an organisation, and the account under whose name it reads and writes.

    Raises ValidationError when the name is taken in this organisation, or the day has passed or is too far away.
    """
    _check_expiry(expires_on, at)
    secret = new_secret()
    token = Token(
        name=name, digest=secret_digest(secret), access=access, expires_on=expires_on, issued_by=by, issued_at=at
    )
    token.clean_fields(exclude=["account"])
    try:
        with transaction.atomic():
            token.account = _open_account(organisation, name, writes=access == Access.WRITE)
            token.save()
    except IntegrityError as error:
        raise ValidationError(
            {"name": _("This organisation has, or had, a token of this name. Choose another name.")}
        ) from error
    return Issued(token, secret)


def _check_expiry(expires_on: date, at: datetime) -> None:
    last = at.date() + LONGEST
    if not at.date() <= expires_on <= last:
        raise ValidationError({"expires_on": _("Choose a day from today to %s.") % date_format(last, "DATE_FORMAT")})


def _open_account(organisation: Organisation, name: str, *, writes: bool) -> User:
    username = f"api.{organisation.slug}.{name}"
    account: User = User.objects.create_user(
        username, password=None, organisation=organisation, is_staff=writes, is_machine=True
    )
    give_roles(account, writing_roles(organisation) if writes else [StaffRole.READER])
    return account


def revoke_token(token: Token, *, at: datetime) -> None:
    """Have a token work no more, for good, and its account with it. One that is revoked already stays as it is."""
    with transaction.atomic():
        held = Token.objects.select_for_update().get(pk=token.pk)
        if held.revoked_at is None:
            held.revoked_at = at
            held.save(update_fields=["revoked_at"])
            User.objects.filter(pk=held.account_id).update(is_active=False)
        token.revoked_at = held.revoked_at


def note_use(token: Token, *, on: date) -> None:
    """Keep the day on which a token was used last: one write on its first use of a day, none on the others.

    Raises OperationalError when somebody else holds what it has to write: nobody's reading waits for this.
    """
    if token.last_used_on == on:
        return
    unnoted = Q(last_used_on__isnull=True) | Q(last_used_on__lt=on)
    with _impatient():
        Token.objects.filter(unnoted, pk=token.pk).update(last_used_on=on)


PATIENCE = 50
"""For how many milliseconds a note waits for those who write."""


@contextmanager
def _impatient() -> Iterator[None]:
    """Let what is written inside wait for others no longer than PATIENCE."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{PATIENCE}ms"])
                yield
            return
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
