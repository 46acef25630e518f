"""Which days the timeline shows: so many years or quarters, and the steps to those before and after them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from commitments.charts.timeline import Tick
from commitments.queries.spans import Days
from commitments.values.calendar_terms import read_term

ZOOMS = {"year": 1, "quarter": 4}
"""How many parts a year has at each zoom."""
PARTS, STEP, BACK = 8, 4, 2
"""How many parts are shown, how many a step goes, and how many of those shown lie before today."""
FORM = re.compile("([0-9]{4})(?:-Q([1-4]))?")
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Window:
    """Eight years or quarters; `number` counts the parts from the first of the year 0 to the first that is shown."""

    zoom: str
    number: int

    @property
    def days(self) -> Days:
        """The first and the last day."""
        return Days(self._term(self.number)[0], self._term(self.number + PARTS - 1)[1])

    @property
    def address(self) -> str:
        """The first part as addresses write it: “2024”, “2026-Q3”."""
        year, part = divmod(self.number, ZOOMS[self.zoom])
        return f"{year:04}" if self.zoom == "year" else f"{year:04}-Q{part + 1}"

    @property
    def edtf(self) -> str:
        """All of it as an uncertain date."""
        return f"{self._edtf(self.number)}/{self._edtf(self.number + PARTS - 1)}"

    @property
    def earlier(self) -> "Window | None":
        """A step back; None at the beginning of the calendar."""
        return self._moved(-STEP)

    @property
    def later(self) -> "Window | None":
        """A step on; None at the end of the calendar."""
        return self._moved(STEP)

    def ticks(self) -> list[Tick]:
        """The parts with their names; quarters stand below their year."""
        return [self._tick(number) for number in range(self.number, self.number + PARTS)]

    def zoomed(self, zoom: str, *, on: date) -> "Window":
        """The same time at another zoom: around the day when it is shown, else from the same day on."""
        days = self.days
        return around(on, zoom) if days.first <= on <= days.last else starting(days.first, zoom)

    def _moved(self, by: int) -> "Window | None":
        moved = _kept(replace(self, number=self.number + by))
        return None if moved == self else moved

    def _tick(self, number: int) -> Tick:
        first, last = self._term(number)
        if self.zoom == "year":
            return Tick(first, last, str(first.year))
        told = {"number": first.month // 3 + 1}
        return Tick(first, last, _("Q%(number)s") % told, str(first.year))

    def _term(self, number: int) -> tuple[date, date]:
        term = read_term(self._edtf(number))
        return term.earliest, term.latest

    def _edtf(self, number: int) -> str:
        year, part = divmod(number, ZOOMS[self.zoom])
        return f"{year:04}" if self.zoom == "year" else f"{year:04}-{33 + part}"


def around(on: date, zoom: str) -> Window:
    """The window in which a day has a little time before it and more behind it."""
    return _kept(replace(starting(on, zoom), number=_number(on, zoom) - BACK))


def starting(on: date, zoom: str) -> Window:
    """The window that begins with the year or quarter of a day."""
    return _kept(Window(zoom, _number(on, zoom)))


def asked_window(data: QueryDict, *, on: date) -> Window:
    """The window that an address asks for with `zoom` and `from`. Raises ValidationError in plain words."""
    zoom, text = data.get("zoom") or "year", data.get("from") or ""
    if zoom not in ZOOMS:
        raise ValidationError({"zoom": _("Write year or quarter.")})
    if not text:
        return around(on, zoom)
    found = FORM.fullmatch(text)
    if found is None:
        raise ValidationError({"from": _("Write a year such as 2026, or a quarter such as 2026-Q3.")})
    month = 3 * int(found[2] or 1) - 2
    return starting(date(max(1, int(found[1])), month, 1), zoom)


def _number(on: date, zoom: str) -> int:
    return on.year * ZOOMS[zoom] + (on.month - 1) * ZOOMS[zoom] // 12


def _kept(window: Window) -> Window:
    """The nearest window that lies in the calendar."""
    parts = ZOOMS[window.zoom]
    return replace(window, number=min(max(window.number, parts), (LAST_YEAR + 1) * parts - PARTS))
