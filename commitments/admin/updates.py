"""Status updates and deadlines on their own pages: there they can only be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.badges import badge
from commitments.admin.base import ReadAdmin, admin_address
from commitments.admin.labels import label, text_column
from commitments.admin.search import found_by_key
from commitments.admin.when import due_in_words
from commitments.admin.word_rows import linked_file, writer
from commitments.models import Deadline, StatusUpdate
from commitments.models.vocabulary import Outlook, ShownStatus


class AddedAdmin(ReadAdmin):
    """Rows that can be read here. The short forms of their commitment add them, and nothing changes them."""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Name the commitment on which the next one is recorded."""
        row = kwargs["obj"].commitment
        context |= {"stays_on": label(row), "stays_on_address": admin_address("commitment", "change", row.pk)}
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Those of the commitments that hold every word, however its accents are typed."""
        return found_by_key(queryset, search_term, "commitment_id"), False

    @admin.display(description=_("recorded by"))
    def writer(self, row: Any) -> str:
        """The person and the organisation."""
        return writer(row) or "–"


@admin.register(StatusUpdate)
class StatusUpdateAdmin(AddedAdmin):
    """The sides' words."""

    list_display = (
        "commitment",
        "number",
        "side",
        "as_of",
        "state",
        "expectation",
        "progress",
        text_column("note", _("note")),
    )
    list_filter = ("status", "outlook", "side", "awaiting")
    list_select_related = ("commitment", "side")
    search_fields = ("commitment__reference",)
    date_hierarchy = "as_of"
    ordering = ("-as_of", "-id")
    readonly_fields = ("rests_on", "writer")
    fieldsets = (
        (
            None,
            {"fields": ("commitment", "number", "side", "as_of", "status", "outlook", "progress", "note", "rests_on")},
        ),
        (_("What comes next"), {"fields": ("next_step", "awaiting")}),
        (_("How it was recorded"), {"fields": ("corrects", "writer", "recorded_at")}),
    )

    @admin.display(description=_("status"), ordering="status")
    def state(self, row: StatusUpdate) -> SafeString:
        """The status as a badge."""
        return badge(ShownStatus(row.status))

    @admin.display(description=_("outlook"), ordering="outlook")
    def expectation(self, row: StatusUpdate) -> SafeString | str:
        """The outlook as a badge."""
        return badge(Outlook(row.outlook)) if row.outlook else "–"

    @admin.display(description=_("evidence"))
    def rests_on(self, row: StatusUpdate) -> SafeString | str:
        """The passages, addresses and files."""
        evidence = row.evidence.select_related("passage__source", "update__commitment")
        named = ((linked_file(each) if each.file_id else label(each.passage or each),) for each in evidence)
        return format_html_join("", "<p>{}</p>", named) or "–"


@admin.register(Deadline)
class DeadlineAdmin(AddedAdmin):
    """Until when, as known since when."""

    list_display = (
        "commitment",
        "revision",
        "due",
        "basis",
        "phrase",
        text_column("reason", _("reason")),
        "recorded_at",
    )
    list_filter = ("basis", ("edtf", admin.EmptyFieldListFilter))
    list_select_related = ("commitment",)
    search_fields = ("commitment__reference",)
    date_hierarchy = "latest"
    ordering = ("commitment", "-revision")
    readonly_fields = ("writer",)
    fieldsets = (
        (None, {"fields": ("commitment", "revision", "edtf", "basis", "phrase", "passage", "reason")}),
        (_("How it was recorded"), {"fields": ("writer", "recorded_at")}),
    )

    @admin.display(description=_("date"), ordering="latest")
    def due(self, row: Deadline) -> str:
        """The date in words."""
        return due_in_words(row)
