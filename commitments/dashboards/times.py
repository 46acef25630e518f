"""Pages of the record as it stood: the same pages, asked of another time, that say plainly which."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commitments.past.asked import NAMES, read_times
from commitments.past.travel import answer
from commitments.queries.then import then, then_at

View = Callable[..., HttpResponse]


def through_time(view: View) -> View:
    """Answer from the record as it stood when the address asks for it; 400 in plain words for a time that cannot be."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            given = {name: request.GET.get(name, "") for name in NAMES}
            times = read_times(given, at=timezone.now())
        except ValidationError as error:
            problems = [" ".join(words) for words in error.message_dict.values()]
            return render(request, "commitments/no_such_time.html", {"problems": problems, "asked": given}, status=400)
        if not times:
            return view(request, *args, **kwargs)
        return cast("HttpResponse", answer(then_at(times), lambda: view(request, *args, **kwargs)))

    return answered


def day_shown() -> date:
    """The day on which lateness is judged: that of the past which is asked for, else today."""
    asked = then()
    return (asked.times.day if asked else None) or timezone.localdate()


def last_shown() -> int | None:
    """The number of the last edition of the full chain that counts; None when all do."""
    asked = then()
    return asked.until if asked else None
