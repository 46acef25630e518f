"""The page on which a text is registered, what its script asks meanwhile, and the page that names what was written."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.answered import Answer, KeyUsed, answered, write_once
from commitments.admin.answering import is_refilled, refill_page, refilling
from commitments.admin.base import admin_address, person
from commitments.admin.forms import Refused
from commitments.admin.kept import release
from commitments.admin.labels import NUMBER, label
from commitments.admin.once import sent
from commitments.admin.registering.promise_forms import CitationForm
from commitments.admin.registering.sheet import MOST_PASSAGES, MOST_PROMISES, Sheet
from commitments.admin.registering.text_forms import STORED
from commitments.admin.registering.writing import Registered, register
from commitments.admin.scope import visible
from commitments.admin.writing import Signature, refusal_in
from commitments.models import Commitment, Meeting, Passage, Source, User
from commitments.rules import may_register

View = Callable[..., HttpResponse]
PAGE = "admin/commitments/register/{}.html"


def may_register_texts(user: Any) -> bool:
    """Whether the person may register a text with what it promises."""
    return isinstance(user, User) and may_register(user, Source) and may_register(user, Commitment)


def register_urls(reserved: Callable[[View], View]) -> list[URLPattern]:
    """The addresses of registering a text; `reserved` lets in those who have signed in."""
    return [
        path("register/", reserved(register_view), name="register"),
        path("register/text/", reserved(text_view), name="register_text"),
        path("register/resembling/", reserved(resembling_view), name="register_resembling"),
        path("register/done/", reserved(done_view), name="register_done"),
    ]


@refilling
def register_view(request: HttpRequest) -> HttpResponse:
    """The page: empty, or with what was sent and what is wrong with it; once all is written, the page that says so."""
    user = _admitted(request)
    refill_page(request)
    if request.method != "POST":
        return _shown(request, Sheet(user, initial=_begun(request)))
    if not is_refilled(request) and (address := _address_before(request)) is not None:
        return _done(request, address)
    sheet = Sheet(user, data=request.POST, files=request.FILES)
    if sheet.is_valid() and not is_refilled(request):
        try:
            return _done(request, _written(request, sheet))
        except KeyUsed:
            sheet.refusal = _("This form was saved before. Nothing was saved again: open a new one.")
        except (Refused, OperationalError) as error:
            sheet.refusal = " ".join(refusal_in(error).messages)
    return _shown(request, sheet)


def _done(request: HttpRequest, address: str) -> HttpResponse:
    release(request)
    return HttpResponseRedirect(address)


def _admitted(request: HttpRequest) -> User:
    user = person(request)
    if not may_register_texts(user):
        raise PermissionDenied
    return user


def _begun(request: HttpRequest) -> dict[str, Any]:
    """What an address may fill in: the text on record to go on with."""
    source = request.GET.get("source", "")
    return {"which": STORED, "source": source} if NUMBER.fullmatch(source) else {}


def _address_before(request: HttpRequest) -> str | None:
    """Where this very form led when it was sent before; None when it is new, or says something else now."""
    try:
        kept = answered(person(request), _key(request.POST), sent(request))
    except KeyUsed:
        return None
    return kept.location if kept else None


def _written(request: HttpRequest, sheet: Sheet) -> str:
    """Write the sheet once, however often it is sent; the address of what was written."""
    user, at = person(request), timezone.now()
    signed = Signature(by=user, at=at, why=sheet.text.reason)

    def write() -> Answer:
        return Answer(status=201, location=_address_of(register(sheet, signed)))

    answer, _again = write_once(user, _key(request.POST), sent(request), at=at, write=write)
    return answer.location


def _key(given: QueryDict) -> str:
    return f"register:{given.get('once', '')[:60]}".replace("\x00", "")


def _address_of(done: Registered) -> str:
    """Where it is named; the address is kept with the answer, so it is short."""
    rows: dict[str, list[Any]] = {
        "source": [done.source],
        "meeting": [done.meeting] if done.meeting else [],
        "passage": [*done.passages],
    }
    rows |= {"new": done.new, "cited": done.cited}
    given = {name: ",".join(dict.fromkeys(str(row.pk) for row in several)) for name, several in rows.items() if several}
    return f"{reverse('admin:register_done')}?{urlencode(given, safe=',')}"


def _shown(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": _("Register a text"),
        "sheet": sheet,
        "most_passages": MOST_PASSAGES,
        "most_promises": MOST_PROMISES,
    }
    return TemplateResponse(request, PAGE.format("page"), context)


def text_view(request: HttpRequest) -> HttpResponse:
    """The paragraphs of the copy that is being attached, or of the one that is, as its passages are counted in it."""
    sheet = Sheet(_admitted(request), data=request.POST, files=request.FILES)
    sheet.text.is_draft = False
    sheet.text.full_clean()
    wrong = [error for name in ("file", "text", "source") for error in sheet.text.errors.get(name, ())]
    return TemplateResponse(request, PAGE.format("text"), {"paragraphs": sheet.paragraphs, "wrong": wrong})


def resembling_view(request: HttpRequest) -> HttpResponse:
    """What a promise that is being described resembles, to be told whether it is the same, said again."""
    user = _admitted(request)
    prefix = request.POST.get("prefix", "")[:40]
    sheet = Sheet(user, data=request.POST)
    form = sheet.promise(prefix) or CitationForm(request.POST, prefix=prefix, user=user)
    form.ask_nothing()
    return TemplateResponse(request, PAGE.format("offers"), {"form": form})


NAMED = {
    "source": (Source, gettext_lazy("The source")),
    "meeting": (Meeting, gettext_lazy("The new meeting")),
    "passage": (Passage, gettext_lazy("Passages")),
    "new": (Commitment, gettext_lazy("New commitments")),
    "cited": (Commitment, gettext_lazy("Commitments that were on record, now cited here as well")),
}


def done_view(request: HttpRequest) -> HttpResponse:
    """Names what was registered, each with the way to it; what the person may not see is left out."""
    user = _admitted(request)
    found = {name: _named(request.GET.get(name, ""), model, user) for name, (model, _heading) in NAMED.items()}
    if not found["source"]:
        return HttpResponseRedirect(reverse("admin:register"))
    rows = {name: [(_page_of(row), label(row)) for row in several] for name, several in found.items() if several}
    context = admin.site.each_context(request) | {
        "title": _("The text is registered"),
        "source": found["source"][0],
        "registered": [(NAMED[name][1], several) for name, several in rows.items()],
    }
    return TemplateResponse(request, PAGE.format("done"), context)


def _named(given: str, model: Any, user: User) -> list[Any]:
    numbers = [each for each in given.split(",")[:MOST_PASSAGES] if NUMBER.fullmatch(each)]
    return list(visible(model, user).filter(pk__in=numbers)) if numbers else []


def _page_of(row: Any) -> str:
    return admin_address(row._meta.model_name, "change", row.pk)
