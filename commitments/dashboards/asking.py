"""What the address of a page may ask, for pages without a form of filters: all else is named, never ignored."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.dashboards.problems import check_asked, no_such_page, problems_in
from commitments.filters import NOT_ON_RECORD
from commitments.models.base import Slugged
from commitments.past.asked import NAMES as TIMES
from commitments.queries.keysets import MalformedCursor

View = Callable[..., HttpResponse]
Row = TypeVar("Row", bound=Slugged)
LONGEST = 200
"""How many characters a parameter may have, but for a cursor, which nobody types."""


def asking(*known: str) -> Callable[[View], View]:
    """Let the address ask for these; 400 in plain words for anything else, and for what the view cannot read."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                _check(request.GET, known)
                return view(request, *args, **kwargs)
            except MalformedCursor:
                problems = problems_in(no_such_page())
            except ValidationError as error:
                problems = problems_in(error)
            return render(request, "commitments/unreadable.html", {"problems": problems}, status=400)

        return answered

    return decorate


def asked_row(data: QueryDict, name: str, kind: type[Row]) -> Row | None:
    """The record that a parameter names; None without the parameter, ValidationError when it is not on record."""
    slug = data.get(name, "")
    row: Row | None = kind.objects.filter(slug=slug).first() if slug else None
    if slug and row is None:
        raise ValidationError({name: NOT_ON_RECORD % {"value": slug[:LONGEST]}})
    return row


def _check(data: QueryDict, known: tuple[str, ...]) -> None:
    check_asked(data, (*known, *TIMES), once=known)
    long = [name for name in known if name != "cursor" and len(data.get(name, "")) > LONGEST]
    if long:
        told = _("This is too long. Write at most %(number)s characters.") % {"number": LONGEST}
        raise ValidationError(dict.fromkeys(long, told))
