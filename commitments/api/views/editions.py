"""The history of a commitment: who changed it, for whom, when and why, and the record as it stood."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from commitments.api.answers import BETWEEN, page_of, spelt, text
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.examples import EDITION
from commitments.api.parameters import Asked, Parameters
from commitments.api.problems import BadParameter, NoRecord
from commitments.api.shapes.editions import Edition as EditionShape
from commitments.api.shapes.editions import EditionHead
from commitments.api.shapes.pages import page_shape
from commitments.api.views.commitments import OfOne
from commitments.models import Commitment, Edition
from commitments.queries.full_chain import history_for
from commitments.queries.keysets import EDITION_ORDERINGS
from commitments.queries.pages import page_of_rows
from commitments.records.full_chain import full_content, full_edition, full_edition_head
from commitments.records.served import content, edition_head, edition_with_record
from commitments.records.shape import Json
from commitments.values.differences import ABSENT, Difference, differences


@dataclass(frozen=True, slots=True)
class Telling:
    """How the editions of one chain are told: numbered by this column, in brief, whole, and what they hold."""

    numbered: str
    head: Callable[[Any], dict[str, Json]]
    whole: Callable[[Any], bytes]
    content: Callable[[Any], str | None]


PUBLIC = Telling("public_number", edition_head, edition_with_record, content)
FULL = Telling("number", full_edition_head, full_edition, full_content)


class OfHistory(OfOne):
    """What is read of a commitment's editions: the public ones or, with a token, all that tell the reader something."""

    @property
    def telling(self) -> Telling:
        """How they are told to the reader."""
        return FULL if self.has_token else PUBLIC

    def editions(self) -> Any:
        """The editions that the reader may see."""
        if self.has_token:
            return history_for(self.reader, self.reference)
        return Edition.objects.of(Commitment.noun, self.reference).public()


@documented("editions_list", page_shape(EditionHead), tag="commitments", names=("reference",), gone=True)
class Editions(OfHistory):
    """The editions of a commitment that you may see, newest first, without their records.

    Without a token these are the public ones, by their numbers in the public chain; with one they bear those in the
    full chain.
    """

    parameters = Parameters(orderings=EDITION_ORDERINGS, paged=True)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """A page; one query."""
        ordering = replace(asked.ordering, key=self.telling.numbered)
        page = page_of_rows(self.editions(), ordering, asked.place, limit=asked.limit)
        texts = BETWEEN.join(spelt(self.telling.head(each)) for each in page.records)
        return page_of(self.request, page, texts, count=asked.count_of(self.editions))


@documented("editions_read", EditionShape, tag="commitments", names=("reference", "number"), gone=True, example=EDITION)
class OneEdition(OfHistory):
    """One edition of a commitment with the record as it stood; `diff` compares it with another one."""

    parameters = Parameters(numbers=("diff",))
    of_one = False  # its tag lets nothing be written: whoever read an old edition has not seen what stands

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """The edition, and with `diff` what differs from that other edition; one query."""
        number, other = self.kwargs["number"], asked.numbers["diff"]
        editions = self._numbered(number, number if other is None else other)
        if number not in editions:
            raise NoRecord
        told = self.telling.whole(editions[number])
        if other is None:
            return text(told)
        if other not in editions:
            raise BadParameter({"diff": [_("You can see no edition %s of this commitment.") % other]})
        return text(told[:-1] + b',"diff":' + self._compared(editions[other], editions[number]) + b"}")

    def _numbered(self, *numbers: int) -> dict[int, Any]:
        column = self.telling.numbered
        return {getattr(each, column): each for each in self.editions().filter(**{f"{column}__in": numbers})}

    def _compared(self, before: Any, after: Any) -> bytes:
        records = [json.loads(self.telling.content(each) or "null") for each in (before, after)]
        return spelt([_place(each) for each in differences(*records)])


def _place(each: Difference) -> dict[str, Any]:
    sides = {"before": each.before, "after": each.after}
    return {"pointer": each.pointer, **{name: value for name, value in sides.items() if value is not ABSENT}}
