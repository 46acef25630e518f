"""What is counted, what was promised of it, and what was seen."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import Part, Recorded, in_order, one_of
from commitments.models.commitments import Commitment
from commitments.models.sides import Partnership, Side
from commitments.models.sources import Passage, Source
from commitments.models.texts import TranslatedField
from commitments.models.uncertain import UncertainDateField, bound


class Period(models.TextChoices):
    """What one value of an indicator covers."""

    YEAR = "year", _("a year")
    NONE = "none", _("no period: a stock or a single count")


class Qualifier(models.TextChoices):
    """How exactly a publisher states a value; empty when it states it plainly."""

    ABOUT = "about", _("about")
    OVER = "over", _("over")
    UNDER = "under", _("under")


class Flag(models.TextChoices):
    """How final a publisher calls a value; empty when it does not say."""

    PROVISIONAL = "provisional", _("provisional")
    ESTIMATED = "estimated", _("estimated")
    FINAL = "final", _("final")


class Indicator(Recorded):
    """Something that is counted, in one unit."""

    noun = "indicator"
    natural = ("code",)

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = TranslatedField(_("name"))
    unit = models.CharField(_("unit"), max_length=20, help_text=_("Such as USD, % or km."))
    period = models.CharField(_("period"), max_length=10, choices=Period)
    partnership = models.ForeignKey(
        Partnership,
        verbose_name=_("partnership"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
    )
    description = TranslatedField(_("description"), blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("code",)
        constraints: ClassVar = [one_of("period", Period, table="indicator")]


def amount(label: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    """A column for a measured value: up to eighteen digits before the point and six after it."""
    return models.DecimalField(label, max_digits=24, decimal_places=6, **options)


class Target(Part):
    """What a commitment promises of an indicator."""

    natural = ("commitment__reference", "indicator__code")
    whole_field = "commitment"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="targets"
    )
    value = amount(_("value"))
    value_to = amount(_("up to"), null=True, blank=True, help_text=_("When the promise is a range: its upper end."))
    baseline = amount(_("baseline"), null=True, blank=True, help_text=_("What it starts from, if the text says so."))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ("commitment", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "indicator"), name="target_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(value_to__isnull=True) | Q(value_to__gt=F("value")),
                name="target_range_runs_upwards",
                violation_error_message=_("The upper end of a range is more than its lower end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.indicator} {self.value}"


class Observation(Part):
    """A value that a publisher reported. Two publishers who differ are two observations."""

    natural = ("indicator__code", "period", "source__slug")
    whole_field = "indicator"

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="observations"
    )
    period = UncertainDateField(
        _("period"),
        bounds=("period_earliest", "period_latest"),
        help_text=_("What the value covers, as EDTF: 2024, 2025-01/2025-10 or 2024-33 for the first quarter."),
    )
    period_earliest = bound()
    period_latest = bound()
    value = amount(_("value"))
    value_to = amount(_("up to"), null=True, blank=True, help_text=_("When it is a range: its upper end."))
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, blank=True)
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="observations")
    passage = models.ForeignKey(
        Passage, verbose_name=_("passage"), null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    side = models.ForeignKey(
        Side,
        verbose_name=_("side"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observations",
        help_text=_("The side whose statistics it is, if the text says so."),
    )
    flag = models.CharField(_("flag"), max_length=12, choices=Flag, blank=True)
    note = TranslatedField(_("note"), blank=True)

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("indicator", "period_earliest", "period_latest", "id")
        constraints: ClassVar = [
            one_of("qualifier", Qualifier, table="observation", blank=True),
            one_of("flag", Flag, table="observation", blank=True),
            in_order("period_earliest", "period_latest", name="observation_period_in_order"),
            models.UniqueConstraint(
                fields=("indicator", "period", "source"), name="observation_is_recorded_once_by_source"
            ),
            models.CheckConstraint(
                condition=Q(value_to__isnull=True) | Q(value_to__gt=F("value")),
                name="observation_range_runs_upwards",
                violation_error_message=_("The upper end of a range is more than its lower end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.value}"
