"""Where a reader goes on from the timeline: another zoom or grouping, other days, one group alone, the list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.dashboards.selection import address
from commitments.dashboards.windows import Window, starting
from commitments.models.vocabulary import OWNING
from commitments.queries.spans import GROUPINGS
from commitments.queries.timeline import Beyond, Group
from commitments.templatetags.pages import selection

OWN = ("zoom", "from", "group")
"""What the page reads itself."""
WITHOUT = ("due_after", "due_before")
"""The filters of the list in whose place stand the days that the page shows."""
ZOOM_NAMES = {"year": gettext_lazy("By year"), "quarter": gettext_lazy("By quarter")}
GROUP_NAMES = {
    "sector": gettext_lazy("By sector"),
    "owner": gettext_lazy("By owner"),
    "source": gettext_lazy("By source"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to the same page seen otherwise, and whether it is what is seen."""

    label: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """The links of one timeline. `filters` are those of the list that narrow it."""

    data: QueryDict
    window: Window
    by: str
    filters: dict[str, list[str]]
    on: date

    def zooms(self) -> list[Choice]:
        """The same days by year and by quarter."""
        there = {zoom: self.window.zoomed(zoom, on=self.on) for zoom in ZOOM_NAMES}
        return [
            Choice(
                str(name), self._to(self.window if zoom == self.window.zoom else there[zoom]), zoom == self.window.zoom
            )
            for zoom, name in ZOOM_NAMES.items()
        ]

    def groupings(self) -> list[Choice]:
        """The same commitments by sector, owner and source."""
        return [Choice(str(name), address(self.data, group=by), by == self.by) for by, name in GROUP_NAMES.items()]

    def earlier(self) -> str:
        """The days before these; empty at the beginning of the calendar."""
        return self._to(self.window.earlier) if self.window.earlier else ""

    def later(self) -> str:
        """The days after these; empty at the end of the calendar."""
        return self._to(self.window.later) if self.window.later else ""

    def now(self) -> str:
        """The days around the day that is looked at; empty when they are these."""
        days = self.window.days
        return "" if days.first <= self.on <= days.last else address(self.data, **{"from": None})

    def nearest(self, beyond: Beyond) -> str:
        """The days in which the nearest of those before or after these lies; empty when there is none."""
        return self._to(starting(beyond.nearest, self.window.zoom)) if beyond.nearest else ""

    def alone(self, group: Group) -> str:
        """The timeline of one group; empty for those that name none."""
        return address(self.data, **{self.by: group.slug}) if group.slug else ""

    def listed(self, group: Group | None = None) -> str:
        """The list of what may fall due in these days, of one group when it has a name."""
        days = self.window.days
        named: dict[str, Any] = {self.by: group.slug} if group and group.slug else {}
        if named and self.by == "owner":  # a group holds what its organisation leads, not all that it has a part in
            named["role"] = list(OWNING)
        dated = {"due_after": days.first.isoformat(), "due_before": days.last.isoformat(), "ordering": "deadline"}
        return selection(**{**self.filters, **named, **dated})

    def undated(self) -> str:
        """The list of those without a date."""
        return selection(**{**self.filters, "missing": "deadline"})

    def _to(self, window: Window) -> str:
        return address(self.data, zoom=window.zoom, **{"from": window.address})


def asked_grouping(data: QueryDict) -> str:
    """What the address groups by; sectors when it does not say. Raises ValidationError in plain words."""
    by = data.get("group") or "sector"
    if by not in GROUPINGS:
        raise ValidationError({"group": _("Write sector, owner or source.")})
    return by
