"""Checkpoints: signed statements of where a chain stood, and what the sides' witnesses countersigned."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commitments.models.base import AppendOnly, AppendOnlyQuerySet, one_of


class Chain(models.TextChoices):
    """Which editions a chain numbers."""

    PUBLIC = "public", "public"
    FULL = "full", "full"


class CheckpointQuerySet(AppendOnlyQuerySet):
    """Checkpoints of one chain or the other."""

    def of(self, chain: str) -> "CheckpointQuerySet":
        """Those of one chain, oldest first."""
        return self.filter(chain=chain).order_by("number", "pk")


class Checkpoint(AppendOnly):
    """That a chain stood here, signed by the operator: `note` is a C2SP signed note with that one signature."""

    natural = ("chain", "number", "digest")

    chain = models.CharField(max_length=6, choices=Chain)
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=71)
    recorded_at = models.DateTimeField()
    note = models.TextField()

    objects: ClassVar = CheckpointQuerySet.as_manager()

    class Meta:
        verbose_name = "checkpoint"
        verbose_name_plural = "checkpoints"
        ordering = ("chain", "number")
        constraints: ClassVar = [
            one_of("chain", Chain, table="checkpoint"),
            models.CheckConstraint(condition=Q(number__gte=1), name="checkpoint_number_starts_at_one"),
            models.UniqueConstraint(fields=("chain", "number", "digest"), name="checkpoint_is_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Countersignature(AppendOnly):
    """That a side's witness saw this checkpoint extend the last one it saw: its line under the note."""

    natural = ("checkpoint__chain", "checkpoint__number", "checkpoint__digest", "witness")

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="countersignatures")
    witness = models.CharField(max_length=200)
    line = models.TextField()
    recorded_at = models.DateTimeField()

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "countersignature"
        verbose_name_plural = "countersignatures"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("checkpoint", "witness"), name="countersignature_is_one_of_each_witness"),
            models.CheckConstraint(condition=~Q(witness=""), name="countersignature_names_its_witness"),
        ]

    def __str__(self) -> str:
        return self.witness
