"""What writers were answered, for a while: a write that is sent again writes nothing and is answered the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Answered(models.Model):
    """The answer to a write that its writer gave a key: it is stored with the write, in one transaction.

    It is no part of the record, so it has no edition. `status` is null while the write is under way, which nobody else
    ever sees.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=71)
    recorded_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    tag = models.CharField(max_length=100, blank=True)
    location = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("answered write")
        verbose_name_plural = _("answered writes")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("account", "key"), name="answered_key_is_used_once"),
            models.CheckConstraint(
                condition=Q(status__isnull=True) | Q(status__gte=200, status__lt=300),
                name="answered_is_what_was_written",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("recorded_at",), name="answered_by_moment")]

    def __str__(self) -> str:
        return self.key
