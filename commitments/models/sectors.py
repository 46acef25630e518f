"""Sectors: the fields of cooperation that commitments are grouped by."""

from django.utils.translation import gettext_lazy as _

from commitments.models.base import Slugged
from commitments.models.texts import TranslatedField


class Sector(Slugged):
    """A field of cooperation, such as transport or education."""

    noun = "sector"

    name = TranslatedField(_("name"))

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ("slug",)
