"""What narrows a page of its own to some commitments: the filters of the list, given by the address alone."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst

from commitments.choosing.facets import Chip
from commitments.dashboards.problems import Problem, check_asked, problems_in
from commitments.dashboards.selection import address
from commitments.filters import CommitmentFilters
from commitments.models.commitments import CommitmentQuerySet
from commitments.past.asked import NAMES as TIMES
from commitments.queries.hits import shortest
from commitments.templatetags.texts import words


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The commitments that are left, what is chosen, what cannot be read, and the filters as the list takes them."""

    rows: CommitmentQuerySet
    chips: list[Chip]
    problems: list[Problem]
    filters: dict[str, list[str]]


def narrowed(
    data: QueryDict, rows: CommitmentQuerySet, *, own: Collection[str], without: Collection[str], on: date
) -> Narrowed:
    """Apply the filters of an address. `own` are the parameters that the page reads itself, once each; `without` are
    the filters that it does not take.

    Three queries for each filter that names records, one or two for others; none without a filter.
    """
    names = [name for name in CommitmentFilters.base_filters if name not in without]
    given = {name: values for name in names if (values := list(filter(None, data.getlist(name))))}
    try:
        check_asked(data, (*names, *own, *TIMES), once=own)
    except ValidationError as error:
        return Narrowed(rows, [], problems_in(error), given)
    if not given:
        return Narrowed(rows, [], [], given)
    filters = CommitmentFilters(_asked(given), rows, on=on, given_only=True)
    if not filters.is_valid():
        return Narrowed(rows, [], _errors(filters.form), given)
    return Narrowed(shortest(rows, filters.qs), list(_chips(data, filters.form)), [], given)


def _asked(given: dict[str, list[str]]) -> QueryDict:
    asked = QueryDict(mutable=True)
    for name, values in given.items():
        asked.setlist(name, values)
    return asked


def _errors(form: forms.Form) -> list[Problem]:
    return [
        Problem(capfirst(str(form.fields[name].label)), " ".join(map(str, errors)))
        for name, errors in form.errors.items()
    ]


def _chips(data: QueryDict, form: forms.Form) -> Iterator[Chip]:
    """Everything that is chosen, each with the address of the page without it."""
    for name, field in form.fields.items():
        named = _names(field, form.cleaned_data[name])
        for value in form.data.getlist(name):  # type: ignore[attr-defined]  # it was made of a QueryDict
            rest = data.copy()
            rest.setlist(name, [each for each in data.getlist(name) if each != value])
            yield Chip(str(field.label), named.get(value, value), address(rest))


def _names(field: Any, chosen: Any) -> dict[str, str]:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return {row.key: words(row.name if hasattr(row, "name") else row.title) for row in chosen}
    return {value: str(label) for value, label in getattr(field, "choices", ())}
