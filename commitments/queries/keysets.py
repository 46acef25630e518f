"""Pages by keyset: the rows after or before a place in an ordering, which never skip or repeat while others write."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

LARGEST: Final = 2**63 - 1
"""The largest private key that either database can compare with."""


class MalformedCursor(ValueError):  # noqa: N818  it names what is wrong
    """A cursor that this ordering did not give out."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """A sort key, its direction, and how its value is read back from a cursor. Rows without the key come last."""

    name: str
    key: str
    read: Callable[[Any], Any]
    descending: bool = False

    def columns(self, *, backwards: bool) -> tuple[OrderBy, OrderBy]:
        """The ORDER BY of a page: the key, then the private number."""
        falling = self.descending != backwards
        empty = {"nulls_first": True} if backwards else {"nulls_last": True}
        key = F(self.key).desc(**empty) if falling else F(self.key).asc(**empty)
        return key, F("pk").desc() if backwards else F("pk").asc()


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
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(cursor: str, ordering: Ordering) -> Place:
    """The place that a cursor names in an ordering; MalformedCursor when it names none."""
    try:
        content = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, backwards, key, pk = json.loads(content)
        place = Place(None if key is None else ordering.read(key), int(pk), backwards)
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error) as error:
        raise MalformedCursor(cursor) from error
    if not (name == ordering.name and isinstance(backwards, bool) and 0 < place.pk <= LARGEST):
        raise MalformedCursor(cursor)
    return place


def rows_from(rows: QuerySet[Any], ordering: Ordering, place: Place | None) -> QuerySet[Any]:
    """The rows from a place on in an ordering; a page before the place comes in reversed order."""
    backwards = place.backwards if place else False
    ordered = rows.order_by(*ordering.columns(backwards=backwards))
    return ordered.filter(_beyond(ordering, place)) if place else ordered


def _beyond(ordering: Ordering, place: Place) -> Q:
    key, step = ordering.key, "lt" if place.backwards else "gt"
    further = "lt" if ordering.descending != place.backwards else "gt"
    if place.key is None:
        level = Q(**{f"{key}__isnull": True, f"pk__{step}": place.pk})
        return level | Q(**{f"{key}__isnull": False}) if place.backwards else level
    level = Q(**{f"{key}__{further}": place.key}) | Q(**{key: place.key, f"pk__{step}": place.pk})
    return level if place.backwards else level | Q(**{f"{key}__isnull": True})


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    value.encode()  # a lone surrogate has no UTF-8, so no database can compare with it
    return value


def orderings(keys: Mapping[str, tuple[str, Callable[[Any], Any]]]) -> dict[str, Ordering]:
    """The orderings of a list by name, each in both directions."""
    rising = {name: Ordering(name, key, read) for name, (key, read) in keys.items()}
    falling = {f"-{name}": Ordering(f"-{name}", key, read, descending=True) for name, (key, read) in keys.items()}
    return rising | falling


COMMITMENT_ORDERINGS = orderings(
    {
        "reference": ("reference", _text),
        "deadline": ("due_latest", date.fromisoformat),
        "made_on": ("made_earliest", date.fromisoformat),
        "progress": ("progress", _whole),
        "recorded_at": ("edition__public_number", _whole),
    }
)

EDITION_ORDERINGS = dict(reversed(orderings({"number": ("public_number", _whole)}).items()))
"""Newest first, unless it is asked otherwise."""

CHECKPOINT_ORDERINGS = dict(reversed(orderings({"number": ("number", _whole)}).items()))
"""The same, for checkpoints."""

WORD_ORDERINGS = orderings({"number": ("number", _whole)})
OBSERVATION_ORDERINGS = orderings({"period": ("period_earliest", date.fromisoformat)})


def by_name(column: str) -> dict[str, Ordering]:
    """The orderings of a reference list: by its slug or code."""
    return orderings({column: (column, _text)})
