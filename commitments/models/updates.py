"""Status updates: the sides' words on a commitment, with their evidence. Added, never changed."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import AppendOnly, AppendOnlyQuerySet, one_of
from commitments.models.commitments import Commitment
from commitments.models.files import StoredFile
from commitments.models.organisations import Organisation
from commitments.models.sides import Side
from commitments.models.sources import Passage
from commitments.models.texts import TranslatedField
from commitments.models.vocabulary import Outlook, StatusWord


class StatusUpdateQuerySet(AppendOnlyQuerySet):
    """Status updates, and which of them count."""

    def standing_words(self) -> "StatusUpdateQuerySet":
        """Those that no later update corrects."""
        return self.filter(~Exists(StatusUpdate.objects.filter(corrects=OuterRef("pk"))))

    def newest_words(self) -> "StatusUpdateQuerySet":
        """Each side's newest word on each commitment: the latest day it speaks of, then the latest recorded."""
        later = (
            StatusUpdate.objects.standing_words()
            .alias(spoken_for=F("side_id") + 0)  # hides the index of sides: SQLite would go through all words of a side
            .filter(commitment=OuterRef("commitment"), spoken_for=OuterRef("side_id"))
            .filter(Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), number__gt=OuterRef("number")))
        )
        return self.standing_words().filter(~Exists(later))


class StatusUpdate(AppendOnly):
    """A side's word on a commitment on a day."""

    natural = ("commitment__reference", "number")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="updates")
    number = models.PositiveIntegerField(_("number"), editable=False)
    side = models.ForeignKey(Side, verbose_name=_("side"), on_delete=models.PROTECT, related_name="updates")
    as_of = models.DateField(_("as of"), help_text=_("The day on which this was so."))
    status = models.CharField(_("status"), max_length=20, choices=StatusWord)
    outlook = models.CharField(
        _("outlook"), max_length=20, choices=Outlook, blank=True, help_text=_("Empty when it is not known.")
    )
    progress = models.PositiveSmallIntegerField(
        _("progress"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("From 0 to 100. Empty when it is not known."),
    )
    note = TranslatedField(_("note"), blank=True)
    next_step = TranslatedField(_("next step"), blank=True)
    awaiting = models.ForeignKey(
        Side,
        verbose_name=_("waits for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The side whose move it is, if it waits for one."),
    )
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        help_text=_("The update that this one sets right. The old one stays and is shown struck through."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_for = models.ForeignKey(
        Organisation, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True, editable=False)

    objects: ClassVar = StatusUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("status update")
        verbose_name_plural = _("status updates")
        ordering = ("commitment", "number")
        constraints: ClassVar = [
            one_of("status", StatusWord, table="status_update"),
            one_of("outlook", Outlook, table="status_update", blank=True),
            models.UniqueConstraint(fields=("commitment", "number"), name="status_update_number_is_unique"),
            models.UniqueConstraint(
                fields=("corrects",),
                name="status_update_is_corrected_once",
                violation_error_message=_("That update has been corrected already: correct the correction."),
            ),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=100), name="status_update_progress_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="status_update_corrects_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} #{self.number} {self.side} {self.status}"


class Evidence(AppendOnly):
    """What a status update rests on: a passage, an address, or a file."""

    natural = ("update__commitment__reference", "update__number", "number")

    update = models.ForeignKey(StatusUpdate, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField(_("number"), editable=False)
    passage = models.ForeignKey(
        Passage, verbose_name=_("passage"), null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    address = models.CharField(
        _("address"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    # Its column holds the digest, so that whatever shows the evidence reads none of the bytes.
    file = models.ForeignKey(
        StoredFile,
        verbose_name=_("file"),
        to_field="digest",
        null=True,
        blank=True,
        db_index=False,  # nobody asks which words rest on a file
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    file_size = models.PositiveIntegerField(_("size"), null=True, blank=True, help_text=_("In bytes."))
    file_media_type = models.CharField(_("media type"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("update", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("update", "number"), name="evidence_number_is_unique"),
            models.CheckConstraint(
                condition=Q(passage__isnull=False, address="", file__isnull=True)
                | Q(passage__isnull=True, file__isnull=True) & ~Q(address="")
                | Q(passage__isnull=True, address="", file__isnull=False),
                name="evidence_is_a_passage_an_address_or_a_file",
                violation_error_message=_("Name a passage, an address or a file, one of the three."),
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True, file_name="", file_size__isnull=True, file_media_type="")
                | Q(file__isnull=False, file_size__isnull=False, file_size__gte=1)
                & ~Q(file_name="")
                & ~Q(file_media_type=""),
                name="evidence_describes_its_file_whole_or_has_none",
                violation_error_message=_("Give the file with its name, its size and its media type, or none of them."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.passage) if self.passage else self.address or self.file_name
