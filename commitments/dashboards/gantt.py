"""From the answer of the timeline to its drawings, in the reader's words and with the addresses that go on from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.charts.promises import Promise, Span
from commitments.charts.promises import Step as Marked
from commitments.charts.timeline import Chart, Tick, draw
from commitments.queries.entries import Entry, Step
from commitments.queries.then import then
from commitments.queries.timeline import Group
from commitments.templatetags.dates import day_words, deadline_words, period_words
from commitments.templatetags.pages import to
from commitments.templatetags.texts import words
from commitments.templatetags.vocabulary import word
from commitments.values.lateness import Lateness

WIDE, NARROW = 960, 360
TOLD = (Lateness.OVERDUE, Lateness.POSSIBLY_OVERDUE)
"""What is said of a deadline beside the status; all else the drawing itself shows."""


NAMELESS = {
    "sector": gettext_lazy("No sector is named"),
    "owner": gettext_lazy("Nobody is named as leading it"),
    "source": gettext_lazy("No text is cited"),
}
"""The group of those that name none."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A group with its drawings in two sizes. `nameless` is what it is called when it is that of those that name none."""

    group: Group
    nameless: str
    wide: str
    narrow: str


def drawn(groups: Sequence[Group], ticks: Sequence[Tick], *, by: str, on: date) -> list[Drawn]:
    """Draw every group; no query."""
    return [_drawn(group, str(NAMELESS[by]), f"group-{place}", ticks, on) for place, group in enumerate(groups)]


def _drawn(group: Group, nameless: str, name: str, ticks: Sequence[Tick], on: date) -> Drawn:
    chart = Chart(
        name=name,
        title=words(group.name) or nameless,
        description=_("Each row is a commitment. The same is in the table below the drawing."),
        ticks=ticks,
        promises=[_promise(each) for each in group.entries],
        on=on,
        today=day_words(on) if then() else _("today"),
    )
    return Drawn(
        group=group,
        nameless=nameless,
        wide=draw(chart, width=WIDE, beside=True).svg(size="wide"),
        narrow=draw(chart, width=NARROW, beside=False).svg(size="narrow"),
    )


def _promise(entry: Entry) -> Promise:
    record = entry.listed.record
    return Promise(
        title=words(record["title"]),
        label=_label(entry),
        address=to("commitment", record["reference"]),
        states=_states(entry),
        kind=entry.listed.lateness,
        when=capfirst(deadline_words(record["deadline"]["edtf"] or "")),
        since=entry.made,
        span=_span(entry),
        steps=[_marked(each) for each in entry.steps],
    )


def _states(entry: Entry) -> list[tuple[str, str]]:
    status, late = entry.listed.record["status"], entry.listed.lateness
    told = [(status, capfirst(word(status, "status")))]
    return [*told, (late, capfirst(word(late, "lateness")))] if late in TOLD else told


def _label(entry: Entry) -> str:
    record, steps = entry.listed.record, len(entry.steps) + entry.more_steps
    told: Mapping[str, Any] = {
        "title": words(record["title"]),
        "when": deadline_words(record["deadline"]["edtf"] or ""),
        "status": word(record["status"], "status"),
        "lateness": word(entry.listed.lateness, "lateness"),
        "count": steps,
    }
    if not steps:
        return _("%(title)s: %(when)s; %(status)s; %(lateness)s") % told
    return (
        ngettext(
            "%(title)s: %(when)s; %(status)s; %(lateness)s; %(count)s milestone",
            "%(title)s: %(when)s; %(status)s; %(lateness)s; %(count)s milestones",
            steps,
        )
        % told
    )


def _span(entry: Entry) -> Span | None:
    """The days that the deadline can mean. An end is soft when it is open, or when its words are unsure."""
    edtf = entry.listed.record["deadline"]["edtf"]
    if not edtf:
        return None
    start, slash, end = edtf.partition("/")
    return Span(
        first=entry.earliest,
        last=entry.latest,
        soft_first=_soft(start),
        soft_last=_soft(end if slash else start),
    )


def _soft(term: str) -> bool:
    return term == ".." or any(sign in term for sign in "~?%")


def _marked(step: Step) -> Marked:
    told = {"title": words(step.title), "when": period_words(step.due)}
    title = _("Milestone reached: %(title)s (%(when)s)") if step.reached else _("Milestone: %(title)s (%(when)s)")
    on = step.latest or step.earliest or date.max
    return Marked(on=on, reached=step.reached, title=title % told)
