"""Finding rows by words as people type them: "ha noi" finds "Hà Nội"."""

from typing import Any

from django.db.models import QuerySet

from commitments.values.folding import query_words, search_key


def holding(rows: QuerySet[Any], query: str, fields: tuple[str, ...]) -> QuerySet[Any]:
    """The rows that hold every word of the query in these fields; one query that reads the fields of all rows."""
    words = query_words(query)
    if not words:
        return rows
    found = [pk for pk, *values in rows.order_by().values_list("pk", *fields) if _holds(values, words)]
    return rows.filter(pk__in=found)


def found_by_key(rows: QuerySet[Any], query: str, path: str) -> QuerySet[Any]:
    """The rows whose commitment holds every word of the query; `path` leads to the text of its search key."""
    for word in query_words(query):
        rows = rows.filter(**{f"{path}__contains": word})
    return rows


def _holds(values: list[Any], words: list[str]) -> bool:
    texts = (text for value in values for text in (value.values() if isinstance(value, dict) else [value]))
    key = " ".join(search_key(str(text)) for text in texts)
    return all(word in key for word in words)
