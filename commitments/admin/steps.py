"""What the pages of a commitment's deadline and milestones share: whom they let in, and where they lie."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _

from commitments.admin.answering import refilling
from commitments.admin.badges import badge
from commitments.admin.base import admin_address, may_change
from commitments.admin.labels import label
from commitments.admin.resending import to_be_copied
from commitments.models import Commitment, Deadline, Milestone
from commitments.models.vocabulary import ShownStatus

Page = Callable[[Any, HttpRequest, Commitment], HttpResponse]

STEPS: tuple[tuple[str, type[Model]], ...] = (("deadline", Deadline), ("milestones", Milestone))
"""The pages, each with what whoever opens it must be allowed to add."""


def steps_of(request: HttpRequest, row: Commitment) -> dict[str, str]:
    """The addresses of the pages that the person may open, by name, for the page of the commitment."""
    return {
        f"{name}_address": admin_address("commitment", name, row.pk)
        for name, part in STEPS
        if may_change(request, row, part)
    }


def step_url(model_admin: Any, name: str, part: type[Model], page: Page, *, below: str = "") -> URLPattern:
    """The address of such a page; 403 for whoever may not add `part`, the start page and a word for what is not there."""

    @wraps(page)
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        row = model_admin.get_object(request, unquote(object_id))
        if row is None:
            return missing(model_admin, request, object_id)
        if not may_change(request, row, part):
            return refused(model_admin, request)
        return page(model_admin, request, row)

    full = f"{name}_{below}" if below else name
    route = f"<path:object_id>/{name}/" + (f"{below}/" if below else "")
    guarded: Callable[..., HttpResponse] = model_admin.admin_site.admin_view(view if below else refilling(view))
    return path(route, guarded, name=f"commitments_commitment_{full}")


def missing(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Say that there is no such record, as the admin's own pages do; what was typed for it is shown."""
    if request.method == "POST":
        told = _("This commitment is not there for you any more. Nothing was saved: copy what you had typed.")
        return to_be_copied(model_admin.admin_site, request, told, status=404)
    return cast("HttpResponse", model_admin._get_obj_does_not_exist_redirect(request, model_admin.opts, object_id))  # noqa: SLF001  Django has no other


def refused(model_admin: Any, request: HttpRequest, why: str = "") -> HttpResponse:
    """Refuse whoever may not write this, or may no more: then what was typed is shown. Raises PermissionDenied otherwise."""
    if request.method != "POST":
        raise PermissionDenied(why)
    told = _("You may not write this. Nothing was saved: copy what you had typed.")
    return to_be_copied(model_admin.admin_site, request, told, status=403)


def fieldsets(form: Any, *fields: str | tuple[str, ...]) -> AdminForm:
    """The fields of a form as the admin shows them, those of a tuple on one line."""
    return AdminForm(form, [(None, {"fields": list(fields)})], {})  # type: ignore[arg-type]  # lines of several


def answer(
    model_admin: Any, request: HttpRequest, row: Commitment, name: str, context: dict[str, Any]
) -> TemplateResponse:
    """The page of this name, with what every page of the admin shows."""
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": row,
        "subtitle": label(row),
        "status": badge(ShownStatus(row.status)),
        **steps_of(request, row),
    }
    return TemplateResponse(request, f"admin/commitments/commitment/{name}.html", shared | context)
