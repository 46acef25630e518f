"""The admin's site: its name, its models in the order of the work, and choices that say what they are."""

from collections.abc import Callable
from functools import partial, update_wrapper
from http import HTTPStatus
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

from commitments.admin.answering import answer_again, asked_by_script, kept_in, refuse_encoding, sign_in_first
from commitments.admin.kept import KEEPING, RESENT, kept_of, release
from commitments.admin.labels import label
from commitments.admin.offered import narrowed
from commitments.admin.registering.views import may_register_texts, register_urls
from commitments.admin.resending import resend
from commitments.admin.signed_in import last_here, remember
from commitments.admin.worklist import seen, worklist
from commitments.models import User

# The models under the question they answer, in the order in which an analyst asks.
SECTIONS = (
    ("promises", _("What was promised"), ("Commitment", "Deadline", "Milestone", "Target")),
    ("progress", _("How it goes"), ("StatusUpdate", "Evidence", "Indicator", "Observation")),
    ("texts", _("Where it was said"), ("Source", "Passage", "Meeting", "Citation")),
    ("people", _("Who"), ("Organisation", "Responsibility", "Partnership", "Side", "User", "Token")),
    ("order", _("How it is ordered"), ("Sector", "Link")),
    ("kept", _("What is kept"), ("Edition",)),
)


class LabelledAutocomplete(AutocompleteJsonView):
    """The choices of a search field, called by their labels."""

    def get_queryset(self) -> QuerySet[Any]:
        """Those that are found and that the field offers."""
        source: Any = self
        return narrowed(super().get_queryset(), source.source_field, cast("User", self.request.user))

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """A choice: its private number, its public name and its words."""
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class TrackerSite(admin.AdminSite):
    """The analysts' workbench."""

    site_header = _("Cooperation Commitment Tracker")
    site_title = _("Cooperation Commitment Tracker")
    index_title = _("Workbench")
    enable_nav_sidebar = False  # the lists need the width; the way to all models is one click up

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff, who are people: the account of a token reads and writes by its token alone."""
        return super().has_permission(request) and not getattr(request.user, "is_machine", False)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The admin's own, where a text is registered, what others changed is seen, and what was typed is sent again."""
        resent = path("kept/<str:name>/", self.admin_view(partial(resend, self)), name="kept")
        marked = path("seen/", self.admin_view(seen), name="seen")
        return [*register_urls(self.admin_view), marked, resent, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page knows: also whether the person may register texts."""
        return super().each_context(request) | {"registers_texts": may_register_texts(request.user)}

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's signature
        """Keep what was typed into a form when whoever typed it is no longer signed in."""
        guarded = super().admin_view(view, cacheable)

        exempt = getattr(guarded, "csrf_exempt", False)

        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_encoding(request)
            if request.method == "POST" and request.user.is_anonymous and request.path != reverse("admin:logout"):
                if asked_by_script(request):
                    return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
                # Where no token is asked for, anybody may have had the form sent: there nothing is kept.
                return sign_in_first(self, request, None if exempt else kept_of(request, whose=last_here(request)))
            if request.method == "POST" and not exempt:  # of what is exempt nothing is read before its size is known
                release(request, request.POST.get(RESENT, ""))
            return guarded(request, *args, **kwargs)

        return update_wrapper(answered, guarded)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Sign in, and answer again the form that asked for it."""
        refuse_encoding(request)
        sent = request.POST.get(KEEPING, "")
        response = super().login(request, {KEEPING: sent} | (extra_context or {}))
        if request.method != "POST" or response.status_code != 302 or not self.has_permission(request):
            return response
        remember(request, response)
        kept = kept_in(sent)
        return answer_again(request, response, kept) if kept else response

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The work list, above the list of all tables."""
        return super().index(request, {**worklist(request), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer a search field."""
        return cast("HttpResponse", LabelledAutocomplete.as_view(admin_site=self)(request))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The models in sections instead of one long alphabet."""
        apps: list[Any] = super().get_app_list(request, app_label)
        ours = next((app for app in apps if app["app_label"] == "commitments"), None)
        if app_label is not None or ours is None:
            return apps
        models = {model["object_name"]: model for model in ours["models"]}
        sections = [
            ours | {"name": title, "app_label": name, "models": [models[each] for each in names if each in models]}
            for name, title, names in SECTIONS
        ]
        return sections + [app for app in apps if app is not ours]
