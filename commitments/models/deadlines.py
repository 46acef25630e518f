"""Deadlines: until when, in which words, on which basis. Added, never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import AppendOnly, in_order, one_of
from commitments.models.commitments import Commitment
from commitments.models.organisations import Organisation
from commitments.models.sources import Passage
from commitments.models.texts import TranslatedField
from commitments.models.uncertain import UncertainDateField, bound
from commitments.models.vocabulary import Basis


class Deadline(AppendOnly):
    """Until when a commitment is due, as known since `recorded_at`. The highest revision counts."""

    natural = ("commitment__reference", "revision")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="deadlines")
    revision = models.PositiveIntegerField(_("revision"), editable=False)
    edtf = UncertainDateField(
        _("date"),
        blank=True,
        bounds=("earliest", "latest"),
        help_text=_("EDTF, such as 2027, 2026-06, ../2030 or 2027/2028. Empty when the words give no date."),
    )
    earliest = bound()
    latest = bound()
    phrase = models.CharField(
        _("phrase"),
        max_length=200,
        blank=True,
        help_text=_("The words that the text uses for it, such as “rapidement”."),
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    passage = models.ForeignKey(
        Passage, verbose_name=_("passage"), null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    reason = TranslatedField(_("reason"), help_text=_("Why it is this date, or why it moved."))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_for = models.ForeignKey(
        Organisation, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), null=True, editable=False)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("commitment", "revision")
        constraints: ClassVar = [
            one_of("basis", Basis, table="deadline"),
            models.UniqueConstraint(fields=("commitment", "revision"), name="deadline_revision_is_unique"),
            in_order("earliest", "latest", name="deadline_in_order"),
            models.CheckConstraint(
                condition=(Q(edtf="") & Q(basis="none")) | (~Q(edtf="") & ~Q(basis="none")),
                name="deadline_has_a_date_exactly_when_it_has_a_basis",
                violation_error_message=_("A deadline with a date needs its basis; one without a date has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.edtf or self.phrase or '–'}"
