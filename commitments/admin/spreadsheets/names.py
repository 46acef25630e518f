"""The records that a table names, looked up for all its rows at once."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from commitments.admin.spreadsheets.cells import brief
from commitments.admin.spreadsheets.columns import ROLES
from commitments.admin.spreadsheets.present import batches, passage_name
from commitments.models import Organisation, Partnership, Passage, Sector, Side, User
from commitments.rules import readable

Found = dict[str, dict[str, Any]]
"""The rows by column and name."""


def look_up(rows: Iterable[Mapping[str, str]], user: User) -> Found:
    """What the cells of these rows name, as far as the person may read it; one query for each kind that is named."""
    named: dict[str, set[str]] = {}
    for row in rows:
        for column, written in row.items():
            if written and (column in FINDERS or column in ROLES):
                named.setdefault(column, set()).update(names_in(written))
    owners = set[str]().union(*(named.pop(role, set()) for role in ROLES))
    found = {column: FINDERS[column](names, user) for column, names in named.items()}
    bodies = _by("slug", Organisation.objects.all(), owners) if owners else {}
    return found | dict.fromkeys(ROLES, bodies)


def names_in(written: str) -> list[str]:
    """The names in a cell."""
    return [name for each in written.split(";") if (name := each.strip())]


def chosen(found: Found, column: str, written: str) -> list[Any]:
    """The rows that a cell names; ValueError with the first name that is not on record."""
    rows = []
    for name in names_in(written):
        if (row := found.get(column, {}).get(name)) is None:
            raise ValueError(_("There is no “%(name)s” on record that you may refer to.") % {"name": brief(name)})
        rows.append(row)
    return rows


def _by(key: str, rows: Any, names: set[str]) -> dict[str, Any]:
    return {getattr(row, key): row for some in batches(names) for row in rows.filter(**{f"{key}__in": some})}


def _passages(names: set[str], _user: User) -> dict[str, Any]:
    rows = (Passage.objects.select_related("source").filter(_named(some)) for some in batches(names))
    return {passage_name(row): row for some in rows for row in some}


def _named(names: Iterable[str]) -> Q:
    pairs = (name.partition(" ") for name in names)
    return reduce(or_, (Q(source__slug=source, handle=handle) for source, _space, handle in pairs))


FINDERS: dict[str, Any] = {
    "partnership": lambda names, _user: _by("slug", Partnership.objects.prefetch_related("sides"), names),
    "sectors": lambda names, _user: _by("slug", Sector.objects.all(), names),
    "parent": lambda names, user: _by("reference", readable(user), names),
    "deadline_passage": _passages,
    "word_awaiting": lambda names, _user: _by("code", Side.objects.all(), names),
}
