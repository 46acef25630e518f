"""One row of a record in words, and how its lines are made."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """A particular: what names it, its label, its lines, and what stands in the record for it."""

    key: Hashable
    label: str
    lines: tuple[str, ...]
    raw: Any


def lines(*given: str | None) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line for line in given if line)


def labelled(name: str, words: str | None) -> str | None:
    """A line that says what it is about; none when there is nothing to say."""
    return format_html(_("{label}: {words}"), label=capfirst(name), words=words) if words else None


def without(record: Any, names: Iterable[str]) -> dict[str, Any]:
    """The other members of an object."""
    return {name: value for name, value in record.items() if name not in set(names)}
