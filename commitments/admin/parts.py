"""The parts of records: changed on their record's page, and here for reading and finding."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import ReadAdmin, admin_address, may_change
from commitments.admin.inlines import PartTable
from commitments.admin.labels import label, text_column, told
from commitments.admin.word_rows import linked_file
from commitments.models import Citation, Evidence, Link, Milestone, Responsibility, Target


class PartAdmin(ReadAdmin):
    """A part, which can only be read here; the page says where it is changed."""

    page = "change"
    """Which page of its record changes it."""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Name the record on whose page it is changed."""
        whole = self.whole(kwargs["obj"])
        page = self.page if may_change(request, whole, self.model) else "change"
        context |= {"whole": label(whole), "whole_address": admin_address(whole.noun, page, whole.pk)}
        return super().render_change_form(request, context, *args, **kwargs)

    def whole(self, part: Any) -> Any:
        """The record that a part belongs to."""
        return part.whole


@admin.register(Responsibility)
class ResponsibilityAdmin(PartAdmin):
    """Who owes what."""

    list_display = ("commitment", "role", "organisation", "side")
    list_filter = ("role", "organisation__kind", "organisation__side")
    list_select_related = ("commitment", "organisation__side")
    search_fields = ("commitment__reference", "organisation__slug")
    fields = ("commitment", "organisation", "role")

    @admin.display(description=_("side"), ordering="organisation__side")
    def side(self, row: Responsibility) -> str:
        """The organisation's side."""
        return str(row.organisation.side or "–")


@admin.register(Citation)
class CitationAdmin(PartAdmin):
    """Which passage does what to which commitment."""

    list_display = ("commitment", "relation", "passage", "gist")
    list_filter = ("relation", "passage__source")
    list_select_related = ("commitment", "passage__source")
    search_fields = ("commitment__reference", "passage__source__slug", "passage__handle")
    fields = ("commitment", "passage", "relation", "gist")
    readonly_fields = ("gist",)

    @admin.display(description=_("gist"))
    def gist(self, row: Citation) -> str:
        """What the passage says."""
        return told(row.passage.gist)


@admin.register(Link)
class LinkAdmin(PartAdmin):
    """How commitments bear on each other."""

    list_display = ("commitment", "relation", "to")
    list_filter = ("relation",)
    list_select_related = ("commitment", "to")
    search_fields = ("commitment__reference", "to__reference")
    fields = ("commitment", "relation", "to")


@admin.register(Milestone)
class MilestoneAdmin(PartAdmin):
    """The dated steps."""

    page = "milestones"
    list_display = ("commitment", text_column("title", _("title")), "due", "reached_on")
    list_filter = (("reached_on", admin.EmptyFieldListFilter),)
    list_select_related = ("commitment",)
    search_fields = ("commitment__reference", "due")
    date_hierarchy = "due_latest"
    fields = ("commitment", "title", "due", "reached_on")


@admin.register(Target)
class TargetAdmin(PartAdmin):
    """What was promised of what is counted."""

    list_display = ("commitment", "indicator", "value", "value_to", "baseline")
    list_filter = ("indicator",)
    list_select_related = ("commitment", "indicator")
    search_fields = ("commitment__reference", "indicator__code")
    fields = ("commitment", "indicator", "value", "value_to", "baseline")


@admin.register(Evidence)
class EvidenceAdmin(PartAdmin):
    """What the sides' words rest on."""

    list_display = ("update", "passage", "address", "file_name")
    list_filter = ("update__side", ("passage", admin.EmptyFieldListFilter))
    list_select_related = ("update__commitment", "update__side", "passage__source")
    search_fields = ("update__commitment__reference", "passage__source__slug", "address", "file_name")
    fields = ("update", "passage", "address", "attached")
    readonly_fields = ("attached",)

    @admin.display(description=_("file"))
    def attached(self, row: Evidence) -> SafeString | str:
        """A link to the file."""
        return linked_file(row) if row.file_id else "–"

    def whole(self, part: Evidence) -> Any:
        """The commitment whose update it supports."""
        return part.update.commitment


class Owners(PartTable):
    """The organisations that owe, support, oversee or benefit."""

    model = Responsibility
    autocomplete_fields = ("organisation",)
    fields = ("organisation", "role")


class Citations(PartTable):
    """The passages that make, repeat, change or report on it."""

    model = Citation
    autocomplete_fields = ("passage",)
    fields = ("passage", "relation")


class Links(PartTable):
    """The commitments it bears on."""

    model = Link
    fk_name = "commitment"
    autocomplete_fields = ("to",)
    fields = ("relation", "to")


class Targets(PartTable):
    """What it promises of what is counted."""

    model = Target
    autocomplete_fields = ("indicator",)
    fields = ("indicator", "value", "value_to", "baseline")
