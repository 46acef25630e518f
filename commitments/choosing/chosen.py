"""What a reader's filters let through, as sets: from the rolls where they tell it, from the rows where they do not."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.http import QueryDict

from commitments.choosing.visible import visible_to
from commitments.filters import CommitmentFilters
from commitments.queries.facets import Counts
from commitments.queries.rolled import TOLD, counts_in, meeting, sets_of
from commitments.queries.visible import Visible
from commitments.rules import Reader
from commitments.values.bits import bits_of


class Chosen:
    """The sets of a form's filters, each asked for once. `data` holds nothing but filters that can be read."""

    def __init__(self, data: QueryDict, reader: Reader, *, on: date) -> None:
        """Take the filters; nothing is asked of the database yet."""
        self.data, self.reader, self.on = data, reader, on
        # Side, owner and role must hold of one responsibility, and the rolls know no roles.
        apart = {"side", "owner"} if "role" in data else set()
        self.told = [name for name in TOLD if name in data and name not in apart]
        self.others = sorted(set(data) & set(CommitmentFilters.base_filters) - set(self.told))
        self._known: dict[str, int] = {}

    @cached_property
    def visible(self) -> Visible:
        """All that the reader may see."""
        return visible_to(self.reader)

    def among(self, name: str = "") -> int:
        """What every filter lets through, or every one but this."""
        return meeting(self.visible.bits, self._sets, but=name) & self._of_rows(
            each for each in self.others if each != name
        )

    def counts(self) -> Counts:
        """How many each value would show, of the facets that the rolls know: not of sides once a role is chosen."""
        counts = counts_in(self.visible.rolls, self.among, on=self.on, owners=self.data.getlist("owner"))
        return {name: each for name, each in counts.items() if not (name == "side" and "role" in self.data)}

    @cached_property
    def _sets(self) -> dict[str, int]:
        return sets_of(self.visible.rolls, {name: self.data.getlist(name) for name in self.told}, on=self.on)

    def _of_rows(self, names: Iterable[str]) -> int:
        """What these filters let through, by their rows: it takes as long as listing the hits."""
        asked = QueryDict(mutable=True)
        for name in names:
            asked.setlist(name, self.data.getlist(name))
        if not asked:
            return self.visible.bits
        if asked.urlencode() not in self._known:
            rows = CommitmentFilters(asked, self.visible.rows, on=self.on).qs
            self._known[asked.urlencode()] = bits_of(rows.order_by().values_list("pk", flat=True))
        return self._known[asked.urlencode()]
