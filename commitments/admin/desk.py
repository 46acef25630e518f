"""What lies on one person's desk on a day: the commitments they may see, as sets that are counted at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import person
from commitments.choosing.visible import visible_to
from commitments.models import Commitment, User
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.vocabulary import Visibility
from commitments.queries.news import begun_by, changed_by_others
from commitments.queries.rolled import meeting, sets_of
from commitments.queries.visible import Visible
from commitments.rules import may_register
from commitments.values.bits import bits_of, without

Given = Mapping[str, Sequence[str]]
"""Filters as an address has them: names, and values."""

OWN: Final[Mapping[str, tuple[Any, Mapping[str, Any]]]] = {
    "visibility": (_("visibility"), dict(Visibility.choices)),
    "drafts": (_("drafts"), {"mine": _("my drafts")}),
    "changed": (_("changed since I last looked"), {"others": _("by others than my side")}),
}
"""The filters of the workbench alone: their labels, and their values with theirs."""


class Desk:
    """A person's desk on a day. Each set is asked for once."""

    def __init__(self, user: User, *, on: date) -> None:
        """Take the person; nothing is asked of the database yet."""
        self.user, self.on = user, on

    @cached_property
    def visible(self) -> Visible:
        """All that the person may see."""
        return visible_to(self.user)

    @cached_property
    def drafts(self) -> int:
        """The internal ones that the person registered; none for whoever registers nothing. One query, or none."""
        body = self.user.organisation
        kept = self.visible.bits & self.visible.rolls.of("kept_for", body.slug) if body and self.begins else 0
        return self._set(begun_by(self.visible.among(kept), self.user)) if kept else 0

    @cached_property
    def changed(self) -> int:
        """Those that others changed since the person last looked; two queries."""
        return self._set(changed_by_others(self.visible.rows, self.user))

    @cached_property
    def begins(self) -> bool:
        """Whether the person may register commitments."""
        return may_register(self.user, Commitment)

    def own(self, name: str, value: str) -> int:
        """What a value of one of the workbench's own filters lets through."""
        if name == "visibility":
            public = self.visible.bits & self.visible.rolls.readable(())
            return public if value == Visibility.PUBLIC else without(self.visible.bits, public)
        return {"drafts": self.drafts, "changed": self.changed}[name]

    def number(self, given: Given) -> int:
        """How many commitments filters let through that the rolls know, or that are the workbench's own."""
        told = {name: values for name, values in given.items() if name not in OWN}
        among = meeting(self.visible.bits, sets_of(self.visible.rolls, told, on=self.on))
        for name in set(given) & set(OWN):
            among &= self.joined(name, given[name])
        return among.bit_count()

    def joined(self, name: str, values: Sequence[str]) -> int:
        """What any of these values of one of the workbench's own filters lets through."""
        found = 0
        for value in values:
            found |= self.own(name, value)
        return found

    def _set(self, rows: CommitmentQuerySet) -> int:
        return bits_of(rows.order_by().values_list("pk", flat=True))


def desk_of(request: HttpRequest) -> Desk:
    """The desk of whoever asks, today; one for each request."""
    kept: dict[str, Desk] = vars(request)
    if "desk" not in kept:
        kept["desk"] = Desk(person(request), on=timezone.localdate())
    return kept["desk"]
