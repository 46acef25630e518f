"""Editions: every change to a record, numbered without a gap in commit order, never changed or deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import AppendOnly, AppendOnlyQuerySet, one_of
from commitments.models.texts import TranslatedField
from commitments.models.vocabulary import Visibility
from commitments.values.digests import GENESIS


class Event(models.TextChoices):
    """What an edition tells its readers."""

    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class EditionQuerySet(AppendOnlyQuerySet):
    """Editions of one chain or the other, in number order."""

    def of(self, noun: str, key: str) -> "EditionQuerySet":
        """Those of one record."""
        return self.filter(noun=noun, key=key)

    def public(self) -> "EditionQuerySet":
        """Those of the public chain, in its order."""
        return self.filter(public_number__isnull=False).order_by("public_number")


class Edition(AppendOnly):
    """A record as it stood after one change. The full chain numbers every edition, the public chain only public ones.

    `record` is the canonical JSON (RFC 8785) whose digest the chains cover; it is what readers are served.
    Who and for whom are kept as words, not as keys to rows that may change.
    """

    natural = ("number",)

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    change = models.PositiveBigIntegerField(_("change"), help_text=_("The number of the first edition of its change."))
    noun = models.CharField(_("noun"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    event = models.CharField(_("event"), max_length=10, choices=Event)
    visibility = models.CharField(_("visibility"), max_length=10, choices=Visibility)
    recorded_at = models.DateTimeField(_("recorded at"))
    by = models.CharField(_("by"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=80, blank=True)
    side = models.CharField(_("side"), max_length=12, blank=True)
    kept_for = models.CharField(
        _("kept for"),
        max_length=80,
        blank=True,
        help_text=_("Whose internal record it is, whoever changed it: the organisation that registered it."),
    )
    kept_for_side = models.CharField(_("kept for the side"), max_length=12, blank=True)
    reason = TranslatedField(_("reason"))
    record = models.TextField(_("record"))
    # None was kept by earlier releases, and only a column that may be null is added in no time.
    line = models.TextField(  # noqa: DJ001
        null=True,
        editable=False,
        help_text="A commitment's record as `records.lines` writes it for tables. No digest covers it: it says no more.",
    )
    previous = models.CharField(_("previous digest"), max_length=71)
    digest = models.CharField(_("digest"), max_length=71)
    public_number = models.PositiveBigIntegerField(_("public number"), null=True, unique=True)
    public_event = models.CharField(_("public event"), max_length=10, choices=Event, blank=True)
    public_previous = models.CharField(_("previous public digest"), max_length=71, blank=True)
    public_digest = models.CharField(_("public digest"), max_length=71, blank=True)

    objects: ClassVar = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("number",)
        constraints: ClassVar = [
            one_of("event", Event, table="edition"),
            one_of("visibility", Visibility, table="edition"),
            one_of("public_event", Event, table="edition", blank=True),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_starts_at_one"),
            models.UniqueConstraint(fields=("change", "noun", "key"), name="edition_is_one_for_each_record_and_change"),
            models.CheckConstraint(
                condition=Q(public_number__isnull=True, public_event="", public_previous="", public_digest="")
                | (Q(public_number__gte=1) & ~Q(public_event="") & ~Q(public_previous="") & ~Q(public_digest="")),
                name="edition_is_wholly_in_the_public_chain_or_not",
            ),
            models.CheckConstraint(
                condition=(Q(public_number__isnull=False) | Q(visibility="internal"))
                & (~Q(visibility="internal") | Q(public_event__in=["", "withdrawn"])),
                name="edition_of_an_internal_record_tells_the_public_nothing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("noun", "key", "number"), name="edition_by_record"),
            models.Index(fields=("recorded_at", "number"), name="edition_by_moment"),
            models.Index(fields=("key",), condition=Q(public_event="withdrawn"), name="edition_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.noun} {self.key}"


class Head(models.Model):
    """The one row that holds where both chains end. Its lock, taken last, makes number order commit order."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=71, default=GENESIS)
    public_number = models.PositiveBigIntegerField(default=0)
    public_digest = models.CharField(max_length=71, default=GENESIS)
    recorded_at = models.DateTimeField(null=True)
    rolls = models.PositiveBigIntegerField(default=0, help_text="How often the rolls were written.")

    class Meta:
        verbose_name = _("head")
        verbose_name_plural = _("heads")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
