"""Commitments: the list of them, and the page on which one is kept with all that hangs on it."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.badges import badge
from commitments.admin.base import RecordedAdmin
from commitments.admin.commitment_filters import FreshnessFilter, GapFilter, LatenessFilter
from commitments.admin.forms import RecordedForm
from commitments.admin.history import told_history
from commitments.admin.labels import told
from commitments.admin.parts import Citations, Links, Milestones, Owners, Targets
from commitments.admin.search import found_by_key
from commitments.admin.when import due_in_words
from commitments.admin.word_inlines import Deadlines, Updates
from commitments.models import Commitment, Deadline, Responsibility
from commitments.models.vocabulary import OWNING, LatenessWord, ShownStatus, StandingWord
from commitments.queries.references import next_reference
from commitments.values.dates import MalformedDate, parse
from commitments.values.lateness import lateness
from commitments.values.standing import CLOSED


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


class CommitmentList(ChangeList):
    """A page of the list, with the owners and deadlines it shows: two queries more, however many rows."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Add them."""
        owners = Responsibility.objects.filter(role__in=OWNING).select_related("organisation")
        return (
            super()
            .get_queryset(request, exclude_parameters)
            .prefetch_related(Prefetch("responsibilities", owners), Prefetch("deadlines", Deadline.objects.all()))
        )


def late_today(row: Commitment) -> LatenessWord:
    """How its deadline stands today."""
    closed = row.status in CLOSED
    return LatenessWord(
        lateness(closed=closed, earliest=row.due_earliest, latest=row.due_latest, on=timezone.localdate())
    )


@admin.register(Commitment)
class CommitmentAdmin(RecordedAdmin):
    """The promises."""

    form = CommitmentForm
    list_display = ("reference", "called", "lead", "due", "state", "agreement", "last_word_on")
    list_filter = (
        "status",
        "standing",
        LatenessFilter,
        FreshnessFilter,
        GapFilter,
        "force",
        "kind",
        "level",
        "visibility",
        "partnership",
        "sectors",
    )
    search_fields = ("reference",)
    search_help_text = _("Words of the title, the summary or the owners, with or without accents; or a reference.")
    date_hierarchy = "made_earliest"
    autocomplete_fields = ("partnership", "sectors", "parent")
    inlines = (Updates, Deadlines, Owners, Citations, Milestones, Targets, Links)
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

    def get_changelist(self, request: HttpRequest, **_options: Any) -> type[ChangeList]:
        """The list with what its columns need."""
        return CommitmentList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Those that hold every word, however its accents are typed."""
        return found_by_key(queryset, search_term, "pk"), False

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A promise is first registered, then spoken of."""
        return self.inlines if obj else [each for each in self.inlines if each is not Updates]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Say first where it stands."""
        if row := kwargs.get("obj"):
            context["standing"] = (self.state(row), self.agreement(row), badge(late_today(row)))
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """What each edition changed, in words, and two of them side by side; 400 when the address cannot be read."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        context = {**self.admin_site.each_context(request), "opts": self.opts, **told_history(request, row)}
        template = "admin/commitments/commitment/object_history.html"
        return TemplateResponse(request, template, context, status=400 if context["problems"] else 200)

    @admin.display(description=_("title"))
    def called(self, row: Commitment) -> str:
        """The title in the reader's language."""
        return told(row.title)

    @admin.display(description=_("lead"))
    def lead(self, row: Commitment) -> str:
        """Who leads it."""
        bodies = [each.organisation for each in row.responsibilities.all()]
        return ", ".join(told(body.short_name) or told(body.name) for body in bodies) or "–"

    @admin.display(description=_("deadline"), ordering="due_latest")
    def due(self, row: Commitment) -> SafeString | str:
        """Until when, in words, and how that stands today."""
        words = due_in_words(max(row.deadlines.all(), key=lambda each: cast("int", each.revision), default=None))
        late = late_today(row)
        return words if late == LatenessWord.UNDATED else format_html("{} {}", words, badge(late))

    @admin.display(description=_("status"), ordering="status")
    def state(self, row: Commitment) -> SafeString:
        """The status as a badge."""
        return badge(ShownStatus(row.status))

    @admin.display(description=_("standing"), ordering="standing")
    def agreement(self, row: Commitment) -> SafeString:
        """What the sides' words amount to."""
        return badge(StandingWord(row.standing))
