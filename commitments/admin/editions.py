"""The editions: every change to the record, for reading only."""

import json
from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import ReadAdmin
from commitments.admin.labels import text_column
from commitments.admin.value_filter import ValueFilter
from commitments.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadAdmin):
    """Who changed what, for whom, when and why; nobody can change or delete one."""

    list_display = (
        "number",
        "noun",
        "key",
        "event",
        "recorded_at",
        "by",
        "organisation",
        "side",
        text_column("reason", _("reason")),
    )
    list_filter = ("noun", "event", ("side", ValueFilter), "visibility")
    search_fields = ("key", "by", "organisation")
    search_help_text = _("Search the name of a record, a person or an organisation.")
    date_hierarchy = "recorded_at"
    ordering = ("-number",)
    fieldsets = (
        (None, {"fields": ("number", "change", "noun", "key", "event", "visibility")}),
        (_("Who, when and why"), {"fields": ("by", "organisation", "side", "recorded_at", "reason")}),
        (_("The record after the change"), {"fields": ("pretty",)}),
        (
            _("The chains"),
            {
                "fields": ("previous", "digest", "public_number", "public_event", "public_previous", "public_digest"),
                "classes": ("collapse",),
                "description": _(
                    "Each digest covers the edition and the digest before it, so that no edition can be altered unseen."
                ),
            },
        ),
    )

    @admin.display(description=_("record"))
    def pretty(self, row: Edition) -> SafeString:
        """The record, indented."""
        record: Any = json.loads(row.record)
        return format_html('<pre class="record">{}</pre>', json.dumps(record, ensure_ascii=False, indent=2))
