"""Which rows of each model a person sees in the admin: nothing of what another side keeps internal."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from commitments.models import (
    Citation,
    Commitment,
    Deadline,
    Edition,
    Evidence,
    Link,
    Milestone,
    Observation,
    Passage,
    Responsibility,
    StatusUpdate,
    Target,
    User,
)
from commitments.rules import readable, tellable

# For each model, the paths to the commitments that its rows show.
SHOWS: dict[type[Model], tuple[str, ...]] = {
    Citation: ("commitment",),
    Deadline: ("commitment",),
    Evidence: ("update__commitment",),
    Link: ("commitment", "to"),
    Milestone: ("commitment",),
    Responsibility: ("commitment",),
    StatusUpdate: ("commitment",),
    Target: ("commitment",),
}
# What the name of a row is made of, so that a list of choices is one query.
NAMED_BY: dict[type[Model], tuple[str, ...]] = {
    Citation: ("commitment", "passage__source"),
    Link: ("commitment", "to"),
    Milestone: ("commitment",),
    Observation: ("indicator",),
    Passage: ("source",),
    Responsibility: ("commitment", "organisation"),
    StatusUpdate: ("commitment", "side"),
    Target: ("commitment", "indicator"),
}


def visible(model: type[Model], user: User) -> QuerySet[Any]:
    """The rows of a model that a person may see."""
    if model is Commitment:
        return readable(user)
    if model is Edition:
        return visible_editions(user)
    manager: Any = model.objects  # type: ignore[attr-defined]  # every model of ours has one
    rows: QuerySet[Any] = manager.all()
    if names := NAMED_BY.get(model):
        rows = rows.select_related(*names)
    return rows.filter(**{f"{path}__in": readable(user) for path in SHOWS.get(model, ())})


def visible_editions(user: User) -> QuerySet[Edition]:
    """The editions of what a person may read, as far as they may be told: see `rules.tellable`."""
    named = Q(key__in=readable(user).values("reference"))
    written: QuerySet[Edition] = Edition.objects.filter(~Q(noun=Commitment.noun) | named & tellable(user))
    return written
