"""The choices of a form: only what its row may be written to, where the rules say more than who may see."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Field, Model, QuerySet

from commitments.admin.scope import visible
from commitments.models import Commitment, Indicator, Meeting, Organisation, User
from commitments.rules import partnered, spoken_for

WRITABLE: Mapping[tuple[type[Model], str], Callable[[User], QuerySet[Any]]] = {
    (Commitment, "partnership"): partnered,
    (Indicator, "partnership"): partnered,
    (Meeting, "partnership"): partnered,
    (Organisation, "side"): spoken_for,
}
"""By the model and the field that is filled."""


def offered(field: "Field[Any, Any]", user: User) -> QuerySet[Any]:
    """The rows that a field of a form offers and accepts."""
    writable = WRITABLE.get((field.model, field.name))
    if writable is not None:
        return writable(user)
    related: Any = field.remote_field
    return visible(related.model, user)


def narrowed(rows: QuerySet[Any], field: "Field[Any, Any]", user: User) -> QuerySet[Any]:
    """Those of the rows that were searched which the field offers."""
    writable = WRITABLE.get((field.model, field.name))
    return rows if writable is None else rows.filter(pk__in=writable(user).values("pk"))
