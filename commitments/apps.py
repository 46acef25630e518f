"""The app's name and the label people see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """The one app: every room lives in it."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "commitments"
    verbose_name = _("Cooperation commitments")
