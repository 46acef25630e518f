"""What a row does that its cells do not tell: in what its word contradicts the last one, and how far its deadline slips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.admin.slips import Line, lines
from commitments.admin.spreadsheets import meant
from commitments.admin.spreadsheets.columns import Group
from commitments.admin.spreadsheets.planned import Planned


@dataclass(frozen=True)
class Effects:
    """The lines of the slip, as the page of a deadline tells them, and sentences about the word."""

    slip: Sequence[Line] = ()
    notices: Sequence[str] = ()


def effects(row: Planned, *, on: date) -> Effects:
    """What a row does on this day; nothing for one that is wrong. No query."""
    if row.wrong or row.present is None:
        return Effects()
    return Effects(slip=_slip(row, on), notices=[*row.contradictions, *_outlived(row)])


def _slip(row: Planned, on: date) -> Sequence[Line]:
    """None for a first deadline: nothing moves. How it stands is left out where a word of the same row changes that."""
    if row.present is None or not row.present.dates or "deadline" not in row.changed:
        return ()
    speaks = bool(row.changes(meant.names_of(Group.WORD)))
    return lines(row.present.commitment, row.present.dates, row.changed["deadline"], on=None if speaks else on)


def _outlived(row: Planned) -> Sequence[str]:
    """That a word of an earlier day does not become the one that counts, whatever its cells say."""
    last, day = row.present.word if row.present else None, row.changed.get("word_as_of", "")
    if last is None or not day or date.fromisoformat(day) >= last.as_of:
        return ()
    told = _("What your side said of %(day)s goes on counting: this word only joins the earlier ones.")
    return [told % {"day": date_format(last.as_of, "DATE_FORMAT")}]
