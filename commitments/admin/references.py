"""What commitments refer to: sides, partnerships, organisations, sectors and meetings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import RecordedAdmin, person
from commitments.admin.labels import text_column
from commitments.models import Meeting, Organisation, Partnership, Sector, Side


@admin.register(Side)
class SideAdmin(RecordedAdmin):
    """The parties whose words count."""

    list_display = ("code", text_column("name", _("name")))
    search_fields = ("code",)
    list_filter = ("partnerships",)
    folded = ("code", "name")
    fields = ("code", "name")


@admin.register(Partnership)
class PartnershipAdmin(RecordedAdmin):
    """The relationships between sides."""

    list_display = ("slug", "code", text_column("name", _("name")), "parties")
    search_fields = ("slug",)
    list_filter = ("sides",)
    folded = ("slug", "code", "name")
    autocomplete_fields = ("sides",)
    fields = ("slug", "code", "name", "sides")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With their sides."""
        return super().get_queryset(request).prefetch_related("sides")

    @admin.display(description=_("sides"))
    def parties(self, row: Partnership) -> str:
        """The codes of its sides."""
        return ", ".join(sorted(side.code for side in row.sides.all()))


@admin.register(Organisation)
class OrganisationAdmin(RecordedAdmin):
    """The bodies that owe, support, oversee or benefit."""

    list_display = ("slug", text_column("name", _("name")), "kind", "side", "parent")
    search_fields = ("slug",)
    list_filter = ("kind", "side")
    list_select_related = ("side", "parent")
    folded = ("slug", "name", "short_name")
    autocomplete_fields = ("side", "parent")
    fieldsets = (
        (None, {"fields": ("slug", "name", "short_name", "kind")}),
        (
            _("Where it belongs"),
            {
                "fields": ("side", "parent"),
                "description": _("You can add and change organisations of your own side; a joint body, joint ones."),
            },
        ),
    )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An organisation of a side is of the writer's own, which need not be looked for."""
        if db_field.name == "side":
            side = person(request).side
            kwargs |= {"required": side is not None, "initial": side and side.pk}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Sector)
class SectorAdmin(RecordedAdmin):
    """The fields of cooperation."""

    list_display = ("slug", text_column("name", _("name")))
    search_fields = ("slug",)
    folded = ("slug", "name")
    fields = ("slug", "name")


@admin.register(Meeting)
class MeetingAdmin(RecordedAdmin):
    """The occasions on which something was promised."""

    list_display = ("slug", text_column("title", _("title")), "kind", "number", "held_on", "level", "partnership")
    search_fields = ("slug",)
    list_filter = ("kind", "level", "partnership")
    list_select_related = ("partnership",)
    date_hierarchy = "held_earliest"
    folded = ("slug", "title", "place")
    autocomplete_fields = ("partnership",)
    fieldsets = (
        (None, {"fields": ("slug", "title", "kind", "number")}),
        (_("When and where"), {"fields": ("held_on", "place", "level", "partnership")}),
    )
