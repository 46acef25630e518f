"""Two words of one side: what a colleague said meanwhile, beside what was typed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commitments.admin.base import person
from commitments.admin.held import Fields
from commitments.admin.labels import label
from commitments.admin.overtaken import number_in
from commitments.admin.saying.forms import OneForm
from commitments.admin.step_versions import compared, row_place, stored_in, typed_in, versions_of_step
from commitments.admin.versions import Place, Told
from commitments.admin.word_forms import WORD
from commitments.admin.word_rows import file_words
from commitments.models import Commitment, Evidence, StatusUpdate

SAID = tuple(name for name in WORD if name != "corrects")
RESTS_ON = {"passage", "address"}
"""The fields of the evidence, of which a word has several pieces."""


def both_words(model_admin: Any, request: HttpRequest, row: Commitment, form: OneForm) -> HttpResponse:
    """The page: what was typed is recorded after the colleague's word, or it is dropped.

    Where a colleague has set right the same word, what was typed would set right theirs, and is looked through first.
    """
    after = number_in(form["after"].value() or "0") or 0
    rows: Any = row.updates.filter(side=person(request).side).select_related("recorded_by", "recorded_for", "awaiting")
    words: list[StatusUpdate] = list(rows.prefetch_related("evidence__passage__source").order_by("number"))
    then, now = next((each for each in words if each.number == after), None), words[-1] if words else None
    named = number_in(str(form["corrects"].value() or ""))
    again = corrected_since(words, named)
    adds = _(
        "A colleague has spoken for your side. Both words stay; what you typed would follow, as your side’s last one."
    )
    if again:
        then, now = next(each for each in words if each.number == named), again
        adds = _("A colleague has set right the same word. Both stay; what you typed would set right the colleague’s.")
    return versions_of_step(
        model_admin,
        request,
        row,
        base=words[-1].number if words else 0,
        places=[*_places(form, then, now), *_evidence(form, then, now)],
        editions=[_since(each) for each in words if each.number > after],
        adds=adds,
        why=form["why"].value(),
        **({"saves": False} if again else {}),
    )


def corrected_since(words: Sequence[StatusUpdate], number: int | None) -> StatusUpdate | None:
    """What stands of the word of this number once others have set it right; None where nobody has, or there is none."""
    named = found = next((each for each in words if each.number == number), None)
    right = {each.corrects_id: each for each in words}
    while found and found.pk in right:
        found = right[found.pk]
    return found if found is not named else None


def _places(form: OneForm, then: StatusUpdate | None, now: StatusUpdate | None) -> list[Place]:
    mine = {name: value for name, value in typed_in(form).items() if name not in RESTS_ON}
    return compared(form, _fields(form, then), _fields(form, now), mine)


def _fields(form: OneForm, word: StatusUpdate | None) -> Fields:
    return stored_in(form, {name: getattr(word, name) for name in SAID}) if word else {}


def _evidence(form: OneForm, then: StatusUpdate | None, now: StatusUpdate | None) -> list[Place]:
    passage, address, file = (form.cleaned_data.get(name) for name in ("passage", "address", "file"))
    told = (label(passage) if passage else "", address, file.name if file else "")
    mine = [("", words) for words in told if words]
    before, after = (_told(each.evidence.all()) if each else None for each in (then, now))
    return [row_place(_("Evidence"), before, after, mine)] if before or after or mine else []


def _told(pieces: Iterable[Evidence]) -> Told:
    return [("", file_words(each) if each.file_id else label(each.passage or each)) for each in pieces]


def _since(word: StatusUpdate) -> dict[str, Any]:
    return {"by": word.recorded_by, "organisation": word.recorded_for, "at": word.recorded_at, "why": ""}
