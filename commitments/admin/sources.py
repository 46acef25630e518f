"""The published texts and the passages in them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import RecordedAdmin
from commitments.admin.inlines import PartInline
from commitments.admin.labels import text_column
from commitments.admin.parts import PartAdmin
from commitments.admin.value_filter import ValueFilter
from commitments.models import Passage, Source


class Passages(PartInline):
    """The places in a text."""

    model = Passage
    classes = ("collapse",)
    fieldsets = ((None, {"fields": ("handle", "gist", ("paragraph", "start", "end"), "fingerprint")}),)


@admin.register(Source)
class SourceAdmin(RecordedAdmin):
    """The published texts."""

    list_display = ("slug", text_column("title", _("title")), "publisher", "language", "published_on", "meeting")
    search_fields = ("slug",)
    list_filter = ("language", ("publisher", ValueFilter), ("digest", admin.EmptyFieldListFilter))
    list_select_related = ("meeting",)
    date_hierarchy = "published_earliest"
    folded = ("slug", "title", "publisher", "identifier")
    autocomplete_fields = ("meeting",)
    inlines = (Passages,)
    fieldsets = (
        (None, {"fields": ("slug", "title", "meeting")}),
        (_("As published"), {"fields": ("publisher", "identifier", "language", "address", "published_on")}),
        (
            _("The text itself"),
            {
                "fields": ("digest", "copy"),
                "classes": ("collapse",),
                "description": _(
                    "Only to see passages in place. Pages quote the paragraph of a passage, and never the whole."
                ),
            },
        ),
    )


@admin.register(Passage)
class PassageAdmin(PartAdmin):
    """The places in texts."""

    list_display = ("__str__", text_column("gist", _("gist")), "located")
    list_filter = (("paragraph", admin.EmptyFieldListFilter), "source")
    list_select_related = ("source",)
    search_fields = ("source__slug", "handle")
    folded = ("source__slug", "handle", "gist")
    fields = ("source", "handle", "gist", "paragraph", "start", "end", "fingerprint")

    @admin.display(description=_("located"), boolean=True, ordering="paragraph")
    def located(self, row: Passage) -> bool:
        """Whether its place in the text is known."""
        return row.located
