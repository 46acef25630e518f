"""The pages of an import: send a file, see what it changes row by row, say why, and have it written."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect

from commitments.admin.answering import is_refilled, refill, refill_page, refilling
from commitments.admin.base import admin_address, person
from commitments.admin.forms import Refused
from commitments.admin.kept import release
from commitments.admin.labels import reading_language
from commitments.admin.saying.reasons import asks, is_own
from commitments.admin.spreadsheets.exporting import export_list
from commitments.admin.spreadsheets.forms import ConfirmForm, UploadForm, too_large
from commitments.admin.spreadsheets.habits import habits_of
from commitments.admin.spreadsheets.incoming import Incoming, read_table
from commitments.admin.spreadsheets.sniffing import sniffed
from commitments.admin.spreadsheets.unreadable import Unreadable
from commitments.admin.spreadsheets.uploads import Upload, claimed, keep_upload, kept_upload
from commitments.admin.spreadsheets.writing import write
from commitments.admin.writing import Signature, refusal_in
from commitments.rules import may_write

ENVELOPE = 64 * 1024
"""What a browser sends around the file, generously."""
SHOWN = 100
"""How many rows a page of the preview shows."""
TOLD = 200
"""How many complaints are told."""
RECALLED = 5
"""How many contradictions are told again beside the reason, each of which stands in its row."""
CHANGED = "changed"


def spreadsheet_urls(model_admin: Any) -> list[URLPattern]:
    """Where the table goes out and comes in."""
    site, name = model_admin.admin_site, "commitments_commitment_{}".format
    return [
        path("import/", _uploading(model_admin), name=name("import")),
        path(
            "import/<str:digest>/",
            site.admin_view(refilling(lambda request, digest: preview(model_admin, request, digest))),
            name=name("preview"),
        ),
        path(
            "export/<str:kind>/",
            site.admin_view(lambda request, kind: export_list(model_admin, request, kind)),
            name=name("export"),
        ),
    ]


def _uploading(model_admin: Any) -> Callable[..., HttpResponse]:
    """The page that takes a file. Looking for the token against forged requests reads all that is sent: size first."""

    def view(request: HttpRequest) -> HttpResponse:
        _admit(request)
        if _length(request) > settings.IMPORT_BYTES + ENVELOPE:
            return _refuse_unread(model_admin, request)
        return protected(request)

    @csrf_protect
    def protected(request: HttpRequest) -> HttpResponse:
        return upload(model_admin, request)

    view.csrf_exempt = True  # type: ignore[attr-defined]  # as csrf_exempt does; `protected` asks for the token
    wrapped: Callable[..., HttpResponse] = model_admin.admin_site.admin_view(view)
    return wrapped


def upload(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Take a file. One with something to write is kept, and its preview shown; of any other it is said what it is."""
    if request.method != "POST":
        return _upload_page(model_admin, request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(model_admin, request, form)
    file = form.cleaned_data["file"]
    try:
        content = file.read()
        kind = sniffed(file.name, content)
        incoming = _read(request, content, kind)
        _check_size(incoming)
    except Unreadable as error:
        form.add_error("file", error)
        return _upload_page(model_admin, request, form)
    if incoming.problems or not incoming.rows:
        return _upload_page(model_admin, request, form, incoming)
    digest = keep_upload(content, kind, user=person(request))
    return HttpResponseRedirect(admin_address("commitment", "preview", digest))


def _check_size(incoming: Incoming) -> None:
    if (count := incoming.changed + incoming.new) > settings.IMPORT_CHANGES:
        told = _("The file changes %(count)d commitments; one import writes at most %(most)d: split it.")
        raise Unreadable(told % {"count": count, "most": settings.IMPORT_CHANGES})


def preview(model_admin: Any, request: HttpRequest, digest: str) -> HttpResponse:
    """Show what a file would change, and write it once that is confirmed; nothing else than what was shown."""
    _admit(request)
    try:
        return _preview(model_admin, request, digest)
    except FileNotFoundError:  # a second click writes it, or its hour ended, since it was looked for
        return _gone(request)


def _preview(model_admin: Any, request: HttpRequest, digest: str) -> HttpResponse:
    kept = kept_upload(digest, user=person(request))
    if kept is None:
        refill(request)
        return _gone(request)
    refill_page(request)
    if request.method != "POST":
        incoming = _read(request, kept.content(), kept.format)
        return _preview_page(model_admin, request, incoming, ConfirmForm(initial={"plan": incoming.plan}))
    form = ConfirmForm(request.POST)
    if form.is_valid() and not is_refilled(request):
        try:
            written = _confirm(request, kept, form)
        except (Refused, OperationalError) as error:
            form.add_error(None, refusal_in(error))
        else:
            return _done(request, written) if written else _gone(request)
    return _preview_again(model_admin, request, digest, form)


def _confirm(request: HttpRequest, kept: Upload, form: ConfirmForm) -> Incoming | None:
    """Write the plan that was shown; none when somebody, with a second click, does so already."""
    with claimed(kept) as mine:
        if mine is None:
            return None
        incoming = _read(request, mine.content(), mine.format)
        if incoming.problems or incoming.plan != form.cleaned_data["plan"]:
            told = _("The record changed since this was shown. Nothing was written: look at the preview again.")
            raise Refused(ValidationError(told, code=CHANGED))
        _ask_why(incoming, form)
        signed = Signature(by=person(request), at=timezone.now(), why=form.reason)
        write(incoming.rows, incoming.table.found, signed)
    return incoming


def _ask_why(incoming: Incoming, form: ConfirmForm) -> None:
    """Refuse the reason that is proposed for other words where one contradicts the last one, as its short form does."""
    rows = incoming.contradicting
    told = [f"{row.reference}: {' '.join(row.contradictions)}" for row in rows[:RECALLED]]
    if len(rows) > RECALLED:
        told.append("…")
    if told and not is_own(form.cleaned_data["why"]):
        raise Refused(ValidationError({"why": asks(told)}))


def _preview_again(model_admin: Any, request: HttpRequest, digest: str, form: ConfirmForm) -> HttpResponse:
    """The same page, with all that was typed, for the plan as it is now."""
    kept = kept_upload(digest, user=person(request))
    if kept is None:
        return _gone(request)
    incoming = _read(request, kept.content(), kept.format)
    again = ConfirmForm({**request.POST.dict(), "plan": incoming.plan})
    again.is_valid()
    for message in form.non_field_errors():
        again.add_error(None, message)
    for message in () if "why" in again.errors else form.errors.get("why", ()):
        again.add_error("why", message)
    return _preview_page(model_admin, request, incoming, again)


def _read(request: HttpRequest, content: bytes, kind: str) -> Incoming:
    return read_table(content, kind, user=person(request), language=reading_language(), at=timezone.now())


def _admit(request: HttpRequest) -> None:
    if not may_write(person(request)):
        raise PermissionDenied


def _length(request: HttpRequest) -> int:
    written = str(request.META.get("CONTENT_LENGTH") or "")
    return int(written[:15]) if written.isascii() and written.isdigit() else 0


def _refuse_unread(model_admin: Any, request: HttpRequest) -> HttpResponse:
    form = UploadForm()
    response = _upload_page(model_admin, request, form, refused=too_large())
    response.status_code = 413
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request, _("This file was written already, or is kept no longer: send it again if it is still needed.")
    )
    if words := request.POST.get("why", "").strip():
        messages.warning(request, _("You had typed: %(words)s") % {"words": words})
    return HttpResponseRedirect(admin_address("commitment", "import"))


