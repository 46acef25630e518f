"""What a table plans, written through the actions: all its rows in one change, or none of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from commitments.actions.keep import drop_part, keep, keep_part
from commitments.actions.neighbours import check_neighbours
from commitments.actions.recording import Recording, recording
from commitments.actions.words import record_update, set_deadline
from commitments.admin.spreadsheets import meant
from commitments.admin.spreadsheets.columns import EDITION, Group
from commitments.admin.spreadsheets.names import Found, chosen
from commitments.admin.spreadsheets.planned import Planned
from commitments.admin.spreadsheets.unreadable import wrong_at
from commitments.admin.writing import Signature, refusable
from commitments.models import Commitment, Responsibility


def write(rows: Sequence[Planned], found: Found, signed: Signature) -> None:
    """Write the rows as one change with one reason. Raises Refused, naming the row; then nothing is written."""
    with refusable(), recording(**signed.words) as change:
        for row in rows:
            with _named(row):
                commitment = _write_row(row, found, change, signed.words)
            # What goes with its neighbours is asked once all of them are as they will be.
            change.check(check_neighbours, commitment, within=partial(_named, row))


def _write_row(row: Planned, found: Found, change: Recording, words: dict[str, Any]) -> Commitment:
    if row.present:
        change.hold(row.present.commitment, seen=int(row.before[EDITION]))
    commitment = meant.promise(row, found)
    if row.is_new or row.changes(meant.names_of(Group.PROMISE)):
        keep(commitment, sets=_sets(row, found), **words)
    _write_owners(row, found, commitment, words)
    if row.changes(meant.names_of(Group.DEADLINE)):
        set_deadline(commitment, **meant.deadline(row, found), **words)
    if (side := words["by"].side) and row.changes(meant.names_of(Group.WORD)):
        record_update(commitment, side=side, word=meant.word(row, found), **words)
    return commitment


def _sets(row: Planned, found: Found) -> dict[str, Any]:
    return {name: chosen(found, name, written) for name, written in row.changes(["sectors"]).items()}


def _write_owners(row: Planned, found: Found, commitment: Commitment, words: dict[str, Any]) -> None:
    """Take away first, and leave alone who stays."""
    for role, bodies in meant.owners(row, found).items():
        stored = {
            each.organisation_id: each for each in Responsibility.objects.filter(commitment=commitment, role=role)
        }
        for pk in stored.keys() - {each.pk for each in bodies}:
            drop_part(stored[pk], **words)
        for body in bodies:
            if body.pk not in stored:
                keep_part(Responsibility(commitment=commitment, organisation=body, role=role), **words)


@contextmanager
def _named(row: Planned) -> Iterator[None]:
    """Let a refusal say of which row it is."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError([_of(row, each) for each in error.messages]) from error
    except PermissionDenied as error:
        raise PermissionDenied(_of(row, str(error))) from error


def _of(row: Planned, message: str) -> str:
    return wrong_at(row.number, "", f"{row.reference}: {message}")
