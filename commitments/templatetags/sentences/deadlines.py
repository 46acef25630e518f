"""Sentences on until when a promise is due."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.queries.names import Names
from commitments.templatetags.amounts import number
from commitments.templatetags.sentences.saying import Sentence, beside, due, source
from commitments.values.alterations import facts

YEAR = re.compile(r"[0-9]{4}")


def deadline(fact: facts.DeadlineSet, _names: Names) -> Sentence:
    """Stated, moved, withdrawn or set again, with the reason."""
    words = _moved(fact) if fact.before and fact.after else _stated(fact)
    return Sentence(words, beside(why=fact.reason))


def _moved(fact: facts.DeadlineSet) -> str:
    dates = {"before": due(fact.before), "after": due(fact.after)}
    if fact.before == fact.after:
        return _("Deadline set again, with the same date: %(after)s.") % dates
    if YEAR.fullmatch(str(fact.before)) and YEAR.fullmatch(str(fact.after)):
        return _("Deadline moved from %(before)s to %(after)s.") % {"before": fact.before, "after": fact.after}
    if not fact.days:
        return _("The deadline was %(before)s; it is now %(after)s.") % dates
    return _shifted(fact.days) % {**dates, "days": number(abs(fact.days))}


def _shifted(days: int) -> str:
    if days < 0:
        return ngettext(
            "The deadline was %(before)s; it is now %(after)s: its last day is %(days)s day earlier.",
            "The deadline was %(before)s; it is now %(after)s: its last day is %(days)s days earlier.",
            -days,
        )
    return ngettext(
        "The deadline was %(before)s; it is now %(after)s: its last day is %(days)s day later.",
        "The deadline was %(before)s; it is now %(after)s: its last day is %(days)s days later.",
        days,
    )


def _stated(fact: facts.DeadlineSet) -> str:
    if fact.after:
        return _("Deadline stated: %(after)s.") % {"after": due(fact.after)}
    if fact.before:
        return _("Deadline withdrawn: no date is stated any more; it was %(before)s.") % {"before": due(fact.before)}
    if fact.phrase and fact.first:
        return _("The text gives words for the deadline but no date: “%(phrase)s”.") % {"phrase": fact.phrase}
    return _("It is recorded that no date is stated.")


def placed(fact: facts.DeadlinePlaced, names: Names) -> Sentence:
    """The passage it rests on."""
    if fact.source is None:
        return Sentence(_("The deadline no longer rests on a passage."))
    where = source(fact.source, fact.paragraph, names)
    return Sentence(_("The deadline rests on %(source)s.") % {"source": where})
