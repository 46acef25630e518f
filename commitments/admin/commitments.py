"""Commitments: the list of them, and the page on which one is kept with all that hangs on it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from commitments.admin.badges import badge
from commitments.admin.commitment_list import ListedAdmin, late_today
from commitments.admin.forms import RecordedForm
from commitments.admin.history import told_history
from commitments.admin.milestone_rows import milestone_rows
from commitments.admin.parts import Citations, Links, Owners, Targets
from commitments.admin.saying.list import say_column, say_links, say_many, say_urls, speaks
from commitments.admin.search import found_by_key
from commitments.admin.spreadsheets.exporting import take_csv, take_workbook
from commitments.admin.spreadsheets.views import spreadsheet_urls
from commitments.admin.step_urls import step_urls
from commitments.admin.steps import steps_of
from commitments.admin.word_rows import due, said_by_side
from commitments.models import Commitment
from commitments.queries.references import next_reference
from commitments.values.dates import MalformedDate, parse


class CommitmentForm(RecordedForm):
    """A commitment, whose reference is proposed when it is left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the reference be empty."""
        super().__init__(*args, **kwargs)
        if "reference" in self.fields:
            self.fields["reference"].required = False
            self.fields["reference"].help_text = _("Leave it empty to be given the next free one, such as VL-2025-001.")

    def clean(self) -> dict[str, Any]:
        """Propose the next free reference of the partnership and the year of the promise."""
        cleaned = super().clean()
        if "reference" in self.fields and not cleaned.get("reference"):
            cleaned["reference"] = self._proposed(cleaned)
        return cleaned

    def _proposed(self, cleaned: dict[str, Any]) -> str:
        partnership, made_on = cleaned.get("partnership"), cleaned.get("made_on")
        try:
            made = parse(made_on or "")
        except MalformedDate:  # the field itself says so
            return ""
        day = made.earliest or made.latest
        return next_reference(partnership.code, day.year) if partnership and day else ""


@admin.register(Commitment)
class CommitmentAdmin(ListedAdmin):
    """The promises."""

    form = CommitmentForm
    actions = (say_many, take_workbook, take_csv)
    search_fields = ("reference",)
    search_help_text = _("Words of the title, the summary or the owners, with or without accents; or a reference.")
    autocomplete_fields = ("partnership", "sectors", "parent")
    inlines = (Owners, Citations, Targets, Links)
    fieldsets = (
        (
            _("The promise"),
            {
                "fields": ("reference", "title", "summary", ("partnership", "made_on")),
                "description": _(
                    "In your own words, in as many languages as you can; the text itself stays where it was published."
                ),
            },
        ),
        (
            _("What sort of promise"),
            {
                "fields": (("kind", "force"), ("level", "visibility"), "sectors", "parent"),
                "description": _("What is internal is shown to the side that registered it and to nobody else."),
            },
        ),
        (_("When it is looked at again"), {"fields": ("recurrence", "review_interval")}),
    )

    def get_urls(self) -> list[URLPattern]:
        """The admin's own, where a word is given, another step is taken, and the table goes out and comes in."""
        return [*spreadsheet_urls(self), *say_urls(self), *step_urls(self), *super().get_urls()]

    def has_say_permission(self, request: HttpRequest) -> bool:
        """Whoever speaks for a side."""
        return speaks(request)

    def get_list_display(self, request: HttpRequest) -> Any:
        """The columns; after the first, where one's own side's word is given."""
        first, *others = super().get_list_display(request)
        return (first, *say_column(self, request), *others)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Those that hold every word, however its accents are typed."""
        return found_by_key(queryset, search_term, "pk"), False

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Say first where it stands; what was said and set is read here, and the short forms add to it."""
        if row := kwargs.get("obj"):
            context["standing"] = (self.state(row), self.agreement(row), badge(late_today(row)))
            context |= {"sides": said_by_side(row), "rows": due(row), "milestones": milestone_rows(row)}
            context |= say_links(self, request, row)
            context |= steps_of(request, row)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """What each edition changed, in words, and two of them side by side; 400 when the address cannot be read."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        context = {**self.admin_site.each_context(request), "opts": self.opts, **told_history(request, row)}
        template = "admin/commitments/commitment/object_history.html"
        return TemplateResponse(request, template, context, status=400 if context["problems"] else 200)
