"""Where it was said: meetings, the texts that report them, and the passages in those texts."""

from typing import ClassVar

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import Part, Slugged, in_order
from commitments.models.meetings import Meeting
from commitments.models.texts import LANGUAGE_CODE, TranslatedField
from commitments.models.uncertain import UncertainDateField, bound

FINGERPRINT = RegexValidator(
    r"^sha256:[0-9a-f]{64}\Z", _("A digest is written “sha256:” and 64 hexadecimal digits (0-9, a-f).")
)


class Source(Slugged):
    """A published text. The text itself is not shipped; a copy can be attached to see passages in place."""

    noun = "source"

    title = TranslatedField(_("title"), help_text=_("A title of our own that says what the text is."))
    publisher = models.CharField(
        _("publisher"), max_length=200, blank=True, help_text=_("Leave empty when it is not known who published it.")
    )
    identifier = models.CharField(
        _("identifier"), max_length=200, blank=True, help_text=_("The publisher's own number for the text, if known.")
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        validators=[RegexValidator(rf"^{LANGUAGE_CODE.pattern}\Z", _("Use a language code such as fr."))],
        help_text=_("The language of the text, as a code such as fr."),
    )
    address = models.CharField(
        _("address"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    published_on = UncertainDateField(
        _("published on"),
        blank=True,
        bounds=("published_earliest", "published_latest"),
        help_text=_("Leave empty when the text gives no date."),
    )
    published_earliest = bound()
    published_latest = bound()
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sources",
        help_text=_("The meeting it reports, if it reports one."),
    )
    digest = models.CharField(
        _("digest"),
        max_length=71,
        blank=True,
        validators=[FINGERPRINT],
        help_text=_("SHA-256 of the normalised text. Empty when the text itself was not at hand."),
    )
    copy = models.TextField(
        _("attached copy"),
        blank=True,
        help_text=_("The text, to see its passages in place. It is never published as a whole."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("slug",)
        constraints: ClassVar = [
            in_order("published_earliest", "published_latest", name="source_published_in_order"),
        ]


class Passage(Part):
    """A place in a source's normalised text, its fingerprint, and what it says in our own words."""

    natural = ("source__slug", "handle")
    whole_field = "source"

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="passages")
    handle = models.SlugField(_("handle"), max_length=80, help_text=_("A short name for it within its source."))
    paragraph = models.PositiveIntegerField(
        _("paragraph"), null=True, blank=True, help_text=_("The number of the non-blank line, counted from 1.")
    )
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("The first character of the span in the normalised text.")
    )
    end = models.PositiveIntegerField(
        _("end"), null=True, blank=True, help_text=_("The character after the last one of the span.")
    )
    fingerprint = models.CharField(
        _("fingerprint"), max_length=71, blank=True, validators=[FINGERPRINT], help_text=_("SHA-256 of the span.")
    )
    gist = TranslatedField(_("gist"), help_text=_("What it says, in our own words."))

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ("source", F("paragraph").asc(nulls_last=True), "start", "handle")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("source", "handle"), name="passage_handle_is_unique_in_its_source"),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True, start__isnull=True, end__isnull=True, fingerprint="")
                | Q(paragraph__gte=1, start__gte=0, end__gt=F("start"), fingerprint__startswith="sha256:"),
                name="passage_is_located_whole_or_not",
                violation_error_message=_(
                    "Give the paragraph, the start, the end and the fingerprint together, or none of them."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.slug} § {self.paragraph or self.handle}"

    @property
    def located(self) -> bool:
        """Whether its place in the text is known."""
        return self.paragraph is not None
