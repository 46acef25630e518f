"""What an address reads from its query string: one declaration, from which it is read, checked and described."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, TypeVar

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from commitments.api.problems import BadParameter, UnknownParameter
from commitments.filters import check_known, check_storable, read_day, read_whole
from commitments.past.asked import NAMES as TIMES
from commitments.past.asked import read_times
from commitments.queries.keysets import LARGEST, MalformedCursor, Ordering, Place, read_cursor
from commitments.queries.then import Times

T = TypeVar("T")

PAGE: Final = 50
LARGEST_PAGE: Final = 500
UNORDERED: Final = Ordering("", "pk", int, unique=True)
"""Where no ordering can be asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for, besides the filters."""

    on: date
    limit: int
    ordering: Ordering
    place: Place | None
    numbers: Mapping[str, int | None]
    times: Times
    counted: bool

    def count_of(self, rows: Callable[[], QuerySet[Any]]) -> int | None:
        """How many rows there are, when that is asked for: it costs a walk over all of them, and one query."""
        return rows().count() if self.counted else None


@dataclass(frozen=True)
class Parameters:
    """The parameters of one address. The first ordering is the one that holds when none is asked for.

    `timed` addresses answer from the record as it stood as well, `dated` ones judge lateness on a day.
    """

    filters: type[django_filters.FilterSet] | None = None
    orderings: Mapping[str, Ordering] = field(default_factory=dict)
    dated: bool = False
    timed: bool = False
    paged: bool = False
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @cached_property
    def filtering(self) -> dict[str, Any]:
        """The filters by their names."""
        return dict(self.filters.base_filters) if self.filters else {}

    @cached_property
    def plain(self) -> list[str]:
        """The names of the parameters that are no filters."""
        return [
            *(["on"] if self.dated else []),
            *(TIMES if self.timed else []),
            *self.numbers,
            *self.words,
            *(["ordering"] if self.orderings else []),
            *(["cursor", "count"] if self.orderings and self.paged else []),
            *(["limit"] if self.paged else []),
        ]

    def read(self, data: QueryDict, *, at: datetime) -> Asked:
        """Read all but the filters, without a query; UnknownParameter and BadParameter name what cannot be read.

        What depends on the day is judged on the day that is asked for, else on that of the past, else on today in UTC.
        """
        self._check_names(data)
        self._check_values(data)
        ordering, times = self._ordering(data), _times(data, at)
        return Asked(
            times=times,
            on=_read(data, "on", _day, times.day or at.date()),
            limit=_read(data, "limit", _page_size, PAGE),
            ordering=ordering,
            place=_read(data, "cursor", lambda cursor: _place(cursor, ordering), None),
            numbers={name: _read(data, name, _number, None) for name in self.numbers},
            counted=_read(data, "count", _flag, default=False),
        )

    def is_filtered(self, data: QueryDict) -> bool:
        """Whether any filter is given."""
        return any(name in data for name in self.filtering)

    def _check_names(self, data: QueryDict) -> None:
        if self._known.issuperset(data):
            return
        try:
            check_known(data, self._known)
        except ValidationError as error:
            raise UnknownParameter(error.message_dict) from error

    def _check_values(self, data: QueryDict) -> None:
        try:
            check_storable(data)
        except ValidationError as error:
            raise BadParameter(error.message_dict) from error
        twice = [name for name, values in data.lists() if len(values) > 1 and name in self._single]
        if twice:
            raise BadParameter({name: [_("Give this parameter once.")] for name in twice})
        empty = [name for name in data if data[name] == "" and name in self._never_empty]
        if empty:
            raise BadParameter({name: [_("Give a value, or leave this parameter out.")] for name in empty})

    @cached_property
    def _never_empty(self) -> frozenset[str]:
        """The filters that a form of a page sends empty when nothing is chosen; here that would be no filter unsaid."""
        read_once = ((name, each) for name, each in self.filtering.items() if not is_repeatable(each))
        return frozenset(name for name, each in read_once if not isinstance(each, django_filters.CharFilter))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset([*self.filtering, *self.plain])

    @cached_property
    def _single(self) -> frozenset[str]:
        return frozenset([*self.plain, *(name for name, each in self.filtering.items() if not is_repeatable(each))])

    def _ordering(self, data: QueryDict) -> Ordering:
        return _read(data, "ordering", self._known_ordering, next(iter(self.orderings.values()), UNORDERED))

    def _known_ordering(self, name: str) -> Ordering:
        if name not in self.orderings:
            raise ValueError(_("Known orderings are: %s.") % ", ".join(sorted(self.orderings)))
        return self.orderings[name]


def is_repeatable(each: django_filters.Filter) -> bool:
    """Whether a filter takes several values, any of which may hold."""
    return isinstance(each, django_filters.MultipleChoiceFilter)


def _read(data: QueryDict, name: str, read: Callable[[str], T], default: T) -> T:
    if name not in data:
        return default
    try:
        return read(str(data[name]))
    except ValueError as error:
        raise BadParameter({name: [str(error)]}) from error


def _times(data: QueryDict, at: datetime) -> Times:
    try:
        given = {name: str(data[name]) for name in TIMES if name in data}
        if empty := [name for name, text in given.items() if not text]:
            raise ValidationError(dict.fromkeys(empty, _("Give a time, or leave this parameter out.")))
        return read_times(given, at=at)
    except ValidationError as error:
        raise BadParameter(error.message_dict) from error


def _day(text: str) -> date:
    if day := read_day(text):
        return day
    raise ValueError(_("Write a day as year, month and day, such as 2026-02-06."))


def _number(text: str) -> int:
    number = read_whole(text)
    if number is None or number > LARGEST:
        raise ValueError(_("Write a whole number from 0 to %s.") % LARGEST)
    return number


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(_("Write true or false."))
    return text == "true"


def _page_size(text: str) -> int:
    number = read_whole(text)
    if number is None or not 1 <= number <= LARGEST_PAGE:
        raise ValueError(_("Write a whole number from 1 to %s.") % LARGEST_PAGE)
    return number


def _place(cursor: str, ordering: Ordering) -> Place | None:
    try:
        return read_cursor(cursor, ordering)
    except MalformedCursor:
        raise ValueError(
            _("This cursor was not given out for this ordering. Begin again without it, or follow “next”.")
        ) from None