def _done(request: HttpRequest, incoming: Incoming) -> HttpResponse:
    release(request)
    count = incoming.changed + incoming.new
    told = ngettext("The import wrote %(count)d commitment.", "The import wrote %(count)d commitments.", count)
    messages.success(request, told % {"count": count})
    return HttpResponseRedirect(admin_address("commitment", "changelist"))


def _upload_page(
    model_admin: Any, request: HttpRequest, form: UploadForm, incoming: Incoming | None = None, *, refused: str = ""
) -> TemplateResponse:
    context = {"form": form, "refused": refused, "habits": habits_of(reading_language()), "incoming": incoming}
    return _page(model_admin, request, "import", context | _problems(incoming))


def _preview_page(model_admin: Any, request: HttpRequest, incoming: Incoming, form: ConfirmForm) -> TemplateResponse:
    page = Paginator(incoming.rows, SHOWN).get_page(request.GET.get("page"))
    rows = [(row, incoming.told(row), incoming.effects(row)) for row in page]
    context = {"form": form, "incoming": incoming, "page": page, "rows": rows}
    return _page(model_admin, request, "import_preview", context | _problems(incoming))


def _problems(incoming: Incoming | None) -> dict[str, Any]:
    problems = incoming.problems if incoming else []
    return {"problems": problems[:TOLD], "untold": max(0, len(problems) - TOLD)}


def _page(model_admin: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> TemplateResponse:
    shared = model_admin.admin_site.each_context(request)
    context |= {"opts": model_admin.opts, "title": _("Import a table of commitments")}
    return TemplateResponse(request, f"admin/commitments/commitment/{name}.html", shared | context)
