"""A filter of a list by the values that a column has."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin


class ValueFilter(admin.AllValuesFieldListFilter):
    """Those with one value; what has none has a name to choose it by as well."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """A choice that is called nothing could not be told from the air."""
        for choice in super().choices(changelist):
            yield dict(choice) | {"display": choice["display"] or "–"}
