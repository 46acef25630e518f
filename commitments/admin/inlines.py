"""Parts that are added, changed and taken away on the page of their record."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commitments.admin.base import RowFields, may_change, person
from commitments.admin.writing import PartFormSet
from commitments.rules import may_write

if TYPE_CHECKING:
    StackedInline = admin.StackedInline[Any, Any]
else:  # Django's classes take no types when run
    StackedInline = admin.StackedInline


class PartInline(RowFields, StackedInline):
    """Parts on the page of their record, one block each: whoever may change the record may write them."""

    formset = PartFormSet
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees the record."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:  # type: ignore[override]  # as Django's own inlines have it
        """Whoever may change such rows of the record."""
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change such rows of the record."""
        return may_write(person(request)) if obj is None else may_change(request, obj, self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change such rows of the record."""
        return self.has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Where nothing can be written, no field asks for words."""
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        return (*super().get_readonly_fields(request, obj), *(each for each in fields if callable(each)))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Leave it to the action to say that a part cannot go: Django would name what others may not see."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.hand_clean_DELETE = lambda _form: None
        return formset


class TableFormSet(PartFormSet):
    """Rows of a table, whose inputs have no label beside them: each is named after its column and its row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name them; a row that is yet to be added has no number."""
        super().add_fields(form, index)
        for field in form.fields.values():
            label = str(field.label or "").capitalize()
            number = {"field": label, "number": (index or 0) + 1}
            field.widget.attrs["aria-label"] = label if index is None else _("%(field)s, row %(number)s") % number


class PartTable(PartInline):
    """Parts, one line each."""

    formset = TableFormSet

    template = "admin/edit_inline/tabular.html"
