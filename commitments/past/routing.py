"""Sends each question to the database of the time that it is asked of."""

from typing import Any

from django.apps import apps
from django.db import models

from commitments.models import Checkpoint, Countersignature, Edition, Roll, SearchKey, StoredFile
from commitments.models.base import Natural
from commitments.queries.then import place

PRESENT = {Edition, Checkpoint, Countersignature, StoredFile}
"""The chains, the checkpoints over them and the bytes of files are asked of the present, whatever time is read."""


def rebuilt() -> list[type[models.Model]]:
    """The tables of a past state: what is asked there, and the editions that its records point to."""
    found = apps.get_app_config("commitments").get_models()
    return [model for model in found if _is_asked_there(model) or model is Edition]


class Router:
    """While the past is asked, its rows come from where it is rebuilt. The chains themselves are always the present ones."""

    def db_for_read(self, model: type[models.Model], instance: Any = None, **_hints: Any) -> str | None:
        """A row's neighbours come from where it comes from."""
        where = place()
        if instance is not None and instance._state.db:
            return str(instance._state.db)
        return where.database if where and _is_asked_there(model) else None

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str | None:
        """The same; once it is filled, its file is opened for reading only, and refuses to be written to."""
        where = place()
        return where.database if where and _is_asked_there(model) else None

    def allow_migrate(self, db: str, *_names: Any, **_hints: Any) -> bool | None:
        """Migrations are of the present."""
        return None if db == "default" else False


def _is_asked_there(model: type[models.Model]) -> bool:
    return model not in PRESENT and (issubclass(model, Natural) or model in {SearchKey, Roll})
