"""The page that shows two versions, whichever form was overtaken, and who saved meanwhile."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from commitments.admin.labels import label, told
from commitments.admin.scope import visible_editions
from commitments.models import Edition, Recorded


def page_of_versions(admin: Any, request: HttpRequest, record: Recorded, context: dict[str, Any]) -> TemplateResponse:
    """The page, with what every page of the admin shows."""
    shared = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Somebody else saved first"),
        "subtitle": label(record),
        "original": record,
    }
    return TemplateResponse(request, "admin/commitments/versions.html", shared | context)


def since(request: HttpRequest, record: Recorded, seen: int) -> list[dict[str, Any]]:
    """Who saved since the form was opened, and why; one query."""
    rows: Any = visible_editions(request.user).of(record.noun, record.key).filter(number__gt=seen)  # type: ignore[arg-type, attr-defined]
    return [_edition(each) for each in rows.order_by("number")]


def _edition(row: Edition) -> dict[str, Any]:
    return {"by": row.by, "organisation": row.organisation, "at": row.recorded_at, "why": told(row.reason)}
