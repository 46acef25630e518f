"""Two versions of milestones: what somebody saved meanwhile, beside what was typed into one of their forms."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commitments.admin.held import Fields
from commitments.admin.milestone_board import Board
from commitments.admin.milestone_forms import AddForm, DropForm, EditForm, OneForm, ReachForm, TakeForm
from commitments.admin.overtaken import choices_in, number_in
from commitments.admin.step_forms import WhyStepForm
from commitments.admin.step_versions import compared, record_at, row_place, stored_in, typed_in, versions_of_step
from commitments.admin.version_page import since
from commitments.admin.versions import Place, Told, speller
from commitments.models import Commitment, Milestone
from commitments.templatetags.amounts import number
from commitments.values.merging import forks, merged

Held = dict[int, Fields]
"""Milestones by their numbers."""
CALLED: Any = capfirst(Milestone._meta.verbose_name)


def both_milestones(
    model_admin: Any, request: HttpRequest, board: Board, asked: str, undecided: Iterable[str] = (), sent: Any = None
) -> HttpResponse:
    """The page: of what two people changed one version is chosen, what is new is added, or it is dropped."""
    row, form = board.commitment, board.forms[asked]
    newest = row.edition.number if row.edition else 0
    then, now = (_milestones_in(record_at(request, row, each), row) for each in (form.sent_seen, newest))
    return versions_of_step(
        model_admin,
        request,
        row,
        base=newest,
        places=_places(form, then, now, tuple(undecided), sent),
        editions=since(request, row, form.sent_seen or 0),
        adds="" if isinstance(form, EditForm | ReachForm) else _adds(form),
        new_rows=_new_rows(form) if then == now else (),
        why=form["why"].value(),
        undecided=tuple(undecided),
    )


def _adds(form: WhyStepForm) -> str:
    if isinstance(form, DropForm):
        return _("Look at what was saved: you were about to take this milestone away.")
    return _("What was saved stays. What you typed would be added to it.")


def settle_milestone(form: WhyStepForm, request: HttpRequest, sent: Any) -> None:
    """Put what was chosen on the page of versions into the form. Raises UndecidedError with the missing choices."""
    if not isinstance(form, EditForm | ReachForm):
        return
    weighed = number_in(sent.get("weighed", ""))
    at = (
        _milestones_in(record_at(request, form.commitment, each), form.commitment) for each in (form.sent_seen, weighed)
    )
    then, now = (each.get(form.milestone.number, {}) for each in at)
    typed = typed_in(form)
    found = forks(then, now, then | typed)
    data: Any = request.POST
    for name, value in merged(found, choices_in(sent, "", found)).items():
        if typed.get(name, value) != value:
            data[form.add_prefix(name)] = value or ""


def _milestones_in(record: dict[str, Any], row: Commitment) -> Held:
    blank = AddForm(commitment=row)
    return {
        each["number"]: stored_in(blank, {name: each[name] for name in ("title", "due", "reached_on")})
        for each in record.get("milestones", ())
    }


def _places(form: WhyStepForm, then: Held, now: Held, undecided: tuple[str, ...], sent: Any) -> list[Place]:
    blank = AddForm(commitment=form.commitment)
    if not isinstance(form, OneForm):
        return _beside(form, then, now)
    pk = form.milestone.number
    mine = {} if isinstance(form, DropForm) else then.get(pk, {}) | typed_in(form)
    asks = not isinstance(form, DropForm)
    return compared(blank, then.get(pk, {}), now.get(pk, {}), mine, asks=asks, sent=sent, undecided=undecided)


def _beside(form: WhyStepForm, then: Held, now: Held) -> list[Place]:
    """Every milestone that others added, changed or took away, beside what is to be added."""
    blank, mine = AddForm(commitment=form.commitment), [line for _called, lines in _new_rows(form) for line in lines]
    known = speller(blank, iter(()))
    return [
        row_place(
            _("Milestone %(number)s") % {"number": number(int(each.name))},
            known.lines(each.shown) if each.shown else None,
            known.lines(each.theirs) if each.theirs else None,
            mine,
        )
        for each in forks(then, now, then)  # type: ignore[arg-type]  # numbers are names here
    ]


def _new_rows(form: WhyStepForm) -> list[tuple[str, Told]]:
    """What is to be added, in words."""
    if isinstance(form, TakeForm):
        return [(CALLED, [("", " · ".join(each))]) for each in form.ticked]
    return [(CALLED, speller(form, iter(())).lines(typed_in(form)))] if isinstance(form, AddForm) else []
