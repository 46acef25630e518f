"""Loads records from fixtures: whole ones that are not there yet, with their first editions; never over what is there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import Model

from commitments.actions.recording import Recording, recording
from commitments.models import Edition, Recorded
from commitments.models.base import AppendOnly
from commitments.values.texts import Text

Row = Mapping[str, Any]
"""A fixture's row: `{"model": "commitments.side", "fields": {…}}`, references by natural key."""

Name = tuple[str, str]
"""A record's noun and key."""


@dataclass(slots=True)
class Loaded:
    """Which records a load added, and which it left as they are."""

    added: set[Name] = field(default_factory=set)
    kept: set[Name] = field(default_factory=set)


def load(rows: Iterable[Row], *, at: datetime, why: Text) -> Loaded:
    """Add the records of these rows that the record does not know, each whole, and append their first editions.

    A record that is there stays as people have left it, with all its parts; so does one that was ever there: the
    second load changes nothing. Rows come in an order in which each refers only to earlier ones.
    """
    loaded = Loaded()
    with recording(by=None, at=at, why=why) as change:
        known = _known()
        for row in rows:
            name = _record_of(apps.get_model(row["model"]), row["fields"])
            if name in known:
                loaded.kept.add(name)
            else:
                loaded.added.add(name)
                _add(row, change)
        for unrecorded in _without_edition():
            change.touch(unrecorded)
    return loaded


def _without_edition() -> Iterator[Recorded]:
    """What was stored past the actions, as by `loaddata`: its first edition holds it as it is."""
    for model in apps.get_app_config("commitments").get_models():
        if issubclass(model, Recorded):
            yield from model.objects.filter(edition=None)


def _known() -> set[Name]:
    """Every record that has an edition, or a row without one yet: those get their first edition when they change."""
    recorded = set(Edition.objects.order_by().values_list("noun", "key").distinct())
    return recorded | {(noun.noun, key) for noun, key in _stored()}


def _stored() -> Iterator[tuple[type[Recorded], str]]:
    for model in apps.get_app_config("commitments").get_models():
        if issubclass(model, Recorded):
            for key in model.objects.values_list(model.natural[0], flat=True):
                yield model, key


def _record_of(model: type[Model], fields: Mapping[str, Any]) -> Name:
    """The noun and key of the record that a row is, or hangs on: the first step of its natural key, followed up."""
    natural: tuple[str, ...] = model.natural  # type: ignore[attr-defined]
    head, _, rest = natural[0].partition("__")
    if not rest:
        return model.noun, str(fields[head])  # type: ignore[attr-defined]
    related: Any = model._meta.get_field(head).related_model
    while not issubclass(related, Recorded):
        related = related._meta.get_field(related.natural[0].split("__")[0]).related_model
    return related.noun, str(fields[head][0])


def _add(row: Row, change: Recording) -> None:
    for read in serializers.deserialize("python", [row]):
        if isinstance(read.object, AppendOnly) and hasattr(read.object, "recorded_at"):
            read.object.recorded_at = change.at
        read.save()
        change.touch(_whole(read.object))


def _whole(row: Any) -> Recorded:
    while not isinstance(row, Recorded):
        row = getattr(row, row.natural[0].split("__")[0])
    return row
