"""Status updates and deadlines on a commitment's page: what is there can be read, and one more can be added."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import may_change, person
from commitments.admin.inlines import RowInline
from commitments.admin.word_forms import DeadlineForm, DeadlineFormSet, UpdateForm, UpdateFormSet, correctable
from commitments.models import Deadline, StatusUpdate
from commitments.rules import may_speak_for


class AddedRows(RowInline):
    """Rows that can be added, one at a time, and never changed."""

    extra = max_num = 1
    can_delete = False
    comes_first = False
    """Whether it stands above the record's own fields."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """No row has a form: the template shows them for reading."""
        return super().get_queryset(request).none()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Those of the form that adds: nothing else is a form."""
        return self.fieldsets

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class Updates(AddedRows):
    """What the sides say, and the writer's own next word."""

    model = StatusUpdate
    comes_first = True
    form = UpdateForm
    formset = UpdateFormSet
    template = "admin/commitments/inlines/updates.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("status", "as_of"),
                    ("outlook", "progress"),
                    "note",
                    "passage",
                    "address",
                )
            },
        ),
        (_("Next step, or a correction"), {"fields": ("next_step", "awaiting", "corrects"), "classes": ("collapse",)}),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:  # type: ignore[override]  # as Django's own inlines have it
        """Whoever speaks for a side and may change the commitment."""
        user = person(request)
        return obj is not None and may_speak_for(user, user.side) and may_change(request, obj, self.model)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer only what this side can correct here, and only the commitment's sides to wait for."""
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None and "corrects" in formset.form.base_fields:
            formset.form.base_fields["corrects"].queryset = correctable(obj, person(request))
            formset.form.base_fields["awaiting"].queryset = obj.partnership.sides.all()
        return formset


class Deadlines(AddedRows):
    """Until when it is due."""

    model = Deadline
    form = DeadlineForm
    formset = DeadlineFormSet
    template = "admin/commitments/inlines/deadlines.html"
    autocomplete_fields = ("passage",)
    fieldsets = ((None, {"fields": (("edtf", "basis"), "phrase", "passage", "reason")}),)

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:  # type: ignore[override]  # as Django's own inlines have it
        """Whoever may set a deadline of the commitment."""
        return super(AddedRows, self).has_change_permission(request, obj)
