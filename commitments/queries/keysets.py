"""Pages by keyset: the rows after or before a place in an ordering, which never skip or repeat while others write."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

LARGEST: Final = 2**63 - 1
"""The largest private key that either database can compare with."""


class MalformedCursor(ValueError):  # noqa: N818  it names what is wrong
    """A cursor that this ordering did not give out."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """A sort key, its direction, and how its value is read back from a cursor. Rows without the key come last.

    `unique` is whether no two rows of a list share the key, `optional` whether some have none, `joined` whether it is
    the column by which a row is joined to its record.
    Rows with the same key stand in the order of their private numbers, in the same direction: so one index on the key
    and the number serves a page at any depth, both ways.
    """

    name: str
    key: str
    read: Callable[[Any], Any]
    descending: bool = False
    optional: bool = False
    unique: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in an ordering, and whether the page lies before it."""

    key: Any
    pk: int
    backwards: bool = False

    def cursor(self, ordering: Ordering) -> str:
        """The place as an opaque text for an address; it holds for this ordering alone."""
        place = [ordering.name, self.backwards, self.key, self.pk]
        content = json.dumps(place, default=date.isoformat, separators=(",", ":"))
        return base64.urlsafe_b64encode(_seal().encrypt(content.encode(), None)).decode().rstrip("=")


@cache
def _seal() -> AESSIV:
    """Closes cursors: the private numbers in them would tell how much is kept internal. The same place, the same text."""
    return AESSIV(hashlib.sha512(b"cursor " + settings.SECRET_KEY.encode()).digest())


def read_cursor(cursor: str, ordering: Ordering) -> Place:
    """The place that a cursor names in an ordering; MalformedCursor when it names none."""
    try:
        sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, backwards, key, pk = json.loads(_seal().decrypt(sealed, None))
        place = Place(None if key is None else ordering.read(key), int(pk), backwards)
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error, InvalidTag) as error:
        raise MalformedCursor(cursor) from error
    if not (name == ordering.name and isinstance(backwards, bool) and 0 < place.pk <= LARGEST):
        raise MalformedCursor(cursor)
    return place


def stretches_from(rows: QuerySet[Any], ordering: Ordering, place: Place | None) -> list[QuerySet[Any]]:
    """The rows from a place on in an ordering, in stretches to be read one after the other until a page is full.

    No index leads in one go through those that share the place's key, those beyond it, and those without the key: each
    is a stretch of its own. A page before the place comes in reversed order.
    """
    backwards = place is not None and place.backwards
    falling = ordering.descending != backwards
    keyed = rows.order_by(*_directed((ordering.key, "pk"), falling=falling))
    if not ordering.optional:
        return [keyed] if place is None else _beyond(keyed, ordering, place, falling=falling)
    unkeyed = rows.order_by(*_directed(("pk",), falling=falling)).filter(**{f"{ordering.key}__isnull": True})
    if place is not None and place.key is not None:
        beyond = _beyond(keyed, ordering, place, falling=falling)
        return beyond if backwards else [*beyond, unkeyed]
    keyed = keyed.filter(**{f"{ordering.key}__isnull": False})
    if place is None:
        return [keyed, unkeyed]
    unkeyed = unkeyed.filter(**{f"pk__{'lt' if falling else 'gt'}": place.pk})
    return [unkeyed, keyed] if backwards else [unkeyed]


def _directed(columns: Iterable[str], *, falling: bool) -> list[OrderBy]:
    return [F(column).desc() if falling else F(column).asc() for column in columns]


def _beyond(keyed: QuerySet[Any], ordering: Ordering, place: Place, *, falling: bool) -> list[QuerySet[Any]]:
    """The rows after a place that has a key: first those that share it, which may be very many, then the others.

    In one question the database would walk over all that share the key: the last day of a year is the deadline of
    tens of thousands.
    """
    step = "lt" if falling else "gt"
    others = keyed.filter(**{f"{ordering.key}__{step}": place.key})
    if ordering.unique:
        return [others]
    return [keyed.filter(**{ordering.key: place.key, f"pk__{step}": place.pk}), others]


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    value.encode()  # a lone surrogate has no UTF-8, so no database can compare with it
    return value


def _both_ways(*rising: Ordering) -> dict[str, Ordering]:
    """The orderings of a list by name, each in both directions."""
    falling = (replace(each, name=f"-{each.name}", descending=True) for each in rising)
    return {each.name: each for each in (*rising, *falling)}


COMMITMENT_ORDERINGS = _both_ways(
    Ordering("reference", "reference", _text, unique=True),
    Ordering("deadline", "due_latest", date.fromisoformat, optional=True),
    Ordering("made_on", "made_earliest", date.fromisoformat, optional=True),
    Ordering("progress", "progress", _whole, optional=True),
    # Editions get their private numbers in the order of the chain.
    Ordering("recorded_at", "edition_id", _whole, unique=True, joined=True),
)

EDITION_ORDERINGS = dict(reversed(_both_ways(Ordering("number", "public_number", _whole, unique=True)).items()))
"""Newest first, unless it is asked otherwise."""

CHECKPOINT_ORDERINGS = dict(reversed(_both_ways(Ordering("number", "number", _whole)).items()))
"""The same, for checkpoints."""

WORD_ORDERINGS = _both_ways(Ordering("number", "number", _whole, unique=True))
OBSERVATION_ORDERINGS = {
    "period": Ordering("period", "place_rising", _text, unique=True),
    "-period": Ordering("-period", "place_falling", _text, unique=True, descending=True),
}
"""By what `queries.observed` finds. No private number decides: a past state that is rebuilt gives each value another."""


def by_name(column: str) -> dict[str, Ordering]:
    """The orderings of a reference list: by its slug or code."""
    return _both_ways(Ordering(column, column, _text, unique=True))
