"""Forms that are answered again: after the sign-in that they needed, and after another sign-in changed their token."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from commitments.admin.kept import KEEPING, LOST_FILES, Kept, held, hold, signed, unsigned, with_name

View = TypeVar("View", bound=Callable[..., HttpResponse])


def asked_by_script(request: HttpRequest) -> bool:
    """Whether a script of a page asks, which shows what it is told in a piece of that page: no place for a sign-in."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def refuse_encoding(request: HttpRequest) -> None:
    """Refuse what no page of ours sends: other encodings have halves of characters, which no page can show again.

    Raises BadRequest, as Django does for forms without files.
    """
    if request.method == "POST" and (request.encoding or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise BadRequest(_("Send the form in UTF-8."))


def sign_in_first(site: Any, request: HttpRequest, kept: Kept | None, *, why: str = "") -> HttpResponse:
    """Ask for the sign-in on the spot, with what was typed in a hidden field: a redirect would lose it."""
    at_the_sign_in = request.path == reverse("admin:login")
    path = kept.path if kept else reverse("admin:index") if at_the_sign_in else request.get_full_path()
    messages.warning(request, why or _("You have been signed out. Nothing was saved."))
    if kept:
        messages.warning(request, _("Sign in here and what you typed comes back, to be looked through and saved."))
    elif not at_the_sign_in:
        messages.warning(request, _("What you sent could not be kept here: your browser’s Back button may have it."))
    query = QueryDict(mutable=True)
    query["next"] = path
    request.method, request.POST, request.GET = "GET", QueryDict(), query  # type: ignore[assignment]  # it is asked anew
    where = f"{reverse('admin:login')}?{query.urlencode()}"
    context = {"app_path": where, "next": path, "kept": signed(kept) if kept else ""}
    response: HttpResponse = site.login(request, context)
    return response


def answer_again(request: HttpRequest, response: HttpResponse, kept: Kept) -> HttpResponse:
    """Lead whoever is signed in to what was typed, unless somebody else typed it: then where `response` leads."""
    if not kept.belongs_to(request.user.get_username()):
        messages.warning(
            request,
            _("What was typed in this browser before you signed in is somebody else’s: it is not shown to you."),
        )
        return response
    answer = HttpResponseRedirect(where(hold(request, kept), kept))
    answer.cookies = response.cookies
    add_never_cache_headers(answer)
    return answer


def where(name: str, kept: Kept) -> str:
    """The address of the form itself where it can be filled in again, else of a page that sends it again."""
    return with_name(kept.path, name) if _refills(kept.path) else reverse("admin:kept", args=[name])


def _refills(path: str) -> bool:
    """Whether the page at this address can show what was typed before."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    model_admin = getattr(found.func, "model_admin", None)
    stock = getattr(model_admin, "refills", False) and str(found.url_name).endswith(("_add", "_change"))
    return stock or getattr(found.func, "refills", False)


def refilling(view: View) -> View:
    """Mark the view of a page that calls `refill_page`."""
    view.refills = True  # type: ignore[attr-defined]  # Django's own wrappers keep it
    return view


def kept_in(words: str | None) -> Kept | None:
    """What the hidden field of a sign-in says."""
    return unsigned(words) if words else None


def refill(request: HttpRequest) -> bool:
    """Have the page of a form show what was typed before, and save nothing; whether there is something to show."""
    name = request.GET.get(KEEPING, "")
    if request.method != "GET" or not name:
        return False
    found = held(request, name)
    if found is None or found.path.partition("?")[0] != request.path:
        messages.info(request, _("What was typed is kept no more: it was saved, or is too old."))
        return False
    data = found.data
    if found.files:
        data[LOST_FILES] = "1"
    request.FILES.clear()  # or Django would read the body when it is asked for them, and forget what is set here
    request.method, request.POST = "POST", data  # type: ignore[assignment]  # Django lets them be set
    vars(request).update(refusal=ValidationError(not_saved(found)), refilled=True)
    return True


def refill_page(request: HttpRequest) -> None:
    """The same for a page with messages above its form: it asks `is_refilled` before it saves anything."""
    if refill(request):
        tell_not_saved(request)


def tell_not_saved(request: HttpRequest) -> None:
    """Say above the page, and not in its form, that what was typed is shown again and not saved."""
    for words in vars(request)["refusal"].messages:
        messages.warning(request, words)


def is_refilled(request: HttpRequest) -> bool:
    """Whether the form is only shown again, with what was typed before."""
    return "refilled" in vars(request)


def not_saved(kept: Kept) -> list[str]:
    """What whoever typed it is told."""
    told = [_("This is what you had typed. It is not saved yet: look it through and save.")]
    return [*told, _("Choose the files again: they could not be kept.")] if kept.files else told
