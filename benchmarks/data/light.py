"""Rows of a model without the model: they cost a tenth, and whatever renders a row takes them for one."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from django.db.models import ForeignKey, JSONField, Model

from benchmarks.data.spelling import spelt


class Many(list[Any]):
    """Rows beside a row, which are asked for as of a manager."""

    def all(self) -> "Many":
        """Themselves."""
        return self


class Light:
    """The attributes of a row; a row that it refers to is given as such, and its private key stored beside it."""

    foreign: ClassVar[frozenset[str]] = frozenset()
    id: Any = None

    def __init__(self, **given: Any) -> None:
        """Take what is given; all else has the model's own default."""
        for name in self.foreign & given.keys():
            given[f"{name}_id"] = given[name].id if given[name] else None
        self.__dict__ = given

    @property
    def pk(self) -> Any:
        """The private key."""
        return self.id

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"A light {type(self).__name__} has no {name}: give it when it is made.")


def stored_fields(model: type[Model]) -> list[Any]:
    """The columns that a row is written with; those that the database computes are left to it."""
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


@cache
def light(model: type[Model]) -> type[Light]:
    """The class of a model's light rows: its columns with their defaults, and its noun if it has one."""
    fields = stored_fields(model)
    foreign = frozenset(field.name for field in fields if isinstance(field, ForeignKey))
    attributes: dict[str, Any] = {field.attname: field.get_default() for field in fields}
    attributes |= dict.fromkeys(foreign) | {"foreign": foreign}
    if hasattr(model, "noun"):
        attributes["noun"] = model.noun
    return type(model.__name__, (Light,), attributes)


class Table:
    """A model's table: its columns, and how a light row becomes what either database takes for them."""

    def __init__(self, model: type[Model]) -> None:
        """Look at the model's columns."""
        fields = stored_fields(model)
        self.model = model
        self.name: str = model._meta.db_table
        self.columns: list[str] = [field.column for field in fields]
        self._read = attrgetter(*(field.attname for field in fields))
        self._spell = [(place, spell) for place, field in enumerate(fields) if (spell := _spelling(field))]

    def row(self, row: Light) -> list[Any]:
        """The columns of a light row."""
        values = list(self._read(row))
        for place, spell in self._spell:
            if values[place] is not None:
                values[place] = spell(values[place])
        return values


def _spelling(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return spelt
    if isinstance(field, models.DateTimeField):
        return _moment
    return date.isoformat if isinstance(field, models.DateField) else None


def _moment(at: datetime) -> str:
    """A moment in UTC as both databases read it, in a session whose time zone is UTC."""
    return at.replace(tzinfo=None).isoformat(" ")
