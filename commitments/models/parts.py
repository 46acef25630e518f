"""What hangs on a commitment and may be mended: owners, citations, links, milestones."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.models.base import Part, in_order, one_of
from commitments.models.commitments import Commitment
from commitments.models.organisations import Organisation
from commitments.models.sources import Passage
from commitments.models.texts import TranslatedField
from commitments.models.uncertain import UncertainDateField, bound
from commitments.models.vocabulary import CitationRelation, LinkRelation, Role

LONGEST_STEP = 300
"""How many characters the title of a milestone has at most in each language: it stands in lists."""


class Responsibility(Part):
    """An organisation's part in a commitment."""

    natural = ("commitment__reference", "organisation__slug", "role")
    whole_field = "commitment"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="responsibilities")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="responsibilities"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        ordering = ("commitment", "id")
        constraints: ClassVar = [
            one_of("role", Role, table="responsibility"),
            models.UniqueConstraint(
                fields=("commitment", "organisation", "role"), name="responsibility_is_recorded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.role} {self.organisation}"


class Citation(Part):
    """A passage that makes, repeats, changes or reports on a commitment."""

    natural = ("commitment__reference", "passage__source__slug", "passage__handle", "relation")
    whole_field = "commitment"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="citations")
    passage = models.ForeignKey(Passage, verbose_name=_("passage"), on_delete=models.PROTECT, related_name="citations")
    relation = models.CharField(_("relation"), max_length=20, choices=CitationRelation)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("commitment", "id")
        constraints: ClassVar = [
            one_of("relation", CitationRelation, table="citation"),
            models.UniqueConstraint(fields=("commitment", "passage", "relation"), name="citation_is_recorded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.passage} {self.relation} {self.commitment}"


class Link(Part):
    """How one commitment bears on another. What one is a part of is its parent, not a link."""

    natural = ("commitment__reference", "relation", "to__reference")
    whole_field = "commitment"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="links")
    relation = models.CharField(_("relation"), max_length=20, choices=LinkRelation)
    to = models.ForeignKey(
        Commitment, verbose_name=_("commitment"), on_delete=models.PROTECT, related_name="links_here"
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ("commitment", "id")
        constraints: ClassVar = [
            one_of("relation", LinkRelation, table="link"),
            models.UniqueConstraint(fields=("commitment", "relation", "to"), name="link_is_recorded_once"),
            models.CheckConstraint(
                condition=~Q(commitment=F("to")),
                name="link_goes_to_another",
                violation_error_message=_("A commitment cannot be linked to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.relation} {self.to}"


class Milestone(Part):
    """A dated step on the way."""

    natural = ("commitment__reference", "number")
    whole_field = "commitment"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="milestones")
    number = models.PositiveIntegerField(_("number"), editable=False)
    title = TranslatedField(_("title"), longest=LONGEST_STEP)
    due = UncertainDateField(_("due"), bounds=("due_earliest", "due_latest"))
    due_earliest = bound()
    due_latest = bound()
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ("commitment", F("due_latest").asc(nulls_last=True), "id")
        constraints: ClassVar = [
            in_order("due_earliest", "due_latest", name="milestone_due_in_order"),
            models.UniqueConstraint(fields=("commitment", "number"), name="milestone_number_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.due}"
