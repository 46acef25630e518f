"""Sides, whose word counts on its own, and the partnerships between them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.base import Recorded, Slugged
from commitments.models.texts import TranslatedField


class Side(Recorded):
    """A party whose word counts on its own: a country, an international organisation, a city."""

    noun = "side"
    natural = ("code",)

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9-]*\Z", _("Use capital letters, digits and hyphens, such as VN."))],
        help_text=_("ISO 3166 for a country, such as VN; any code for another body."),
    )
    name = TranslatedField(_("name"))

    class Meta:
        verbose_name = _("side")
        verbose_name_plural = _("sides")
        ordering = ("code",)


class Partnership(Slugged):
    """A standing relationship between sides."""

    noun = "partnership"

    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]+\Z", _("Use capital letters only."))],
        help_text=_("The first part of its commitments' references, such as VL in VL-2025-001."),
    )
    name = TranslatedField(_("name"))
    sides = models.ManyToManyField(Side, verbose_name=_("sides"), related_name="partnerships")

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ("slug",)
