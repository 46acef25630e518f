"""The filters beside the list of commitments: each shows the values of a filter of the form, with their numbers."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from commitments.admin.desk import desk_of
from commitments.admin.list_form import ListForm, list_form
from commitments.admin.piles import piles
from commitments.choosing.facets import Facet

Choice = dict[str, Any]
DAYS = ("due_after", "due_before", "made_after", "made_before", "parent", "changed_after")
"""The filters that are typed in."""


class FormFilter(admin.ListFilter):
    """A filter that shows something of the form; the form itself filters the rows."""

    title: Any = ""  # what Django asks for; our templates write their own

    def __init__(self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any) -> None:
        """Take the form of the request."""
        super().__init__(request, params, model, model_admin)
        self.form: ListForm = list_form(request)

    def has_output(self) -> bool:
        """Whether there is anything to choose."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave the rows to the form."""
        return queryset

    def expected_parameters(self) -> list[str | None]:
        """None that Django would have to read."""
        return []


class PileFilter(FormFilter):
    """The piles of the work list, one click away."""

    title = "desk"
    template = "admin/commitments/commitment/pile_filter.html"

    def choices(self, changelist: ChangeList) -> Iterator[Choice]:
        """Each pile, and whether the list shows it now."""
        shown = {name: self.form.data.getlist(name) for name in self.form.data if name != "o"}
        for pile in piles(desk_of(self.request)):
            yield {"pile": pile, "selected": shown == {name: list(each) for name, each in pile.given.items()}}


class TypedFilter(FormFilter):
    """What is typed in: days, and the names of records."""

    title = "typed"
    template = "admin/commitments/commitment/typed_filter.html"

    def choices(self, changelist: ChangeList) -> Iterator[Choice]:
        """The fields, then what else is chosen and is sent along."""
        for typed in self.form.typed():
            yield {"typed": typed}
        for name, values in self.form.data.lists():
            if name not in DAYS:
                yield from ({"name": name, "value": value} for value in values)


class FacetFilter(FormFilter):
    """The values of one filter."""

    template = "admin/commitments/commitment/facet_filter.html"
    name: ClassVar[str]
    opens: ClassVar[bool] = False

    def __init__(self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any) -> None:
        """Count its values."""
        super().__init__(request, params, model, model_admin)
        self.facet: Facet = self.form.facet(self.name)
        self.title = self.facet.label
        self.is_open = self.opens or self.facet.chosen > 0

    def has_output(self) -> bool:
        """Whether it has any value."""
        return bool(self.facet.options)

    def choices(self, changelist: ChangeList) -> Iterator[Choice]:
        """Each value with its number; a click adds it to those that are chosen, or takes it away."""
        chosen = [option.value for option in self.facet.options if option.chosen]
        for option in self.facet.options:
            kept = [each for each in chosen if each != option.value]
            values = kept if option.chosen else [option.value] if self.facet.input == "radio" else [*kept, option.value]
            yield {"option": option, "query_string": changelist.get_query_string({self.name: values or None})}


def facet_filter(name: str, *, opens: bool = False) -> type[FacetFilter]:
    """The filter of this name, whose values are in view at once or after a click."""
    return type(f"{name.title()}Filter", (FacetFilter,), {"name": name, "opens": opens})


OPEN = ("lateness", "status", "standing")
CLOSED = (
    *("stale", "awaiting", "outlook", "missing", "visibility", "partnership", "sector", "side", "owner", "role"),
    *("kind", "force", "level", "source", "meeting"),
)
FILTERS: tuple[type[FormFilter], ...] = (
    PileFilter,
    *(facet_filter(name, opens=True) for name in OPEN),
    *(facet_filter(name) for name in CLOSED),
    TypedFilter,
)
"""All filters beside the list, in the order in which an analyst asks."""
