"""Compares the first and last days beside every uncertain date with the date as it is written."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from commitments.models.uncertain import UncertainDateField
from commitments.provenance.faults import Fault
from commitments.values.dates import MalformedDate, parse


def bound_faults() -> Iterator[Fault]:
    """Every row whose stored first or last day does not follow from its date; one query for each such column."""
    for model in apps.get_app_config("commitments").get_models():
        for field in model._meta.fields:
            if isinstance(field, UncertainDateField):
                yield from _of_column(model, field)


def _of_column(model: type[models.Model], field: UncertainDateField) -> Iterator[Fault]:
    rows: Any = model._default_manager.order_by("pk")
    columns = (field.name, *field.bounds)
    for row in rows.only(*columns, "pk").iterator(chunk_size=2000):
        text, earliest, latest = (getattr(row, name) for name in columns)
        if (earliest, latest) != _bounds(text):
            name = model._meta.verbose_name
            yield Fault(f"{name} {row.pk}", f"its days {earliest} to {latest} are not those of “{text}”.")


def _bounds(text: str) -> tuple[Any, Any]:
    try:
        when = parse(text) if text else None
    except MalformedDate:
        return ("unreadable", "unreadable")
    return (when.earliest, when.latest) if when else (None, None)
