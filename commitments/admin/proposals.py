"""The milestones that a commitment's rule of recurrence proposes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Commitment, Deadline
from commitments.templatetags.dates import period_words
from commitments.values.calendar_terms import read_term
from commitments.values.dates import MalformedDate, parse
from commitments.values.occurrences import next_due, read_rule
from commitments.values.texts import Text

YEARS_AHEAD = 5
MOST_YEARS_AHEAD = 20
MOST = 24
"""The proposals that are shown at once; a rule that counts days has thousands."""


@dataclass(frozen=True)
class Proposal:
    """A milestone that could be added."""

    due: str
    words: str
    title: Text


@dataclass(frozen=True)
class Proposals:
    """What a rule proposes until the end of a year; `why_none` says why it proposes nothing at all."""

    until: int
    rows: Sequence[Proposal]
    has_more: bool = False
    why_none: str = ""


def proposed(
    commitment: Commitment, deadline: Deadline | None, known: Collection[str], *, on: date, until: int | None
) -> Proposals:
    """What the rule proposes from a day on that is not among the dates in `known`; no query."""
    year = horizon(until, on=on)
    try:
        rule, made_on = read_rule(commitment.recurrence), parse(commitment.made_on)
    except (ValueError, MalformedDate):
        return Proposals(
            year, [], why_none=_("The rule of recurrence cannot be read: mend it on the commitment’s page.")
        )
    due = parse(deadline.edtf) if deadline and deadline.edtf else None
    found = next_due(rule, deadline=due, made_on=made_on, on=on, until=date(year, 12, 31))
    if found is None:
        why = _(
            "The rule counts from a day, and neither the deadline nor the day of the promise is exact enough for it."
        )
        return Proposals(year, [], why_none=why)
    fresh = [each for each in found if each not in known]
    rows = [Proposal(each, period_words(each), default_title(each)) for each in fresh[:MOST]]
    return Proposals(year, rows, has_more=len(fresh) > MOST)


def horizon(year: int | None, *, on: date) -> int:
    """The last year that is looked at: the one that was asked for, if it can be, else five years on."""
    last = last_year(on=on)
    return year if year is not None and on.year <= year <= last else min(on.year + YEARS_AHEAD, last)


def last_year(*, on: date) -> int:
    """The last year that can be asked for."""
    return min(on.year + MOST_YEARS_AHEAD, date.max.year)


def default_title(due: str) -> Text:
    """When it is due, in each language of the texts that the pages speak; a year is the same in all of them."""
    if read_term(due).precision == "year":
        return dict.fromkeys(settings.CONTENT_LANGUAGES, due)
    spoken = dict(settings.LANGUAGES)
    return {code: _said(due, code) for code in settings.CONTENT_LANGUAGES if code in spoken}


def _said(due: str, language: str) -> str:
    with translation.override(language):
        return period_words(due)
