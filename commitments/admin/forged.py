"""What becomes of a form of the workbench whose token is no longer good: nothing typed into it is lost."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from commitments.admin.answering import answer_again, asked_by_script, kept_in, sign_in_first
from commitments.admin.kept import KEEPING, Kept, kept_of
from commitments.admin.signed_in import only_one_here


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form of our own whose token is no longer good; any other request as Django does, with 403.

    Somebody has signed in since the form was opened, in another tab. Whoever is signed in is shown what was typed, not
    yet saved, when nobody else has ever signed in with this browser: only then is it surely theirs.
    """
    ours = request.path.startswith(reverse("admin:index")) and _is_our_own(request, reason)
    if not ours or asked_by_script(request):
        answer: HttpResponse = csrf_failure(request, reason)
        return answer
    found = _typed(request)
    if not admin.site.has_permission(request):
        return sign_in_first(
            admin.site, request, found, why=_("This page was too old to be answered. Nothing was saved.")
        )
    if found is None:
        return _too_old(request)
    return answer_again(request, HttpResponseRedirect(reverse("admin:index")), found)


def _is_our_own(request: HttpRequest, reason: str) -> bool:
    """Whether a page of ours sent it: a browser says so, and only the token was wrong."""
    by_token = reason == REASON_NO_CSRF_COOKIE or reason.startswith("CSRF token")
    return by_token and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _typed(request: HttpRequest) -> Kept | None:
    """What was typed; of the sign-in itself, what it was to bring back."""
    if request.path == reverse("admin:login"):
        return kept_in(request.POST.get(KEEPING))
    whose = only_one_here(request)
    return None if whose is None else kept_of(request, whose=whose)


def _too_old(request: HttpRequest) -> HttpResponse:
    if request.path == reverse("admin:login"):
        return HttpResponseRedirect(reverse("admin:index"))
    context: dict[str, Any] = {**admin.site.each_context(request), "title": _("This page was too old to be answered")}
    return TemplateResponse(request, "admin/commitments/too_old.html", context, status=403)
