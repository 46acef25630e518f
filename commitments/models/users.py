"""The people who sign in: each belongs to one organisation, so to one side or to a joint body."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.organisations import Organisation
from commitments.models.sides import Side


class StaffRole(models.TextChoices):
    """What a person does for the own organisation. Each is a group of this name; `rules` say what it allows."""

    READER = "reader", _("reader")
    ANALYST = "analyst", _("analyst")
    EDITOR = "editor", _("editor")
    SECRETARIAT = "secretariat", _("secretariat")
    ADMINISTRATOR = "administrator", _("administrator")


class User(AbstractUser):
    """A person who signs in, or the account of a token.

    Without an organisation and a role in it they write nothing to the record.
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="users",
        help_text=_("Whom this person writes for. Without one, nothing can be written to the record."),
    )

    is_machine = models.BooleanField(
        _("machine"), default=False, editable=False, help_text=_("The account of a token. Nobody signs in with it.")
    )

    seen_edition = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The newest edition that this person has said to have seen."
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_machine=False)
                | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_superuser=False, organisation__isnull=False),
                name="user_of_a_token_never_signs_in",
            )
        ]

    @property
    def side(self) -> Side | None:
        """The side this person speaks for; none for a joint body."""
        return self.organisation.side if self.organisation else None

    @cached_property
    def roles(self) -> frozenset[str]:
        """What this person does for the own organisation, as read when first asked; one query."""
        return frozenset(self.groups.values_list("name", flat=True)) & frozenset(StaffRole.values)
