"""Tokens: with one, a program reads and writes for an organisation, each under an account of its own."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import one_of
from commitments.models.organisations import Organisation
from commitments.models.users import User


class Access(models.TextChoices):
    """What a token may do."""

    READ = "read", _("read")
    WRITE = "write", _("read and write")


class TokenState(models.TextChoices):
    """How a token stands on a day."""

    ACTIVE = "active", _("active")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class Token(models.Model):
    """A secret that stands for an organisation. Only its SHA-256 is kept: who loses the secret is given another."""

    account = models.OneToOneField(
        User,
        verbose_name=_("account"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="token",
        help_text=_("Under whose name it reads and writes."),
    )
    name = models.SlugField(
        _("name"),
        max_length=60,
        help_text=_("What it is for, such as intake-2026. It is kept with everything that is written with the token."),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    access = models.CharField(_("access"), max_length=5, choices=Access, default=Access.READ)
    expires_on = models.DateField(
        _("expires on"), help_text=_("The last day on which it works, in UTC. At most two years from today.")
    )
    issued_by = models.ForeignKey(
        User, verbose_name=_("issued by"), editable=False, on_delete=models.PROTECT, related_name="issued_tokens"
    )
    issued_at = models.DateTimeField(_("issued at"), editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    last_used_on = models.DateField(_("last used on"), null=True, editable=False)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-issued_at", "-pk")
        constraints: ClassVar = [
            one_of("access", Access, table="token"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=models.F("issued_at")),
                name="token_is_revoked_after_it_was_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.account.username

    @property
    def organisation(self) -> Organisation | None:
        """Whom it stands for."""
        return self.account.organisation

    def state(self, *, on: date) -> TokenState:
        """Whether it works on a day, and if not why; it works to the end of the day on which it expires."""
        if self.revoked_at is not None:
            return TokenState.REVOKED
        return TokenState.EXPIRED if self.expires_on < on else TokenState.ACTIVE
