"""What a row means to the actions: the commitment as it will be, its owners, its deadline, the side's word."""

from copy import copy
from datetime import date
from typing import Any

from django.conf import settings

from commitments.actions.words import Word
from commitments.admin.spreadsheets.columns import DECLARED, ROLES, Group, told_in
from commitments.admin.spreadsheets.names import Found, chosen
from commitments.admin.spreadsheets.planned import Planned
from commitments.admin.spreadsheets.present import Values
from commitments.models import Commitment
from commitments.models.vocabulary import Basis
from commitments.values.texts import Text

PLAIN = ("kind", "force", "level", "visibility", "made_on", "recurrence")
TEXTS = ("title", "summary")


def names_of(group: Group) -> list[str]:
    """The columns of a group."""
    declared = [each for each in DECLARED if each.group == group]
    languages = settings.CONTENT_LANGUAGES
    return [
        name
        for each in declared
        for name in ([told_in(each.name, code) for code in languages] if each.told else [each.name])
    ]


def promise(row: Planned, found: Found) -> Commitment:
    """The commitment as the row says it, not yet written; what it does not change stays as it is."""
    made = copy(row.present.commitment) if row.present else Commitment(reference=row.reference)
    changed = row.changed
    for name in PLAIN:
        if name in changed:
            setattr(made, name, changed[name])
    for name in TEXTS:
        setattr(made, name, text(name, getattr(made, name), changed))
    if "review_interval" in changed:
        made.review_interval = _whole(changed["review_interval"])  # type: ignore[assignment]  # its field says so
    for name in ("partnership", "parent"):
        if name in changed:
            setattr(made, name, next(iter(chosen(found, name, changed[name])), None))
    return made


def text(name: str, stored: Text | None, changed: Values) -> dict[str, str]:
    """A stored text with the languages that the row changes; an emptied one is taken away."""
    written = {
        code: changed[column] for code in settings.CONTENT_LANGUAGES if (column := told_in(name, code)) in changed
    }
    return {code: words for code, words in {**(stored or {}), **written}.items() if words}


def owners(row: Planned, found: Found) -> dict[str, list[Any]]:
    """The organisations in each role that the row changes."""
    return {role: chosen(found, role, written) for role, written in row.changes(ROLES).items()}


def deadline(row: Planned, found: Found) -> dict[str, Any]:
    """What `set_deadline` is given. Its reason is what the row newly says: the old one told why it was another."""
    said = row.after
    return {
        "edtf": said.get("deadline", ""),
        "basis": said.get("deadline_basis", "") or ("" if said.get("deadline") else Basis.NONE),
        "phrase": said.get("deadline_phrase", ""),
        "passage": _passage(row, found),
        "reason": text("deadline_reason", None, row.changed),
    }


def word(row: Planned, found: Found) -> Word:
    """The side's word: its newest one, with what the row changes of it."""
    said, last = row.after, row.present.word if row.present else None
    return Word(
        status=said.get("word_status", ""),
        as_of=date.fromisoformat(said["word_as_of"]),
        outlook=said.get("word_outlook", ""),
        progress=_whole(said.get("word_progress", "")),
        note=text("word_note", last.note if last else None, row.changed),
        next_step=text("word_next_step", last.next_step if last else None, row.changed),
        awaiting=_awaited(row, found),
    )


def _awaited(row: Planned, found: Found) -> Any:
    if "word_awaiting" in row.changed:
        return next(iter(chosen(found, "word_awaiting", row.changed["word_awaiting"])), None)
    return row.present.word.awaiting if row.present and row.present.word else None


def _passage(row: Planned, found: Found) -> Any:
    if "deadline_passage" in row.changed:
        return next(iter(chosen(found, "deadline_passage", row.changed["deadline_passage"])), None)
    return row.present.deadline.passage if row.present and row.present.deadline else None


def _whole(written: str) -> int | None:
    return int(written) if written else None
