"""Finding rows by words as people type them: "ha noi" finds "Hà Nội"."""

from typing import Any

from django.db.models import QuerySet

from commitments.values.folding import query_words, search_key

LONGEST_SEARCH = 200
"""The characters of a search that are read: more words than these make a query that SQLite refuses."""

LAST_YEAR = 9998
"""The last year whose end has a day after it, which a list by years asks for."""


def is_askable(name: str, value: str) -> bool:
    """Whether a parameter of a list can be asked of a database."""
    if "\x00" in value:
        return False
    return not name.endswith("__year") or (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= LAST_YEAR)


def holding(rows: QuerySet[Any], query: str, fields: tuple[str, ...]) -> QuerySet[Any]:
    """The rows that hold every word of the query in these fields; one query that reads the fields of all rows."""
    words = query_words(query[:LONGEST_SEARCH])
    if not words:
        return rows
    found = [pk for pk, *values in rows.order_by().values_list("pk", *fields) if _holds(values, words)]
    return rows.filter(pk__in=found)


def found_by_key(rows: QuerySet[Any], query: str, path: str) -> QuerySet[Any]:
    """The rows whose commitment holds every word of the query; `path` leads to the text of its search key."""
    for word in query_words(query[:LONGEST_SEARCH]):
        rows = rows.filter(**{f"{path}__contains": word})
    return rows


def _holds(values: list[Any], words: list[str]) -> bool:
    texts = (text for value in values for text in (value.values() if isinstance(value, dict) else [value]))
    key = " ".join(search_key(str(text)) for text in texts)
    return all(word in key for word in words)
