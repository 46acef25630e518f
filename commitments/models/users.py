"""The people who sign in: each belongs to one organisation, so to one side or to a joint body."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.organisations import Organisation
from commitments.models.sides import Side


class User(AbstractUser):
    """A person who signs in. Without an organisation they can read, but write nothing to the record."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="users",
        help_text=_("Whom this person writes for. Without one, nothing can be written to the record."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def side(self) -> Side | None:
        """The side this person speaks for; none for a joint body."""
        return self.organisation.side if self.organisation else None
