"""The app's name and the label people see."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """The one app: every room lives in it."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "commitments"
    verbose_name = _("Cooperation commitments")


class WorkbenchConfig(apps.AdminConfig):
    """Django's admin with our own site in its place."""

    default = False  # "commitments" in the settings means the class above
    default_site = "commitments.admin.site.TrackerSite"

    def ready(self) -> None:
        """Register our pages once the site is there: the site itself lives in their package."""
        super().ready()
        import_module("commitments.admin.registered")
