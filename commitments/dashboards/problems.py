"""What cannot be read in an address: told by name, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from commitments.filters import check_known, check_storable


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be read in an address: the name of the filter, and what to do about it."""

    name: str
    words: str


def problems_in(error: ValidationError, named: Mapping[str, Any] | None = None) -> list[Problem]:
    """What an error by names tells; `named` has the words for those parameters whose name is not one."""
    names = named or {}
    return [Problem(str(names.get(name, name)), " ".join(told)) for name, told in error.message_dict.items()]


def check_asked(data: QueryDict, known: Iterable[str], *, once: Iterable[str]) -> None:
    """Raise ValidationError for a parameter that is unknown, that no database could hold, or that stands twice."""
    check_known(data, known)
    check_storable(data)
    if twice := {name: _("Give this parameter once.") for name in once if len(data.getlist(name)) > 1}:
        raise ValidationError(twice)


def no_such_page() -> ValidationError:
    """What to raise for a cursor that nobody was given."""
    return ValidationError({"cursor": _("This page of the list is not there. Start again at the first one.")})
