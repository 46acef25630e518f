"""The admin's site: its name, its models in the order of the work, and choices that say what they are."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from commitments.admin.labels import label

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
