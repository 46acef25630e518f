"""The filters of the admin's list: those of the public list, those of the workbench alone, and what cannot be read."""

from collections.abc import Iterator
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commitments.admin.desk import OWN, Desk, desk_of
from commitments.admin.search import LONGEST_SEARCH
from commitments.choosing.chosen import Chosen
from commitments.choosing.facets import Chip, Facet, FilterForm, Option
from commitments.filters import CommitmentFilters, check_known, check_storable
from commitments.models.commitments import CommitmentQuerySet

OF_THE_PAGE = ("p", "e")
"""What the page of the list is called by; a change of filters begins at the first."""
OF_THE_LIST = ("o", "all", "_popup", "_to_field", "_facets", *OF_THE_PAGE)
"""The parameters of Django's own lists."""
KNOWN = (*CommitmentFilters.base_filters, *OWN, *OF_THE_LIST)


class ListForm(FilterForm):
    """The same form, narrowed first by the filters of the workbench alone."""

    def __init__(self, data: QueryDict, desk: Desk) -> None:
        """Take the filters of an address. The workbench's own take a query each."""
        super().__init__(_shortened(data), desk.user, on=desk.on)
        self.desk, self.everything = desk, self.chosen
        self.everything.visible = desk.visible
        given = {name: self.data.getlist(name) for name in OWN if name in self.data}
        if given and not self._wrong_own():
            bits = desk.visible.bits
            for name, values in given.items():
                bits &= desk.joined(name, values)
            # Few are named one by one. What is public is told by its column: a list of all of it would be long.
            column = {"visibility__in": given["visibility"]} if "visibility" in given else {}
            rows = desk.visible.rows if set(given) == {"visibility"} else desk.visible.among(bits)
            self.rows = self.filters.queryset = rows.filter(**column)
            self.chosen = Chosen(self.data, desk.user, on=desk.on)
            self.chosen.visible = desk.visible._replace(rows=self.rows, bits=bits)

    @property
    def listed(self) -> CommitmentQuerySet:
        """The same rows as `selected`, named one by one: what has been counted is not looked for again."""
        if self.problems:
            return self.rows.none()
        return self.desk.visible.among(self.chosen.among()) if self.is_narrowed else self.rows

    @cached_property
    def problems(self) -> dict[str, str]:
        """What cannot be read in the address, by the name of its filter; empty when all is well."""
        found = {str(name): list(errors) for name, errors in self.filters.form.errors.items()} | self._wrong_own()
        try:
            check_known(self.asked, KNOWN)
            check_storable(self.asked)
        except ValidationError as error:
            found |= error.message_dict
        return {self.label(name): " ".join(map(str, errors)) for name, errors in found.items()}

    @cached_property
    def number(self) -> int:
        """How many rows every filter lets through; none when one cannot be read."""
        return 0 if self.problems else self.chosen.among().bit_count()

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is chosen."""
        return bool(set(self.data) - set(OF_THE_LIST))

    def label(self, name: str) -> str:
        """What a filter is called."""
        if name in OWN:
            return capfirst(str(OWN[name][0]))
        return capfirst(str(self.fields[name].label)) if name in self.fields else name

    def facet(self, name: str) -> Facet:
        """One filter with its values, each with its number among what the other filters let through."""
        if name not in OWN:
            return super().facet(name)
        label, values = OWN[name]
        among = 0 if self.problems else self._among_others(name)
        asked, told = self.data.getlist(name), values.items()
        options = [
            Option(value, str(words), value in asked, (among & self.desk.own(name, value)).bit_count())
            for value, words in told
        ]
        return Facet(name, str(label), options)

    def chips(self) -> list[Chip]:
        """Everything that is chosen, each with the first page of the list without it."""
        own = [chip for name in OWN for chip in self._own_chips(name)]
        return [*own, *super().chips()]

    def _own_chips(self, name: str) -> Iterator[Chip]:
        for value in self.data.getlist(name):
            rest = self.data.copy()
            rest.setlist(name, [each for each in self.data.getlist(name) if each != value])
            yield Chip(str(OWN[name][0]), str(OWN[name][1].get(value, value)), f"?{rest.urlencode()}")

    def _among_others(self, name: str) -> int:
        """What every filter but this one lets through."""
        bits = self.everything.among()
        for each in set(self.data) & set(OWN) - {name}:
            bits &= self.desk.joined(each, self.data.getlist(each))
        return bits

    def _wrong_own(self) -> dict[str, list[str]]:
        """The values of the workbench's own filters that are none, by the name of the filter."""
        wrong = {}
        for name, (_label, values) in OWN.items():
            if strange := [each for each in self.data.getlist(name) if each not in values]:
                told = {"value": strange[0][:100], "known": ", ".join(values)}
                wrong[name] = [_("“%(value)s” is not known here. Known are: %(known)s.") % told]
        return wrong


def _shortened(data: QueryDict) -> QueryDict:
    """Read of the words that are searched as many as anywhere at the workbench, and nothing of the page."""
    short = data.copy()
    if words := data.get("q"):
        short["q"] = words[:LONGEST_SEARCH]
    for name in OF_THE_PAGE:
        short.pop(name, None)
    return short


def list_form(request: HttpRequest) -> ListForm:
    """The form of the list that is asked for; one for each request."""
    kept: dict[str, ListForm] = vars(request)
    if "list_form" not in kept:
        kept["list_form"] = ListForm(request.GET, desk_of(request))
    return kept["list_form"]


def is_listed(request: HttpRequest) -> bool:
    """Whether this request has asked for the list."""
    return "list_form" in vars(request)
