"""What moving a deadline does, in words, before it is saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commitments.admin.badges import badge
from commitments.admin.deadline_form import UNDATED
from commitments.models import Commitment
from commitments.models.vocabulary import LatenessWord
from commitments.templatetags.amounts import number
from commitments.templatetags.dates import day_words, deadline_words
from commitments.values.dates import parse
from commitments.values.lateness import lateness
from commitments.values.slips import Slip, slip_to
from commitments.values.standing import CLOSED

Line = tuple[str, SafeString | str]
"""What is told, and of what."""


@dataclass(frozen=True)
class Preview:
    """The lines of a preview, each what it says and of what; `shown` is sent back when it is saved."""

    shown: str
    lines: Sequence[Line]


def preview(commitment: Commitment, edtf: str, *, on: date) -> Preview:
    """Say what the new date does to a commitment; one query. An empty `edtf` is no date."""
    revisions = list(commitment.deadlines.values_list("edtf", flat=True))
    return Preview(shown=edtf or UNDATED, lines=lines(commitment, revisions, edtf, on=on))


def lines(commitment: Commitment, revisions: Sequence[str], edtf: str, *, on: date | None) -> Sequence[Line]:
    """Say what the new date does to a commitment whose dates were `revisions`, oldest first; no query.

    Without a day `on` it is left out how the commitment stands then.
    """
    slip = slip_to(revisions, edtf)
    return [*_moves(slip), *([(_("How it stands today"), _stands(commitment, slip, on))] if on else [])]


def _moves(slip: Slip) -> Iterator[Line]:
    yield pgettext("of a deadline that moves", "From"), _dated(slip.before)
    yield pgettext("of a deadline that moves", "To"), _dated(slip.after)
    if slip.after:
        yield _("It can then mean"), _meaning(slip.after)
    yield _("The last day moves"), _moved(slip)
    if slip.first and slip.after and slip.first != slip.before:
        label = _("In all, since the first date (%(date)s)") % {"date": deadline_words(slip.first)}
        yield label, _by(slip.days_in_all)
    yield _("How often it moved"), _often(slip)


def _dated(edtf: str | None) -> str:
    return capfirst(deadline_words(edtf)) if edtf else _("No date stated")


def _meaning(edtf: str) -> str:
    when = parse(edtf)
    days = {"first": day_words(when.earliest), "last": day_words(when.latest)}
    if when.earliest is None:
        return _("no later than %(last)s") % days
    if when.latest is None:
        return _("no earlier than %(first)s") % days
    return _("any day from %(first)s to %(last)s") % days if when.earliest != when.latest else days["last"]


def _moved(slip: Slip) -> str:
    if slip.before is None:
        return _("nothing moves: no date was stated until now") if slip.after else _("nothing moves: there is no date")
    if slip.after is None:
        return _("there is none any more: it leaves every list of what is due")
    return _by(slip.days)


def _by(days: int | None) -> str:
    if days is None:
        return _("cannot be counted in days: one of the two has no last day")
    if days == 0:
        return _("not at all")
    words = (
        ngettext("%(count)s day later", "%(count)s days later", days)
        if days > 0
        else ngettext("%(count)s day earlier", "%(count)s days earlier", -days)
    )
    return words % {"count": number(abs(days))}


def _often(slip: Slip) -> str:
    if slip.moves == 0:
        return _("never so far")
    words = ngettext("%(count)s time, this one included", "%(count)s times, this one included", slip.moves)
    if slip.after in {None, slip.before}:
        words = ngettext("%(count)s time", "%(count)s times", slip.moves)
    return words % {"count": number(slip.moves)}


def _stands(commitment: Commitment, slip: Slip, on: date) -> SafeString:
    before, after = (late_on(commitment, edtf, on) for edtf in (slip.before, slip.after))
    if before == after:
        return format_html("{} {}", badge(after), _("as before"))
    return format_html(
        '{} <span aria-hidden="true">→</span><span class="visually-hidden">{}</span> {}',
        badge(before),
        _("becomes"),
        badge(after),
    )


def late_on(commitment: Commitment, edtf: str | None, on: date) -> LatenessWord:
    """How a commitment stands on a day if this is when it is due; None is no date."""
    when = parse(edtf) if edtf else None
    earliest, latest = (when.earliest, when.latest) if when else (None, None)
    return LatenessWord(lateness(closed=commitment.status in CLOSED, earliest=earliest, latest=latest, on=on))
