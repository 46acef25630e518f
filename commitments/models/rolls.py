"""Rolls: which commitments have each word, sector, owner or day, so that any choice of them is counted at once."""

from typing import ClassVar, Final

from django.db import models

BLOCK: Final = 8192
"""How many commitments one row tells of: a write touches few bytes, and a million are read in some hundred rows."""


class Roll(models.Model):
    """Which commitments of one block are listed under one heading, a bit for each: see `records.headings`.

    The bit of a commitment is its private key, counted from the block's first. It is derived from the editions and
    written with them, under the lock on the head row; `version` is then one more than of the write before.
    """

    heading = models.CharField(max_length=120)
    block = models.PositiveIntegerField()
    bits = models.BinaryField(max_length=BLOCK // 8)
    version = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("heading", "block"), name="roll_is_kept_once")]
        indexes: ClassVar = [models.Index(fields=("version",), name="roll_by_version")]

    def __str__(self) -> str:
        return f"{self.heading} {self.block}"
