"""The bytes of the files that the sides' words rest on: once for each digest, added, never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import AppendOnly
from commitments.models.sources import FINGERPRINT


class StoredFile(AppendOnly):
    """A file, by the digest of its bytes. What it is called stands with the evidence: two may call it differently.

    It is kept in the database, as attached copies of texts are: with the word in one transaction, in one backup.
    """

    natural = ("digest",)

    digest = models.CharField(_("digest"), max_length=71, unique=True, validators=[FINGERPRINT])
    content = models.BinaryField()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(digest__startswith="sha256:"), name="stored_file_is_named_by_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.digest
