"""Another value for each column of a row: one that the constraints of the database allow."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from django.db import models

from commitments.models import Commitment, Partnership
from commitments.models.uncertain import UncertainDateField


def forged(row: models.Model) -> Iterator[tuple[str, Any]]:
    """Each column that is not the row's private number, and another value for it."""
    for field in row._meta.concrete_fields:
        if not field.primary_key:
            before = getattr(row, field.attname)
            yield field.attname, _another(field, before, row)


def _another(field: Any, before: Any, row: models.Model) -> Any:
    if field.is_relation:
        return _another_row(field, before, row)
    if field.choices:
        return next((value for value, _label in field.choices if value not in {before, "none", ""}), "x")
    if isinstance(field, UncertainDateField):
        return "2031" if before else "2030"
    return _another_value(before, field)


def _another_row(field: Any, before: Any, row: models.Model) -> Any:
    """Another row, by its private number; none when there is no other; one that is not there when there must be one."""
    others = models.QuerySet(field.related_model).exclude(pk__in=[before or 0, row.pk]).order_by("-pk")
    found = others.values_list("pk", flat=True).first()
    return found if found is not None or field.null else 10**6


def _another_value(before: Any, field: Any) -> Any:
    match before:
        case dict():
            return {"en": "A lie."}
        case int() | Decimal():
            return before + 1
        case datetime():
            return before + timedelta(seconds=1)
        case date():
            return before + timedelta(days=-1 if "earliest" in field.name else 1)
        case bytes() | memoryview():
            return bytes([before[0] ^ 1]) + bytes(before[1:])
        case str():
            return f"z{before[1:]}" if before and before[0] != "z" else "x"
    return _first_value(field)


def _first_value(field: Any) -> Any:
    if isinstance(field, models.DateField):
        return date(2026, 1, 1)
    return 7


def members() -> list[Any]:
    """The tables that tell which rows belong to which."""
    return [Commitment.sectors.through, Partnership.sides.through]


def unlike(row: models.Model) -> None:
    """Let a row of such a table tell of two rows of which none tells yet."""
    one, other = (field for field in row._meta.fields if field.many_to_one)
    told = set(models.QuerySet(type(row)).values_list(one.attname, other.attname))
    first, second = (models.QuerySet(field.related_model).values_list("pk", flat=True) for field in (one, other))
    pair = next(pair for pair in product(first, second) if pair not in told)
    setattr(row, one.attname, pair[0])
    setattr(row, other.attname, pair[1])
