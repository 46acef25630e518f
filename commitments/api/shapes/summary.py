"""The shape of a selection in numbers."""

from collections.abc import Iterable
from typing import Any

from commitments.api.shapes.fields import Shape, Text, day, moment, string, whole
from commitments.models.vocabulary import LatenessWord, ShownStatus, StandingWord
from commitments.queries.gaps import GAPS


def _numbers(name: str, says: str, words: Iterable[str]) -> type[Shape]:
    """How many commitments have each word of a closed list."""
    members: dict[str, Any] = {word: whole(min_value=0) for word in words}
    return type(name, (Shape,), {"__doc__": says, **members})


NumberByStatus = _numbers("NumberByStatus", "How many are shown with each status.", ShownStatus.values)
NumberByStanding = _numbers("NumberByStanding", "Of how many the sides' words amount to this.", StandingWord.values)
NumberByLateness = _numbers("NumberByLateness", "Of how many the deadline stands so on the day.", LatenessWord.values)
NumberByGap = _numbers("NumberByGap", "How many lack this to be verifiable.", GAPS)
OF = "How many of the selected commitments name any: what the counts are shares of. They may add up to more."


class SectorNumber(Shape):
    """How many are of a sector."""

    slug = string()
    name = Text()
    count = whole(min_value=1)


class SideNumber(Shape):
    """How many have an owner of a side."""

    code = string()
    name = Text()
    count = whole(min_value=1)


class OwnerNumber(Shape):
    """How many an organisation, or one below it, has a part in."""

    slug = string()
    name = Text()
    side = string(allow_null=True, help_text="The code of its side; null for a joint body.")
    count = whole(min_value=1)


class SectorNumbers(Shape):
    """By sector, the most frequent first."""

    of = whole(min_value=0, help_text=OF)
    counts = SectorNumber(many=True)


class SideNumbers(Shape):
    """By side of an owner, the most frequent first."""

    of = whole(min_value=0, help_text=OF)
    counts = SideNumber(many=True)


class OwnerNumbers(Shape):
    """By owner, the most frequent first."""

    of = whole(min_value=0, help_text=OF)
    counts = OwnerNumber(many=True)


class Summary(Shape):
    """The selected commitments in numbers, each with what it is a share of."""

    on = day(help_text="The day on which lateness is judged.")
    as_of = day(allow_null=True, help_text="The day of which it is true, when that was asked for.")
    recorded_at = moment(allow_null=True, help_text="By when it had been written down, when that was asked for.")
    total = whole(min_value=0, help_text="How many are selected: what status, standing, lateness and gaps share.")
    assessed = whole(min_value=0, help_text="On how many of them a side has spoken.")
    open = whole(min_value=0, help_text="How many of them no side's word has closed.")
    status = NumberByStatus()
    standing = NumberByStanding()
    lateness = NumberByLateness()
    missing = NumberByGap()
    sectors = SectorNumbers()
    sides = SideNumbers()
    owners = OwnerNumbers()
