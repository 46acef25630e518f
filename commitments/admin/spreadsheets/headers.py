"""Which columns a file has: those of the table, each once, and those that say which commitment a row is of."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.admin.spreadsheets.cells import brief
from commitments.admin.spreadsheets.columns import EDITION, REFERENCE, columns
from commitments.admin.spreadsheets.unreadable import Unreadable, letters

NEEDED = (REFERENCE, EDITION)


def checked(header: Sequence[str]) -> list[str]:
    """The columns of a file, without the empty cells behind the last one.

    Raises Unreadable unless they are columns of the table. Those that are left out leave what they tell as it is.
    """
    known = [each.name for each in columns(settings.CONTENT_LANGUAGES)]
    if (count := sum(map(bool, header))) > 2 * len(known):
        raise Unreadable(
            _("Row 1: the file has %(count)d columns; the table has %(most)d.") % {"count": count, "most": len(known)}
        )
    problems = [*_unknown(header, known), *_doubled(header, known), *_missing(header)]
    if problems:
        raise Unreadable(*problems)
    return list(header[: _width(header, known)])


def _width(header: Sequence[str], known: Sequence[str]) -> int:
    return max((index + 1 for index, name in enumerate(header) if name in known), default=0)


def _unknown(header: Sequence[str], known: Sequence[str]) -> list[str]:
    """What is no column; empty cells behind the last one are none that anybody meant."""
    width = _width(header, known)
    return [
        _("Row 1, column %(column)s: “%(name)s” is no column of the table. Take the table anew to see its columns.")
        % {"column": letters(index), "name": brief(name)}
        for index, name in enumerate(header)
        if name not in known and (name or index < width)
    ]


def _doubled(header: Sequence[str], known: Sequence[str]) -> list[str]:
    return [
        _("Row 1, column %(column)s: “%(name)s” is there twice.") % {"column": letters(index), "name": name}
        for index, name in enumerate(header)
        if name in known and name in header[:index]
    ]


def _missing(header: Sequence[str]) -> list[str]:
    return [
        _("Row 1: the column “%(name)s” is missing: without it nobody knows what a row is of.") % {"name": name}
        for name in NEEDED
        if name not in header
    ]
