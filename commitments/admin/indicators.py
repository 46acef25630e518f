"""What is counted, and what was seen of it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import RecordedAdmin
from commitments.admin.inlines import PartInline
from commitments.admin.labels import text_column
from commitments.admin.parts import PartAdmin
from commitments.models import Indicator, Observation


class Observations(PartInline):
    """The values that publishers reported."""

    model = Observation
    classes = ("collapse",)
    autocomplete_fields = ("source", "passage", "side")
    fieldsets = (
        (
            None,
            {"fields": ("period", ("value", "value_to"), ("qualifier", "flag"), "source", "passage", "side", "note")},
        ),
    )


@admin.register(Indicator)
class IndicatorAdmin(RecordedAdmin):
    """What is counted, in one unit."""

    list_display = ("code", text_column("name", _("name")), "unit", "period", "partnership")
    search_fields = ("code",)
    list_filter = ("partnership", "period", "unit")
    list_select_related = ("partnership",)
    folded = ("code", "name", "unit")
    autocomplete_fields = ("partnership",)
    inlines = (Observations,)
    fieldsets = (
        (None, {"fields": ("code", "name", "description")}),
        (
            _("How it is counted"),
            {
                "fields": ("unit", "period", "partnership"),
                "description": _("Values of another unit or period belong to another indicator."),
            },
        ),
    )


@admin.register(Observation)
class ObservationAdmin(PartAdmin):
    """The values that publishers reported; two who differ are two rows."""

    list_display = ("indicator", "period", "value", "value_to", "flag", "side", "source")
    list_filter = ("indicator", "flag", "side")
    list_select_related = ("indicator", "side", "source")
    search_fields = ("indicator__code", "period", "source__slug", "source__publisher")
    date_hierarchy = "period_latest"
    fields = (
        "indicator",
        "period",
        "value",
        "value_to",
        "qualifier",
        "flag",
        "source",
        "passage",
        "side",
        "note",
    )
