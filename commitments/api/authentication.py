"""Who asks: nobody in particular, or the account of the token in `Authorization: Bearer`."""

import logging
from datetime import UTC, date, datetime
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from commitments.actions.tokens import note_use
from commitments.api.problems import InvalidToken, TokenRequired
from commitments.models import Token, TokenState, User
from commitments.rules import may_write
from commitments.values.tokens import is_secret, secret_digest

SCHEME = "bearer"

logger = logging.getLogger(__name__)


class TokenAuthentication(BaseAuthentication):
    """One query for a reader with a token, none for one without. Whoever sends a token that does not hold is refused."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """The account and its token, None without the header; InvalidToken says why a token does not hold."""
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        today = datetime.now(UTC).date()
        token = _holding(_secret_in(header), on=today)
        _note_use(token, on=today)
        return token.account, token

    def authenticate_header(self, request: Request) -> str:
        """What to send."""
        return TokenRequired.auth_header


class MayWrite(BasePermission):
    """For whoever writes: a token that may. Without one it is 401, with one that may only read 403."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the token may write to the record at all."""
        if not isinstance(request.user, User):
            raise TokenRequired
        if not may_write(request.user):
            raise PermissionDenied(_("This token may read, not write. Ask for one that may write."))
        return True


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library's is untyped
    """How the description of the API tells of tokens."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The scheme of RFC 6750."""
        return {
            "type": "http",
            "scheme": SCHEME,
            "description": "A token of an organisation. With one you read what it may see, and write where it may.",
        }


def _secret_in(header: str) -> str:
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != SCHEME:
        raise InvalidToken(_("Only tokens are taken here: “Authorization: Bearer ” and then the token."), error="")
    secret = secret.strip(" ")
    if not is_secret(secret):
        raise InvalidToken(
            _("This is no token: after “Bearer ” comes the token as it was given out, and nothing else.")
        )
    return secret


def _holding(secret: str, *, on: date) -> Token:
    """The token of a secret. Why one does not hold is told only to whoever has its secret; one query."""
    known = Token.objects.select_related("account__organisation__side").filter(digest=secret_digest(secret))
    token = known.first()
    if token is None:
        raise InvalidToken(_("This token is not known."))
    state = token.state(on=on)
    if state == TokenState.EXPIRED:
        raise InvalidToken(_("This token expired on %s. Ask for a new one.") % token.expires_on.isoformat())
    if state == TokenState.REVOKED or not token.account.is_active:
        raise InvalidToken(_("This token was revoked. Ask for a new one."))
    return token


def _note_use(token: Token, *, on: date) -> None:
    """A database that cannot write at this moment keeps nobody from reading."""
    try:
        note_use(token, on=on)
    except DatabaseError:
        logger.warning("Could not note that token %s was used.", token.pk)
