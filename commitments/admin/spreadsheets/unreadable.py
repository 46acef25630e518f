"""Why a file cannot be read: each message says where, as the file numbers its rows, and what to do."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 20
"""How many complaints about one file are told."""


class Unreadable(ValidationError):  # noqa: N818  it names what is wrong, as the refusals of actions do
    """A file that cannot be taken for a table; nothing of it was used."""

    def __init__(self, *messages: str) -> None:
        """Tell the first of the complaints."""
        super().__init__([ValidationError(each) for each in messages[:MOST]])


def place(row: int, column: str = "") -> str:
    """Where something is wrong; the header is row 1."""
    if not column:
        return _("Row %(row)d") % {"row": row}
    return _("Row %(row)d, column %(column)s") % {"row": row, "column": column}


def wrong_at(row: int, column: str, message: str) -> str:
    """A complaint about one cell, or about a whole row when no column is named."""
    return _("%(place)s: %(message)s") % {"place": place(row, column), "message": message}


def letters(index: int) -> str:
    """A column without a name as spreadsheets call it: A is the first, AA the twenty-seventh."""
    called, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        called = chr(ord("A") + letter) + called
    return called


def called(header: Sequence[str], index: int) -> str:
    """A column by its name, or by its letters."""
    return header[index] if index < len(header) and header[index] else letters(index)


def outside(row: int, column: str) -> str:
    """What is said of a cell beside the table."""
    return wrong_at(row, column, _("It stands outside of the table: no column is named above it."))


def too_far_down(row: int, column: str, *, filled: int) -> str:
    """What is said of the first cell below the rows that are taken, when so many of these hold something."""
    most = {"most": settings.IMPORT_ROWS}
    if filled >= settings.IMPORT_ROWS:
        return _("The file has more than %(most)d rows: leave only the rows that you changed, or split it.") % most
    told = _("It stands far below the table, of which the first %(most)d rows are read: empty it, or move its row up.")
    return wrong_at(row, column, told % most)
