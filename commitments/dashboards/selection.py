"""A selection of commitments as a page shows it: the rows of one page, their number, and what went wrong."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.choosing.facets import FilterForm
from commitments.dashboards.problems import Problem
from commitments.filters import CommitmentFilters, check_known, check_storable
from commitments.past.asked import NAMES as TIMES
from commitments.queries.keysets import COMMITMENT_ORDERINGS, read_cursor
from commitments.queries.listed import Listed, all_listed
from commitments.queries.pages import page_of_commitments

LIMIT = 25
PAGING = ("ordering", "cursor")
KNOWN = (*CommitmentFilters.base_filters, *PAGING, *TIMES)
ORDERINGS = {
    "reference": gettext_lazy("Reference"),
    "deadline": gettext_lazy("Next deadline first"),
    "-made_on": gettext_lazy("Most recent promise first"),
    "-recorded_at": gettext_lazy("Last changed first"),
    "-progress": gettext_lazy("Most progress first"),
}
"""The orderings that the page offers; an address may ask for any that the API knows."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A page of a selection. `next` and `previous` are addresses, None at the ends."""

    rows: list[Listed]
    number: int
    next: str | None
    previous: str | None


def problems(form: FilterForm) -> list[Problem]:
    """What cannot be read in the address, filter by filter; empty when all is well."""
    found = {str(name): list(errors) for name, errors in form.filters.form.errors.items()}
    try:
        check_known(form.asked, KNOWN)
        check_storable(form.asked)
    except ValidationError as error:
        found |= error.message_dict
    if form.data.get("ordering", "reference") not in COMMITMENT_ORDERINGS:
        found["ordering"] = [_("This order is not known. Choose one of those in the form.")]
    return [Problem(_label(form, name), " ".join(map(str, errors))) for name, errors in found.items()]


def selection(form: FilterForm) -> Selection:
    """One page of the selection and how many rows it has; two queries. Raises MalformedCursor."""
    ordering = COMMITMENT_ORDERINGS[form.data.get("ordering", "reference")]
    cursor = form.data.get("cursor", "")
    place = read_cursor(cursor, ordering) if cursor else None
    page = page_of_commitments(lambda: form.selected, ordering, place, limit=LIMIT)
    return Selection(
        rows=all_listed(page.records, on=form.on),
        number=form.number,
        next=address(form.data, cursor=page.next) if page.next else None,
        previous=address(form.data, cursor=page.previous) if page.previous else None,
    )


def address(data: QueryDict, **changed: str | None) -> str:
    """The selection as a query in one spelling: sorted, without what is empty, and with these values changed."""
    pairs = [(name, value) for name in data if name not in changed for value in data.getlist(name) if value]
    pairs += [(name, value) for name, value in changed.items() if value]
    return "?" + urlencode(sorted(set(pairs)))


def beside(data: QueryDict, *, after: str | None, before: str | None) -> dict[str, str]:
    """The addresses of the pages before and after one, by these cursors; without those that are not there."""
    return {name: address(data, cursor=place) for name, place in (("next", after), ("previous", before)) if place}


def canonical(data: QueryDict) -> str:
    """The address of the whole list as it is now, whichever page and time of it is read."""
    return address(data, cursor=None, as_of=None, recorded_at=None)


def orders(data: QueryDict) -> list[tuple[str, str, bool]]:
    """The orderings on offer: label, address, whether it is the one in use."""
    used = data.get("ordering", "reference")
    return [
        (str(label), address(data, ordering=None if name == "reference" else name, cursor=None), name == used)
        for name, label in ORDERINGS.items()
    ]


def _label(form: FilterForm, name: str) -> str:
    return capfirst(str(form.fields[name].label)) if name in form.fields else name
