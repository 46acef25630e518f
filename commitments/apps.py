"""The app's name and the label people see."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """The one app: every room lives in it."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "commitments"
    verbose_name = _("Cooperation commitments")

    def ready(self) -> None:
        """Have the rolls counted once they are there: a record may be older than they are."""
        post_migrate.connect(_count_rolls, sender=self)


def _count_rolls(*, using: str, apps: Any = None, **_told: Any) -> None:
    """`apps` are the models as they are after the last migration; none are given when the tables were only emptied."""
    if using == DEFAULT_DB_ALIAS and (apps is None or "roll" in apps.all_models["commitments"]):
        import_module("commitments.actions.rolls").count_when_new()


class WorkbenchConfig(apps.AdminConfig):
    """Django's admin with our own site in its place."""

    default = False  # "commitments" in the settings means the class above
    default_site = "commitments.admin.site.TrackerSite"

    def ready(self) -> None:
        """Register our pages once the site is there: the site itself lives in their package."""
        super().ready()
        import_module("commitments.admin.registered")
