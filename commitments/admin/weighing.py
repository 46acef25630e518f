"""The page of two versions: what somebody else saved first, beside what was typed, and the choice between them."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from commitments.admin.answering import is_refilled
from commitments.admin.held import held_in
from commitments.admin.overtaken import Overtaken, number_in, overtaken, seen_in
from commitments.admin.settling import settled
from commitments.admin.typed import packed, unpacked
from commitments.admin.version_page import page_of_versions, since
from commitments.admin.versions import new_rows, places
from commitments.models import Recorded
from commitments.values.merging import UndecidedError

OWN = {"shown", "theirs", "typed", "weighed", "_look"}
"""What the page of versions itself sends."""


def weighed(admin: Any, request: HttpRequest, object_id: str, *, refused: bool = False) -> HttpResponse | None:
    """The page of two versions when somebody saved since the form was opened, else None: the form can be saved.

    What was chosen on that page is put into the form first. `refused` is whether the action found the form overtaken;
    otherwise what another only added, such as a word, is no reason to ask. A page that comes back after a sign-in is
    shown again with its choices, and a form as the form, whoever saved meanwhile. One query when nobody saved.
    """
    if not (refused or "weighed" in request.POST or _is_overtaken(admin.model, request, object_id)):
        return None
    record = admin.get_object(request, unquote(object_id))
    if record is None or not admin.has_change_permission(request, record):
        return None
    undecided = _settle(admin, request, record) if "weighed" in request.POST else ()
    found = _overtaken(admin, request, record)
    if found is None or not (refused or undecided or found.parted or "chosen" in vars(request)):
        return None
    return _page(admin, request, found, undecided)


def _is_overtaken(kind: type[Recorded], request: HttpRequest, object_id: str) -> bool:
    if is_refilled(request):
        return False
    seen, number = seen_in(request.POST), number_in(object_id)
    rows: Any = kind.objects.filter(pk=number)
    return None not in (seen, number) and rows.values_list("edition__number", flat=True).first() not in (None, seen)


def _settle(admin: Any, request: HttpRequest, record: Recorded) -> tuple[str, ...]:
    """Put what was chosen into the form; the names of the choices that are missing."""
    sent, data, theirs = request.POST, unpacked(request.POST.get("typed")), held_in(request.POST.get("theirs"))
    seen = number_in(sent.get("weighed", ""))
    if data is None or theirs is None or seen is None:
        return ()
    data["shown"] = sent.get("shown", "")
    found = overtaken(admin, request, record, data, theirs=theirs)
    if found is None:
        return ()
    try:
        answer = settled(found, sent, seen=seen)
    except UndecidedError as error:
        _ask_again(request, record, data, seen=seen)
        return error.names
    if is_refilled(request) and "_look" not in sent and _is_newest(record, seen):
        _ask_again(request, record, data, seen=seen)
        return ()
    _answer_with(request, answer)
    if "_look" in sent and not is_refilled(request):
        told = _("Nothing is saved yet: go on, and save when it is as you want it.")
        vars(request).update(refusal=ValidationError(told), refilled=True)
    return ()


def _ask_again(request: HttpRequest, record: Recorded, data: QueryDict, *, seen: int) -> None:
    """Have the page ask again, with what was chosen on it if it is still the same question."""
    if _is_newest(record, seen):
        vars(request)["chosen"] = request.POST
    _answer_with(request, data)


def _is_newest(record: Recorded, seen: int) -> bool:
    return record.edition is not None and record.edition.number == seen


def _answer_with(request: HttpRequest, data: QueryDict) -> None:
    request.POST = data  # type: ignore[assignment]  # Django lets it be set, as its own middleware does


def _overtaken(admin: Any, request: HttpRequest, record: Recorded) -> Overtaken | None:
    seen = seen_in(request.POST)
    if seen is None or record.edition is None or seen == record.edition.number:
        return None
    return overtaken(admin, request, record, request.POST)


def _page(admin: Any, request: HttpRequest, found: Overtaken, undecided: tuple[str, ...]) -> HttpResponse:
    record, seen = found.record, seen_in(request.POST)
    context = {
        "places": places(found, vars(request).get("chosen", {}), undecided),
        "new_rows": new_rows(found),
        "why": request.POST.get("why", ""),
        "undecided": undecided,
        "editions": since(request, record, seen or 0),
        "weighed": record.edition.number if record.edition else "",
        "typed": packed(_typed(request.POST)),
        "shown": found.shown.as_json(),
        "theirs": found.theirs.as_json(),
        "anew": request.path,
    }
    return page_of_versions(admin, request, record, context)


def _typed(data: QueryDict) -> QueryDict:
    rest = data.copy()
    for name in OWN:
        rest.pop(name, None)
    return rest
