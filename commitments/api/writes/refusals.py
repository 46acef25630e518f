"""What an action refuses, as a problem that points into the body that was sent."""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError

from commitments.actions.answered import KeyUsed
from commitments.actions.refusals import Stale
from commitments.api.problems import Conflict, KeyReused, Refused
from commitments.api.shapes.strict import PLACE

WHOLE = ""
"""The pointer to all of the body."""


def faults_in(detail: Any, pointer: str = WHOLE) -> Iterator[tuple[str, Any]]:
    """Each fault that reading a body has found, by its JSON pointer (RFC 6901)."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from faults_in(inner, pointer if name == PLACE else f"{pointer}/{_escaped(name)}")
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for number, inner in enumerate(detail):
            yield from faults_in(inner, f"{pointer}/{number}" if isinstance(inner, Mapping | list) else pointer)
    else:
        yield pointer, detail


def _escaped(name: Any) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


@contextmanager
def refusals(members: Container[str]) -> Iterator[None]:
    """Turn what an action refuses into a problem; `members` are the names that the body may hold.

    Stale goes through: only the address knows the newest edition.
    """
    try:
        yield
    except Stale:
        raise
    except KeyUsed as error:
        raise KeyReused(error.messages[0]) from error
    except ValidationError as error:
        raise Refused(_placed(error, members)) from error
    except IntegrityError as error:
        raise Conflict from error


def _placed(error: ValidationError, members: Container[str]) -> Iterator[tuple[str, str]]:
    by_name: Any = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_name.items():
        for each in errors:
            place = "reason" if each.code == "why" else name
            yield (f"/{place}" if place in members else WHOLE), each.messages[0]
