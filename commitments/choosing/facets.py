"""The filter form as a page shows it: each filter's values with their counts, and what is chosen now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from commitments.choosing.chosen import Chosen
from commitments.choosing.further import further
from commitments.filters import CommitmentFilters
from commitments.models.commitments import CommitmentQuerySet
from commitments.past.asked import NAMES as TIMES
from commitments.queries.facets import Counts
from commitments.rules import Reader, readable
from commitments.templatetags.texts import named
from commitments.templatetags.vocabulary import gap_name

MAIN = ("status", "lateness", "sector", "partnership", "standing")
OTHERS = (
    *("missing", "kind", "force", "level", "side", "owner", "role", "outlook", "awaiting", "stale"),
    *("source", "meeting"),
)
TYPED = {
    "made_after": "date",
    "made_before": "date",
    "due_after": "date",
    "due_before": "date",
    "parent": "text",
    "changed_after": "number",
}
"""The filters that are typed in, and the sort of field each needs."""

MOST = 100
"""How many values a filter lists: beyond these, those that show most. Nobody reads more, and they would be the page."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter; `count` is None where it is not counted."""

    value: str
    label: str
    chosen: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values; `more` is how many are not listed."""

    name: str
    label: str
    options: list[Option]
    more: int = 0

    @property
    def input(self) -> str:
        """The sort of field: a yes-or-no filter takes one value, all others any number."""
        return "radio" if self.name == "stale" else "checkbox"

    @property
    def chosen(self) -> int:
        """How many of its values are chosen."""
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Typed:
    """A filter that is typed in, and what stands in it now."""

    name: str
    label: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address without it."""

    label: str
    value: str
    without: str


class FilterForm:
    """What the page needs of the filters: their values, what is chosen, and the rows that are let through."""

    def __init__(self, data: QueryDict, reader: Reader, *, on: date) -> None:
        """Read the filters from an address; nothing is asked of the database yet."""
        self.asked, self.data, self.rows, self.on = data, _filled(data), readable(reader), on
        self.filters = CommitmentFilters(self.data, self.rows, on=on)
        self.chosen = Chosen(self.data, reader, on=on)
        self.fields: Mapping[str, forms.Field] = self.filters.form.fields

    @cached_property
    def selected(self) -> CommitmentQuerySet:
        """The rows that every filter lets through; none when one cannot be read."""
        rows: CommitmentQuerySet = self.filters.qs if self.filters.is_valid() else self.rows.none()
        return rows

    @cached_property
    def counts(self) -> Counts:
        """How many rows each value would show; none when a filter cannot be read."""
        return self.chosen.counts() if self.filters.is_valid() else {}

    @cached_property
    def total(self) -> int:
        """How many rows there are before any filter."""
        return self.chosen.visible.bits.bit_count()

    @cached_property
    def number(self) -> int:
        """How many rows every filter lets through."""
        return self.chosen.among().bit_count()

    @cached_property
    def further(self) -> Counts:
        """The counts that cost a query each, where there are few rows; none when a filter cannot be read."""
        return further(self.filters, self.data, self.rows, total=self.total) if self.filters.is_valid() else {}

    def main(self) -> list[Facet]:
        """The filters that are always in view."""
        return [self.facet(name) for name in MAIN]

    def others(self) -> list[Facet]:
        """The rest of those that have a list of values."""
        return [self.facet(name) for name in OTHERS]

    def typed(self) -> list[Typed]:
        """The filters that are typed in."""
        return [
            Typed(name, str(self.fields[name].label), kind, self.data.get(name, "")) for name, kind in TYPED.items()
        ]

    def times(self) -> list[tuple[str, str]]:
        """The past that is asked for, to be asked for again with other filters."""
        return [(name, str(self.data[name])) for name in TIMES if name in self.data]

    def chips(self) -> list[Chip]:
        """Everything that is chosen, in the order of the filters."""
        return [chip for name in self.fields if name in self.data for chip in self._chips(name)]

    def facet(self, name: str) -> Facet:
        """One filter with its values."""
        field, chosen, counts = (
            self.fields[name],
            set(self.data.getlist(name)),
            self.counts.get(name, self.further.get(name)),
        )
        options = [
            Option(value, label, value in chosen, counts.get(value, 0) if counts is not None else None)
            for value, label in _values(name, field)
        ]
        listed = _listed(options)
        return Facet(name, str(field.label), listed, more=len(options) - len(listed))

    def _chips(self, name: str) -> Iterator[Chip]:
        listed = name in (*MAIN, *OTHERS)
        labels = dict(_values(name, self.fields[name])) if listed else {}
        for value in self.data.getlist(name):
            rest = self.data.copy()
            rest.setlist(name, [each for each in self.data.getlist(name) if each != value])
            rest.pop("cursor", None)
            yield Chip(str(self.fields[name].label), labels.get(value, value), f"?{rest.urlencode()}")


def _filled(data: QueryDict) -> QueryDict:
    """Leave out what is empty: a browser without scripts sends every field of the form, also those left blank."""
    filled = QueryDict(mutable=True)
    for name, values in data.lists():
        if kept := [value for value in values if value]:
            filled.setlist(name, kept)
    return filled


def _listed(options: list[Option]) -> list[Option]:
    """All of them; of very many what is chosen and those that show most, in the same order."""
    if len(options) <= MOST:
        return options
    ranked = sorted(range(len(options)), key=lambda place: (not options[place].chosen, -(options[place].count or 0)))
    kept = max(MOST, sum(option.chosen for option in options))
    return [options[place] for place in sorted(ranked[:kept])]


def _values(name: str, field: Any) -> list[tuple[str, str]]:
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows: Any = field.queryset
        named_by = "name" if hasattr(rows.model, "name") else "title"
        pairs = rows.order_by().values_list(field.to_field_name, named_by)  # not the whole rows: a source has its text
        return sorted(((key, named(name)) for key, name in pairs), key=lambda pair: (pair[1].casefold(), pair[0]))
    return [(value, gap_name(value) if name == "missing" else str(label)) for value, label in field.choices if value]
