"""The gate of the record: its rows are written inside a recording, which ends with their editions, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

from django.db import models

_open: ContextVar[bool] = ContextVar("recording_is_open", default=False)


class UnrecordedWriteError(TypeError):
    """Somebody tried to write rows of the record past the actions, which would leave no edition."""


@contextmanager
def writable() -> Iterator[None]:
    """Let rows be saved and deleted one by one: what a recording does, and nobody else."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def check_writable(model: type[models.Model]) -> None:
    """Raise UnrecordedWriteError outside of a recording."""
    if not _open.get():
        raise UnrecordedWriteError(
            f"{_called(model)} are written by the actions alone, so that every change has its edition: "
            "call one of commitments.actions inside a recording."
        )


class GuardedQuerySet(models.QuerySet[Any]):
    """Rows of the record. What writes many of them at once would leave no edition, so it is refused everywhere."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse."""
        raise _in_bulk(self.model)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise _in_bulk(self.model)

    def bulk_create(self, *_rows: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise _in_bulk(self.model)

    def bulk_update(self, *_rows: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise _in_bulk(self.model)


def unguarded(model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows without their guard: for the few actions that write derived columns and editions in bulk."""
    return models.QuerySet(model)


def _in_bulk(model: type[models.Model]) -> UnrecordedWriteError:
    return UnrecordedWriteError(
        f"{_called(model)} are not written in bulk, because that would leave no edition: "
        "call one of commitments.actions for each."
    )


def _called(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural).capitalize()
