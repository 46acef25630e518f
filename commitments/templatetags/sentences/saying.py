"""What sentences are made with: names, dates, amounts and words of the closed lists, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.queries.names import Names
from commitments.templatetags.amounts import amount_range
from commitments.templatetags.dates import day_words, deadline_words, period_words
from commitments.templatetags.texts import named, told
from commitments.templatetags.vocabulary import word
from commitments.values.alterations.facts import Amount
from commitments.values.dates import MalformedDate
from commitments.values.texts import Text


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that stands beside a sentence: `why`, `note`, `next_step` or `gist`, with its label."""

    name: str
    label: str
    words: SafeString


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence, and the texts beside it."""

    words: str
    beside: tuple[Beside, ...] = ()


def beside(**texts: Text) -> tuple[Beside, ...]:
    """The texts that there are, each with its label."""
    labels = {"why": _("Why"), "note": _("Note"), "next_step": _("Next step"), "gist": _("What it says")}
    return tuple(Beside(name, labels[name], told(text)) for name, text in texts.items() if text)


def called(value: Any, kind: str) -> str:
    """A word of a closed list; as it was written when the list no longer has it."""
    try:
        return word(value, kind)
    except ValueError:
        return str(value)


def side(code: Any, names: Names) -> str:
    """The name of a side."""
    return named(names.sides.get(code)) or str(code)


def indicator(code: str, names: Names) -> str:
    """The name of an indicator."""
    return named(names.indicators.get(code)) or code


def source(slug: str, paragraph: int | None, names: Names) -> str:
    """The title of a text, and the paragraph in it when it is known."""
    title = named(names.sources.get(slug)) or slug
    if paragraph is None:
        return _("“%(source)s”") % {"source": title}
    return _("“%(source)s”, paragraph %(number)s") % {"source": title, "number": paragraph}


def day(written: str) -> str:
    """A known day."""
    try:
        return day_words(date.fromisoformat(written))
    except ValueError:
        return written


def due(edtf: str | None) -> str:
    """By when."""
    try:
        return deadline_words(edtf or "")
    except MalformedDate:
        return str(edtf)


def period(edtf: str) -> str:
    """A date or a period, alone."""
    try:
        return period_words(edtf)
    except MalformedDate:
        return edtf


def measured(amount: Amount) -> str:
    """An amount or a range with its unit."""
    value_to = Decimal(amount.value_to) if amount.value_to is not None else None
    return amount_range(Decimal(amount.value), value_to, amount.unit)
