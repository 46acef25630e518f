"""Finding rows by words as people type them: "ha noi" finds "Hà Nội"."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from commitments.queries.search import found
from commitments.values.folding import search_key
from commitments.values.sought import readings

LONGEST_SEARCH = 200
"""The characters of a search that are read, as in the API."""

LAST_YEAR = 9998
"""The last year whose end has a day after it, which a list by years asks for."""


def is_askable(name: str, value: str) -> bool:
    """Whether a parameter of a list can be asked of a database."""
    if "\x00" in value:
        return False
    return not name.endswith("__year") or (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= LAST_YEAR)


def holding(rows: QuerySet[Any], query: str, fields: tuple[str, ...]) -> QuerySet[Any]:
    """The rows that hold every word of the query in these fields; one query that reads the fields of all rows."""
    several = readings(query[:LONGEST_SEARCH])
    if not several:
        return rows
    keys = {pk: search_key(_texts(values)) for pk, *values in rows.order_by().values_list("pk", *fields)}
    hits = ([pk for pk, key in keys.items() if sought.is_in(key)] for sought in several)
    return rows.filter(pk__in=next(filter(None, hits), []))


def found_by_key(rows: QuerySet[Any], query: str, commitment: str) -> QuerySet[Any]:
    """The rows whose commitment holds every word of the query; `commitment` names the column with its number."""
    return found(rows, query[:LONGEST_SEARCH], commitment=commitment)


def _texts(values: list[Any]) -> Iterable[str]:
    return (str(text) for value in values for text in (value.values() if isinstance(value, dict) else [value]))
