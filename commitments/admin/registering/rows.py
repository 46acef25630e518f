"""How the fields of this page choose among rows: search fields, as everywhere at the workbench."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms.utils import ErrorDict

from commitments.admin.base import SHORT
from commitments.admin.labels import RowField, RowSelect, RowsField, RowsSelect
from commitments.admin.texts import LanguagesField
from commitments.models.texts import TranslatedField


class Draft:
    """A form that can be shown again with what was typed before anybody asks whether it is right."""

    is_draft = False

    @property
    def errors(self) -> Any:
        """Nothing is wrong yet with what is not finished."""
        return ErrorDict() if self.is_draft else super().errors  # type: ignore[misc]  # a form stands behind it


def one_row(column: Any, rows: QuerySet[Any], **options: Any) -> RowField:
    """A search field for one row, which the column of this name could refer to."""
    return RowField(rows, required=False, widget=RowSelect(column, admin.site), **options)


def several_rows(column: Any, rows: QuerySet[Any], **options: Any) -> RowsField:
    """The same for several rows."""
    return RowsField(rows, required=False, widget=RowsSelect(column, admin.site), **options)


def field_of(column: Any, **options: Any) -> Any:
    """The form field of a column: texts have an input for each language."""
    if isinstance(column, TranslatedField):
        rows = 1 if column.name in SHORT else 2
        return column.formfield(form_class=LanguagesField, rows=rows, **options)
    return column.formfield(**options)
