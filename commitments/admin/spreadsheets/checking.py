"""What is wrong with a row, told before anything is written: by column, in words that say what to do."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from commitments.actions.neighbours import check_code
from commitments.actions.words import latest_day, repeats
from commitments.admin.saying.reasons import contradicted
from commitments.admin.spreadsheets import meant
from commitments.admin.spreadsheets.columns import REFERENCE, ROLES, TOLD, Group, told_in
from commitments.admin.spreadsheets.names import Found, chosen
from commitments.admin.spreadsheets.numbering import Numbering
from commitments.admin.spreadsheets.planned import Planned
from commitments.admin.spreadsheets.rights import Rights
from commitments.models import Commitment, Deadline, StatusUpdate
from commitments.models.vocabulary import Basis

NAMING = ("partnership", "sectors", "parent", "deadline_passage", "word_awaiting", *ROLES)
ONE = ("partnership", "parent", "deadline_passage", "word_awaiting")
DUE = {"edtf": "deadline", "basis": "deadline_basis", "phrase": "deadline_phrase", "reason": "deadline_reason"}


def check(row: Planned, found: Found, rights: Rights, numbering: Numbering, *, at: datetime) -> None:
    """Blame the row's cells for what is wrong with them.

    No query of its own but for rights in a partnership and for the next reference, when they are met for the first time.
    """
    _check_names(row, found)
    if row.wrong or not row.changed:
        return
    made = meant.promise(row, found)
    _check_promise(row, made)
    if not row.wrong:
        _check_rights(row, made, rights)
    if row.is_new and not row.wrong and (refusal := numbering.refusal(row.reference)):
        row.blame(REFERENCE, refusal)
    if row.changes(meant.names_of(Group.DEADLINE)):
        _check_deadline(row, found)
    if row.changes(meant.names_of(Group.WORD)):
        _check_word(row, made, found, rights, at)


def _check_names(row: Planned, found: Found) -> None:
    for column, written in row.changes(NAMING).items():
        try:
            rows = chosen(found, column, written)
        except ValueError as error:
            row.blame(column, str(error))
            continue
        if column in ONE and len(rows) > 1:
            row.blame(column, _("Name one alone."))


def _check_promise(row: Planned, made: Commitment) -> None:
    if made.partnership_id is None:
        row.blame("partnership", _("Name the partnership of the commitment."))
        return
    if not (row.is_new or row.changes(meant.names_of(Group.PROMISE))):
        return
    _check_fields(row, made, lambda name: told(name, row))
    _blaming(row, check_code, made)
    if row.circle:
        row.blame("parent", _around(row.circle))


def _around(circle: Sequence[str]) -> str:
    if len(circle) == 2:
        return _("It cannot be a part of itself.")
    told = _("It would become a part of itself: %(way)s. Give one of these another parent, or none.")
    return told % {"way": " → ".join(circle)}


def _check_rights(row: Planned, made: Commitment, rights: Rights) -> None:
    """An editor of both the partnership that it leaves and the one that it comes to."""
    for group in (Group.PROMISE, Group.OWNERS, Group.DEADLINE, Group.WORD):
        changed = row.changes(meant.names_of(group))
        if not (changed or (row.is_new and group == Group.PROMISE)):
            continue
        for commitment in _asked(row, made):
            if refusal := rights.refusal(commitment, group):
                row.blame(next(iter(changed), ""), refusal)
                break
    if row.present and "visibility" in row.changed and (refusal := rights.refusal_to_hide(row.present.commitment)):
        row.blame("visibility", refusal)


def _asked(row: Planned, made: Commitment) -> Iterator[Commitment]:
    if row.present:
        yield row.present.commitment
    if row.is_new or "partnership" in row.changed:
        yield made


def _check_deadline(row: Planned, found: Found) -> None:
    given = meant.deadline(row, found)
    asked = [name for name in DUE if name != "reason" or given["reason"]]
    _check_fields(row, Deadline(**given), lambda name: told(DUE[name], row), only=asked)
    if given["basis"] and bool(given["edtf"]) == (given["basis"] == Basis.NONE):
        row.blame("deadline_basis", _("A deadline with a date needs its basis; one without a date has none."))
    if not given["reason"]:
        row.blame(
            told("deadline_reason", row),
            _("Say why the deadline is another: the old reason told why it was as it was."),
        )


def _check_word(row: Planned, made: Commitment, found: Found, rights: Rights, at: datetime) -> None:
    side, named = rights.user.side, row.after.get("word_side", "")
    if side is None:
        return  # told by the rights
    if named not in {"", side.code}:
        row.blame(
            "word_side",
            _("This is the word of %(other)s; you can give the word of %(own)s alone.")
            % {"other": named, "own": side.code},
        )
        return
    if not row.after.get("word_as_of"):
        row.blame("word_as_of", _("Say on which day this was so."))
        return
    given = meant.word(row, found)
    fields = {name: getattr(given, name) for name in SAID}
    _check_fields(row, StatusUpdate(**fields), lambda name: told(f"word_{name}", row), only=SAID)
    if given.as_of > latest_day(at):
        row.blame("word_as_of", _("A status can only be given for a day that has come."))
    sides = {each.pk for each in made.partnership.sides.all()} if given.awaiting else set()
    if given.awaiting and given.awaiting.pk not in sides:
        row.blame("word_awaiting", _("It can only wait for a side of the partnership."))
    if repeats(row.last, given):
        row.blame(
            next(iter(row.changes(meant.names_of(Group.WORD)))), _("This very word is the last one on record already.")
        )
    if row.present and not row.wrong:
        row.contradictions = contradicted(row.present.word, given)


SAID = ("status", "as_of", "outlook", "progress", "note", "next_step")


def _check_fields(row: Planned, made: Model, column: Callable[[str], str], *, only: Any = None) -> None:
    """Let the model's own fields say what is wrong. What refers to another row was looked up, and needs no query."""
    fields = made._meta.concrete_fields
    passed = {each.name for each in fields if each.is_relation or (only is not None and each.name not in only)}
    try:
        made.clean_fields(exclude=passed)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            row.blame(column(name), *messages)


def _blaming(row: Planned, rule: Callable[[Any], None], made: Commitment) -> None:
    try:
        rule(made)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            row.blame(told(name, row), *messages)


def told(name: str, row: Planned) -> str:
    """The column to name for a field: of a text, the first language that the row changes, else the first of all."""
    if name not in TOLD:
        return name
    names = [told_in(name, each) for each in settings.CONTENT_LANGUAGES]
    return next((each for each in names if each in row.changed), names[0])
