"""Two editions of a commitment, chosen by their numbers in an address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.queries.history import Chain, PastEdition, editions_by_number
from commitments.queries.names import Names, names_for

NAMED: Mapping[str, Any] = {
    "from": gettext_lazy("First edition"),
    "to": gettext_lazy("Second edition"),
    "before": gettext_lazy("Editions before number"),
}
PARAMETERS = tuple(NAMED)
"""What the address of a history may hold: the two editions, and the number below which its page lies."""

NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What an address asks for; the two editions are both there or both None."""

    older: int | None
    newer: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions with their records, the older one first, and what the codes in them stand for."""

    older: PastEdition
    newer: PastEdition
    names: Names


def read_choice(given: Mapping[str, Sequence[str]]) -> Choice:
    """Read an address. Raises ValidationError with what is wrong by parameter, in plain words."""
    numbers, wrong = {}, {}
    for name in PARAMETERS:
        values = [value for value in given.get(name, ()) if value]
        if len(values) > 1:
            wrong[name] = _("Give this parameter once.")
        elif values and not (NUMBER.fullmatch(values[0]) and int(values[0])):
            wrong[name] = _("Write the number of an edition, such as 2.")
        elif values:
            numbers[name] = int(values[0])
    chosen = numbers.get("from"), numbers.get("to")
    if not wrong:
        wrong = _unpaired(*chosen)
    if wrong:
        raise ValidationError(wrong)
    older, newer = sorted(filter(None, chosen)) or (None, None)
    return Choice(older, newer, numbers.get("before"))


def _unpaired(first: int | None, second: int | None) -> dict[str, str]:
    if (first is None) != (second is None):
        return {"from" if first is None else "to": _("Choose two editions: one for each side.")}
    if first is not None and first == second:
        return {"to": _("Choose two different editions.")}
    return {}


def look_up(chain: Chain, given: Mapping[str, Sequence[str]]) -> tuple[Choice, Comparison | None]:
    """What an address asks for, and its two editions when it names two; six queries at most. Raises ValidationError."""
    choice = read_choice(given)
    if choice.before is not None and not chain.reaches(choice.before):
        raise ValidationError({"before": _("No edition comes before number %(number)s.") % {"number": choice.before}})
    if choice.older is None or choice.newer is None:
        return choice, None
    return choice, compare(chain, choice.older, choice.newer)


def compare(chain: Chain, older: int, newer: int) -> Comparison:
    """The two editions; five queries at most. Raises ValidationError when the reader's chain lacks one, or it holds nothing."""
    found = editions_by_number(chain, (older, newer))
    wrong = {name: words for name, words in (("from", _missing(found, older)), ("to", _missing(found, newer))) if words}
    if wrong:
        raise ValidationError(wrong)
    return Comparison(found[older], found[newer], names_for(each.record for each in found.values()))


def _missing(found: Mapping[int, PastEdition], number: int) -> str:
    if number not in found:
        return _("This commitment has no edition %(number)s.") % {"number": number}
    if found[number].record is None:
        return _("Edition %(number)s is a withdrawal: it holds nothing to compare.") % {"number": number}
    return ""
