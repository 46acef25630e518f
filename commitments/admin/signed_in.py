"""Who has signed in with a browser: it decides to whom something typed before may be shown again."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commitments.admin.kept import mark

COOKIE = "signed_in_here"
SALT = "commitments.admin.signed_in"
MOST = 5
"""How many people a browser remembers."""


def people_here(request: HttpRequest) -> list[str]:
    """The marks of those who have signed in with this browser, the last one first."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=settings.CSRF_COOKIE_AGE)
    except signing.BadSignature:
        return []
    return [str(each) for each in found]


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Have the browser remember who has just signed in."""
    newest = mark(request.user.get_username())
    people = [newest, *(each for each in people_here(request) if each != newest)]
    response.set_cookie(
        COOKIE,
        signing.dumps(people[:MOST], salt=SALT),
        max_age=settings.CSRF_COOKIE_AGE,  # as long as a form can be sent
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def last_here(request: HttpRequest) -> str:
    """Who typed a form whose token is still good: a sign-in changes the token. Empty when it is not known."""
    return next(iter(people_here(request)), "")


def only_one_here(request: HttpRequest) -> str | None:
    """Who typed a form from before somebody signed in. Empty when it is not known, None when it can be one of several."""
    people = people_here(request)
    return None if len(people) > 1 else next(iter(people), "")
