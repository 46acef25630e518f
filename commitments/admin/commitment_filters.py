"""The questions that a list of commitments is narrowed by."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models.vocabulary import LatenessWord
from commitments.queries.gaps import GAPS


class LatenessFilter(admin.SimpleListFilter):
    """How the deadline stands today."""

    title = _("lateness")
    parameter_name = "lateness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The five answers."""
        return LatenessWord.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those of one answer."""
        if not self.value():
            return queryset
        return queryset.with_lateness(on=timezone.localdate()).filter(lateness=self.value())


class FreshnessFilter(admin.SimpleListFilter):
    """Whether somebody has looked lately."""

    title = _("last word")
    parameter_name = "word"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Older than the review interval."""
        return [("stale", _("older than its review interval"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The stale ones."""
        return queryset.stale(on=timezone.localdate()) if self.value() == "stale" else queryset


class GapFilter(admin.SimpleListFilter):
    """What it lacks to be verifiable."""

    title = _("missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """The four gaps."""
        return [
            ("owner", _("an owner")),
            ("deadline", _("a deadline")),
            ("measure", _("a measure")),
            ("evidence", _("evidence")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those with the gap."""
        gap = GAPS.get(self.value() or "")
        return queryset.filter(gap()) if gap else queryset
