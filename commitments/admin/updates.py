"""Status updates and deadlines on their own pages: they can be added and read, never changed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.actions.recording import recording
from commitments.actions.refusals import Stale
from commitments.admin.badges import badge
from commitments.admin.base import WritingAdmin, person
from commitments.admin.forms import SeenForm, WhyForm
from commitments.admin.labels import label, text_column
from commitments.admin.scope import newest_edition
from commitments.admin.search import found_by_key
from commitments.admin.when import due_in_words
from commitments.admin.word_forms import DeadlineForm, UpdateForm, date, say
from commitments.admin.word_rows import linked_file, writer
from commitments.admin.writing import Signature, refusable, signature
from commitments.models import Commitment, Deadline, StatusUpdate
from commitments.models.vocabulary import Outlook, ShownStatus
from commitments.rules import may_add, may_speak_for


class AddedAdmin(WritingAdmin):
    """Rows that can be added and read. The page of their commitment adds them too."""

    add_fieldsets: Any = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is asked, or all that is kept."""
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nothing that is kept is asked."""
        return super().get_readonly_fields(request, obj) if obj else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Add the row by its action."""
        signed = signature(form, by=person(request), at=timezone.now())
        with refusable(), recording(**signed.words):
            row = self.add(form, signed)
        # The action made the row; the page goes on with the form's own.
        vars(form.instance).update(vars(row))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Those of the commitments that hold every word, however its accents are typed."""
        return found_by_key(queryset, search_term, "commitment_id"), False

    def add(self, form: Any, signed: Signature) -> Any:
        """The action that adds the row."""
        raise NotImplementedError

    @admin.display(description=_("recorded by"))
    def writer(self, row: Any) -> str:
        """The person and the organisation."""
        return writer(row) or "–"


class WhyUpdateForm(UpdateForm, WhyForm):
    """A side's word on any commitment."""

    class Meta(UpdateForm.Meta):
        fields: tuple[str, ...] = ("commitment", *UpdateForm.Meta.fields)


@admin.register(StatusUpdate)
class StatusUpdateAdmin(AddedAdmin):
    """The sides' words."""

    form = WhyUpdateForm
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
    autocomplete_fields = ("commitment", "awaiting", "corrects")
    readonly_fields = ("rests_on", "writer")
    fieldsets = (
        (
            None,
            {"fields": ("commitment", "number", "side", "as_of", "status", "outlook", "progress", "note", "rests_on")},
        ),
        (_("What comes next"), {"fields": ("next_step", "awaiting")}),
        (_("How it was recorded"), {"fields": ("corrects", "writer", "recorded_at")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("commitment", ("status", "as_of"), ("outlook", "progress"), "note", "passage", "address"),
                "description": _("It is recorded as the word of your own side, and stays."),
            },
        ),
        (_("Next step, or a correction"), {"fields": ("next_step", "awaiting", "corrects"), "classes": ("collapse",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever speaks for a side."""
        user = person(request)
        return may_speak_for(user, user.side)

    def add(self, form: Any, signed: Signature) -> StatusUpdate:
        """Record the word of the writer's own side."""
        return say(form, form.cleaned_data["commitment"], signed)

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


class WhyDeadlineForm(DeadlineForm, SeenForm):
    """A deadline of any commitment. The page does not know which until it is sent: `seen` is the newest edition of all.

    Once the commitment is known, `seen` becomes its own newest edition, for the action to compare under its lock.
    """

    class Meta(DeadlineForm.Meta):
        fields: tuple[str, ...] = ("commitment", *DeadlineForm.Meta.fields)

    def clean(self) -> dict[str, Any]:
        """Refuse a commitment that was saved since the page was opened."""
        cleaned = super().clean()
        if commitment := cleaned.get("commitment"):
            self.refuse_unseen(commitment)
            self._follow(commitment)
        return cleaned

    def _follow(self, commitment: Commitment) -> None:
        edition, seen = commitment.edition, self.cleaned_data.get("seen")
        if edition is None or seen is None:
            return
        if edition.number > seen and self.refusal is None:  # what the action refused is already said
            self.add_error(None, Stale(commitment.key))
        self.cleaned_data["seen"] = edition.number


@admin.register(Deadline)
class DeadlineAdmin(AddedAdmin):
    """Until when, as known since when."""

    form = WhyDeadlineForm
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
    autocomplete_fields = ("commitment", "passage")
    readonly_fields = ("writer",)
    fieldsets = (
        (None, {"fields": ("commitment", "revision", "edtf", "basis", "phrase", "passage", "reason")}),
        (_("How it was recorded"), {"fields": ("writer", "recorded_at")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("commitment", ("edtf", "basis"), "phrase", "passage", "reason"),
                "description": _("It counts from now on; the earlier deadlines stay."),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may set one on any commitment."""
        return may_add(person(request), Deadline)

    def add(self, form: Any, signed: Signature) -> Deadline:
        """Set the deadline."""
        return date(form, form.cleaned_data["commitment"], signed, seen=signed.seen)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What an address may fill in, and how far the writer has seen."""
        return super().get_changeform_initial_data(request) | {"seen": newest_edition(person(request))}

    @admin.display(description=_("date"), ordering="latest")
    def due(self, row: Deadline) -> str:
        """The date in words."""
        return due_in_words(row)
