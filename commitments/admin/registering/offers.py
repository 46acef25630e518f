"""What is told of a commitment on record that a new promise resembles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from commitments.admin.labels import label, told
from commitments.admin.when import due_in_words
from commitments.models import Commitment
from commitments.queries.resembling import Alike


@dataclass(frozen=True, slots=True)
class Offered:
    """A commitment that a new promise may be, said again: its number, its name, and why it is offered."""

    number: str
    words: str
    about: str


def offered(alike: Alike) -> Offered:
    """It in words; no query for rows from `resembling`."""
    return Offered(str(alike.commitment.pk), label(alike.commitment), " · ".join(_about(alike)))


def _about(alike: Alike) -> Iterator[str]:
    row = alike.commitment
    owners = [told(each.organisation.short_name) or told(each.organisation.name) for each in row.responsibilities.all()]
    yield _("owners: %(owners)s") % {"owners": ", ".join(dict.fromkeys(owners)) or _("none named")}
    yield _("deadline: %(deadline)s") % {"deadline": _due(row)}
    if alike.same_sector:
        yield _("the same sector")
    if alike.same_owners:
        yield _("the same owners")
    yield _("close wording (%(percent)s%%)") % {"percent": round(100 * alike.closeness)}


def _due(row: Commitment) -> str:
    return due_in_words(max(row.deadlines.all(), key=lambda each: cast("int", each.revision), default=None))
