"""Commitments: one row for each promise, with the columns that lists are filtered and ordered by."""

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from commitments.models.base import NaturalQuerySet, Recorded, in_order, one_of
from commitments.models.meetings import Level
from commitments.models.organisations import Organisation
from commitments.models.recurrence import check_recurrence
from commitments.models.sectors import Sector
from commitments.models.sides import Partnership
from commitments.models.texts import TranslatedField
from commitments.models.uncertain import UncertainDateField, bound
from commitments.models.vocabulary import CommitmentKind, Force, ShownStatus, StandingWord, Visibility
from commitments.values.lateness import Lateness
from commitments.values.standing import CLOSED

REVIEW_INTERVAL = 90
LONGEST_INTERVAL = 3650


def lateness_on(on: date) -> Case:
    """The twin in SQL of `values.lateness.lateness`; a test holds them equal."""
    return Case(
        When(status__in=CLOSED, then=Value(Lateness.CLOSED)),
        When(due_earliest=None, due_latest=None, then=Value(Lateness.UNDATED)),
        When(due_latest__lt=on, then=Value(Lateness.OVERDUE)),
        When(due_earliest__lt=on, then=Value(Lateness.POSSIBLY_OVERDUE)),
        default=Value(Lateness.NOT_DUE),
        output_field=models.CharField(),
    )


class CommitmentQuerySet(NaturalQuerySet):
    """Commitments, in words: `public().overdue(on=day)`."""

    def public(self) -> "CommitmentQuerySet":
        """Those that everybody may read."""
        rows: CommitmentQuerySet = self.filter(visibility=Visibility.PUBLIC)
        return rows

    def open(self) -> "CommitmentQuerySet":
        """Those that are neither completed nor discontinued."""
        rows: CommitmentQuerySet = self.exclude(status__in=CLOSED)
        return rows

    def with_lateness(self, *, on: date) -> "CommitmentQuerySet":
        """Add `lateness` on a day."""
        rows: CommitmentQuerySet = self.annotate(lateness=lateness_on(on))
        return rows

    def stale(self, *, on: date) -> "CommitmentQuerySet":
        """Open ones whose newest word is older than their review interval.

        Silent ones are not stale: nobody has looked. One query more than the list itself, for the intervals in use.
        """
        intervals = Commitment.objects.order_by().values_list("review_interval", flat=True).distinct()
        old = Q(pk__in=[])
        for days in intervals:
            old |= Q(review_interval=days, last_word_on__lt=date.fromordinal(max(1, on.toordinal() - days)))
        return self.open().filter(old)


class Commitment(Recorded):
    """One promise. Its passage, owners, deadlines and the sides' words hang on it."""

    noun = "commitment"
    natural = ("reference",)

    reference = models.CharField(
        _("reference"),
        max_length=24,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]+-[0-9]{4}-[0-9]{3,6}\Z", _("A reference reads like VL-2025-001."))],
        help_text=_("Partnership, year and number, such as VL-2025-001."),
    )
    title = TranslatedField(_("title"))
    summary = TranslatedField(_("summary"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=CommitmentKind)
    force = models.CharField(
        _("force"), max_length=20, choices=Force, help_text=_("How binding the words of the text are.")
    )
    level = models.CharField(_("level"), max_length=20, choices=Level)
    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partnership"), on_delete=models.PROTECT, related_name="commitments"
    )
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), blank=True, related_name="commitments")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("The commitment that this one is a provision of."),
    )
    made_on = UncertainDateField(
        _("made on"),
        bounds=("made_earliest", "made_latest"),
        help_text=_("The day of the promise, such as 2025-12-01."),
    )
    made_earliest = bound()
    made_latest = bound()
    recurrence = models.CharField(
        _("recurrence"),
        max_length=200,
        blank=True,
        validators=[check_recurrence],
        help_text=_("An RFC 5545 rule when it comes round again, such as FREQ=YEARLY;INTERVAL=2."),
    )
    review_interval = models.PositiveIntegerField(
        _("review interval"),
        default=REVIEW_INTERVAL,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_INTERVAL)],
        help_text=_("After how many days without a word it counts as stale."),
    )
    visibility = models.CharField(_("visibility"), max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    recorded_for = models.ForeignKey(
        Organisation,
        verbose_name=_("recorded for"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The organisation that registered it; what is internal is shown to its side."),
    )

    # Derived from the rows that hang on it, by `actions.derive` alone.
    status = models.CharField(max_length=20, choices=ShownStatus, default=ShownStatus.NOT_ASSESSED, editable=False)
    standing = models.CharField(max_length=20, choices=StandingWord, default=StandingWord.SILENT, editable=False)
    progress = models.PositiveSmallIntegerField(null=True, editable=False)
    last_word_on = models.DateField(null=True, editable=False)
    due_earliest = bound()
    due_latest = bound()

    objects: ClassVar = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ("reference",)
        constraints: ClassVar = [
            one_of("kind", CommitmentKind, table="commitment"),
            one_of("force", Force, table="commitment"),
            one_of("level", Level, table="commitment"),
            one_of("visibility", Visibility, table="commitment"),
            one_of("status", ShownStatus, table="commitment"),
            one_of("standing", StandingWord, table="commitment"),
            in_order("made_earliest", "made_latest", name="commitment_made_in_order"),
            in_order("due_earliest", "due_latest", name="commitment_due_in_order"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="commitment_is_not_its_own_parent",
                violation_error_message=_("It cannot be a part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=100), name="commitment_progress_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(standing="silent", status="not_assessed", last_word_on__isnull=True)
                | (~Q(standing="silent") & ~Q(status="not_assessed") & Q(last_word_on__isnull=False)),
                name="commitment_without_a_word_is_not_assessed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("due_latest", "id"), name="commitment_by_deadline"),
            models.Index(fields=("status", "id"), name="commitment_by_status"),
            models.Index(fields=("made_earliest", "id"), name="commitment_by_day_made"),
            models.Index(fields=("progress", "id"), name="commitment_by_progress"),
        ]

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.visibility == Visibility.PUBLIC
