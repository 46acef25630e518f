"""What the address of a page may ask, for pages without a form of filters: all else is named, never ignored."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from commitments.dashboards.selection import Problem
from commitments.filters import check_known, check_storable
from commitments.past.asked import NAMES as TIMES
from commitments.queries.keysets import MalformedCursor

View = Callable[..., HttpResponse]
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
                told = {"cursor": [_("This page of the list is not there. Start again at the first one.")]}
            except ValidationError as error:
                told = error.message_dict
            problems = [Problem(name, " ".join(words)) for name, words in told.items()]
            return render(request, "commitments/unreadable.html", {"problems": problems}, status=400)

        return answered

    return decorate


def no_such(name: str, value: str) -> ValidationError:
    """What to raise for a parameter that names a record which is not there."""
    told = {"value": value[:LONGEST]}
    return ValidationError({name: _("There is no “%(value)s” on record. Look its name up in its list.") % told})


def _check(data: QueryDict, known: tuple[str, ...]) -> None:
    check_known(data, (*known, *TIMES))
    check_storable(data)
    wrong = {name: _("Give this parameter once.") for name in known if len(data.getlist(name)) > 1}
    wrong |= {
        name: _("This is too long. Write at most %(number)s characters.") % {"number": LONGEST}
        for name in known
        if name != "cursor" and len(data.get(name, "")) > LONGEST
    }
    if wrong:
        raise ValidationError(wrong)
