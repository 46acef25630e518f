"""Commitments: the list that is filtered, and one by its reference."""

from typing import Any

from django.http import HttpResponse

from commitments.api.answers import BETWEEN, page_of, text
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.examples import COMMITMENT, PAGE
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import Resource, found
from commitments.api.shapes.commitments import Commitment as CommitmentShape
from commitments.api.shapes.pages import page_shape
from commitments.filters import CommitmentFilters
from commitments.models import Commitment
from commitments.queries.keysets import COMMITMENT_ORDERINGS
from commitments.queries.pages import newest_edition, page_of_commitments, stored_commitment
from commitments.records.served import commitment_on, commitments_on


@documented("commitments_list", page_shape(CommitmentShape), tag="commitments", example=PAGE)
class Commitments(Resource):
    """The commitments that you may read, page by page, each as its newest edition holds it.

    Without a token these are the public ones; with one also those that the own side or joint body keeps internal.
    """

    parameters = Parameters(
        filters=CommitmentFilters, orderings=COMMITMENT_ORDERINGS, dated=True, timed=True, paged=True
    )

    def answer(self, asked: Asked, version: Version) -> HttpResponse:
        """A page; one query, and one more for each filter that names a record, when it is asked for the first time."""

        def rows() -> Any:
            return self.chosen(self.commitments(), on=asked.on)

        known_as = self.known_as(asked, version)
        page = page_of_commitments(rows, asked.ordering, asked.place, limit=asked.limit, on=asked.on, known_as=known_as)
        texts = commitments_on(page.records, between=BETWEEN)
        return page_of(self.request, page, texts, count=asked.count_of(rows))


class OfOne(Resource):
    """What belongs to one commitment. Of one that is withdrawn now, nothing is shown any more."""

    of_one = True

    @property
    def reference(self) -> str:
        """The reference in the address."""
        return str(self.kwargs["reference"])

    def version(self) -> Version:
        """The commitment's newest edition; one query."""
        newest = newest_edition(self.commitments(), reference=self.reference)
        return (found(newest, noun=Commitment.noun, key=self.reference),)


@documented("commitments_read", CommitmentShape, tag="commitments", names=("reference",), gone=True, example=COMMITMENT)
class OneCommitment(OfOne):
    """One commitment, as its newest edition holds it."""

    parameters = Parameters(dated=True, timed=True)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """The record; one query."""
        stored = stored_commitment(self.commitments(), self.reference, on=asked.on)
        return text(commitment_on(found(stored, noun=Commitment.noun, key=self.reference)))
