"""Organisations: the bodies that owe, support, oversee or benefit."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from commitments.models.base import NaturalQuerySet, Slugged, one_of
from commitments.models.sides import Side
from commitments.models.texts import TranslatedField

# An organisation and all below it; UNION (not UNION ALL) ends even if a cycle were stored.
BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT id FROM commitments_organisation WHERE slug IN ({slugs})
        UNION
        SELECT child.id FROM commitments_organisation child JOIN below ON child.parent_id = below.id
    ) SELECT id FROM below
"""


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    PARTY = "party", _("party")
    GOVERNMENT = "government", _("government")
    MINISTRY = "ministry", _("ministry")
    INSTITUTE = "institute", _("institute")
    CITY = "city", _("city")
    DEPARTMENT = "department", _("department")
    JOINT_BODY = "joint_body", _("joint body")
    COMPANY = "company", _("company")
    OTHER = "other", _("other")


class OrganisationQuerySet(NaturalQuerySet):
    """Organisations, and the tree they form."""

    def below(self, *slugs: str) -> "OrganisationQuerySet":
        """The organisations of these slugs and every one under them, in one query."""
        below = BELOW.format(slugs=", ".join(["%s"] * len(slugs)))
        return self.filter(id__in=RawSQL(below, slugs))  # noqa: S611  the slugs are bound parameters


class Organisation(Slugged):
    """A body of one side, or a joint body of none."""

    noun = "organisation"

    name = TranslatedField(_("name"))
    short_name = TranslatedField(_("short name"), blank=True, help_text=_("An abbreviation in common use, if any."))
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    side = models.ForeignKey(
        Side,
        verbose_name=_("side"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text=_("The side it belongs to. A joint body belongs to none."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    objects: ClassVar = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("slug",)
        constraints: ClassVar = [
            one_of("kind", OrganisationKind, table="organisation"),
            models.CheckConstraint(
                condition=Q(kind="joint_body", side__isnull=True) | (~Q(kind="joint_body") & Q(side__isnull=False)),
                name="organisation_has_a_side_unless_joint",
                violation_error_message=_("A joint body belongs to no side; every other organisation belongs to one."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_is_not_its_own_parent",
                violation_error_message=_("It cannot be a part of itself."),
            ),
        ]
