"""Pages of the record as it stood: the same pages, asked of another time, that say plainly which."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.past.asked import NAMES, read_times
from commitments.past.shelf import PastBusy
from commitments.past.travel import answer
from commitments.queries.then import Times, then, then_at

View = Callable[..., HttpResponse]
WAIT = 5
"""After how many seconds a browser may ask again."""


def through_time(view: View) -> View:
    """Answer from the record as it stood when the address asks for it; 400 in plain words for a time that cannot be.

    503 while too many other states are being rebuilt. Search engines are told to leave the past alone.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            times = asked_times(request)
        except ValidationError as error:
            return _no_such_time(request, error)
        if not times:
            return view(request, *args, **kwargs)
        try:
            found = cast("HttpResponse", answer(then_at(times), lambda: view(request, *args, **kwargs)))
        except PastBusy:
            found = render(request, "commitments/past_busy.html", status=503)
            found["Retry-After"] = str(WAIT)
        found["X-Robots-Tag"] = "noindex, nofollow"
        return found

    return answered


def asked_times(request: HttpRequest) -> Times:
    """The times that the address asks for. Raises ValidationError for one that cannot be read, or is given twice."""
    for name in NAMES:
        if len(request.GET.getlist(name)) > 1:
            raise ValidationError({name: _("Give this parameter once.")})
    return read_times({name: request.GET.get(name, "") for name in NAMES}, at=timezone.now())


def _no_such_time(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [" ".join(words) for words in error.message_dict.values()]
    asked = {name: request.GET.get(name, "") for name in NAMES}
    return render(request, "commitments/no_such_time.html", {"problems": problems, "asked": asked}, status=400)


def day_shown() -> date:
    """The day on which lateness is judged: that of the past which is asked for, else today."""
    asked = then()
    return (asked.times.day if asked else None) or timezone.localdate()


def last_shown() -> int | None:
    """The number of the last edition of the full chain that counts; None when all do."""
    asked = then()
    return asked.until if asked else None
