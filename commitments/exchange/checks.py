"""Checks fixture rows as the database would, before anything is written: values, references, repetitions, cycles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Field, Model

from commitments.exchange.documents import Fault
from commitments.exchange.rows import Row
from commitments.models.uncertain import UncertainDateField

Index = dict[type[Model], dict[tuple[Any, ...], Row]]


def faults_in(rows: list[Row]) -> Iterator[Fault]:
    """Everything that is wrong with the rows; fills in the bounds of their dates on the way."""
    index = by_key(rows)
    for row in rows:
        yield from _bad_values(row)
        yield from _unknown_references(row, index)
    yield from _repetitions(rows)
    yield from _cycles(rows, index)


def by_key(rows: Iterable[Row]) -> Index:
    """The rows by model and natural key."""
    index: Index = {}
    for row in rows:
        index.setdefault(row.model, {})[row.natural] = row
    return index


def _columns(row: Row) -> "list[Field[Any, Any]]":
    return [column for column in row.model._meta.get_fields() if isinstance(column, Field)]


def _bad_values(row: Row) -> Iterator[Fault]:
    plain = {
        column.name: row.fields[column.name]
        for column in _columns(row)
        if column.name in row.fields and not column.is_relation
    }
    instance = row.model(**plain)
    related = [column.name for column in _columns(row) if column.is_relation]
    try:
        instance.clean_fields(exclude=related)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield row.fault(name, " ".join(messages))
        return
    for column in _columns(row):
        if isinstance(column, UncertainDateField):
            column.pre_save(instance, True)  # noqa: FBT003  Django's signature
            row.derived |= {bound: _day(getattr(instance, bound)) for bound in column.bounds}
    yield from _broken_constraints(row, instance, related)


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _broken_constraints(row: Row, instance: Model, related: list[str]) -> Iterator[Fault]:
    for constraint in row.model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(row.model, instance, exclude=set(related))
            except ValidationError as error:
                yield row.document.fault(row.steps, " ".join(error.messages))


def _unknown_references(row: Row, index: Index) -> Iterator[Fault]:
    for column in _columns(row):
        value = row.fields.get(column.name)
        if not column.is_relation or value is None:
            continue
        known = index.get(column.related_model, {})  # type: ignore[arg-type]
        for key in value if column.many_to_many else [value]:
            if tuple(key) not in known:
                yield row.fault(column.name, f"There is no {column.name} “{' '.join(map(str, key))}” in the seeds.")


def _repetitions(rows: list[Row]) -> Iterator[Fault]:
    counted = Counter((row.model, row.natural) for row in rows)
    for row in rows:
        if counted[row.model, row.natural] > 1:
            key = " ".join(map(str, row.natural))
            yield row.document.fault(row.steps, f"This {row.model._meta.model_name} stands more than once: {key}.")


def _cycles(rows: list[Row], index: Index) -> Iterator[Fault]:
    for row in rows:
        if row.fields.get("parent") and depth(row, index) is None:
            yield row.fault("parent", "It is a part of itself, by way of its parents.")


def depth(row: Row, index: Index) -> int | None:
    """How many parents stand above a row; none when they form a ring."""
    levels, met = 0, {row.natural}
    above = _parent(row, index)
    while above is not None:
        if above.natural in met:
            return None
        met.add(above.natural)
        levels, above = levels + 1, _parent(above, index)
    return levels


def _parent(row: Row, index: Index) -> Row | None:
    parent = row.fields.get("parent")
    return index[row.model].get(tuple(parent)) if parent else None
