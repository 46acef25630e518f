"""The history of a commitment: who changed it, for whom, when and why, and the record as it stood."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound

from commitments.api.answers import page_of, spelt, text
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.parameters import Asked, Parameters
from commitments.api.problems import BadParameter
from commitments.api.shapes.editions import Edition as EditionShape
from commitments.api.shapes.editions import EditionHead
from commitments.api.shapes.pages import page_shape
from commitments.api.views.commitments import OfOne
from commitments.models import Commitment, Edition
from commitments.queries.changes import edition_pair
from commitments.queries.keysets import EDITION_ORDERINGS
from commitments.queries.pages import page_of_rows
from commitments.records.served import content, edition_head, edition_with_record
from commitments.values.differences import ABSENT, Difference, differences


@documented("editions_list", page_shape(EditionHead), tag="commitments", names=("reference",), gone=True)
class Editions(OfOne):
    """The public editions of a commitment, newest first, without their records."""

    parameters = Parameters(orderings=EDITION_ORDERINGS, paged=True)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """A page; one query."""
        rows = Edition.objects.of(Commitment.noun, self.reference).public()
        page = page_of_rows(rows, asked.ordering, asked.place, limit=asked.limit)
        return page_of(self.request, page, [spelt(edition_head(each)) for each in page.records])


@documented("editions_read", EditionShape, tag="commitments", names=("reference", "number"), gone=True)
class OneEdition(OfOne):
    """One public edition of a commitment with the record as it stood; `diff` compares it with another one."""

    parameters = Parameters(numbers=("diff",))

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """The edition, and with `diff` what differs from that other edition; one query."""
        number, other = self.kwargs["number"], asked.numbers["diff"]
        editions = edition_pair(Commitment.noun, self.reference, number, number if other is None else other)
        if number not in editions:
            raise NotFound
        told = edition_with_record(editions[number])
        if other is None:
            return text(told)
        if other not in editions:
            raise BadParameter({"diff": [_("This commitment has no public edition %s.") % other]})
        return text(f'{told[:-1]},"diff":{_compared(editions[other], editions[number])}}}')


def _compared(before: Edition, after: Edition) -> str:
    records = [json.loads(content(each) or "null") for each in (before, after)]
    return spelt([_place(each) for each in differences(*records)])


def _place(each: Difference) -> dict[str, Any]:
    sides = {"before": each.before, "after": each.after}
    return {"pointer": each.pointer, **{name: value for name, value in sides.items() if value is not ABSENT}}
