"""Commitments: the list that is filtered, and one by its reference."""

from django.http import HttpResponse

from commitments.api.answers import page_of, text
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.examples import COMMITMENT
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import Resource, found
from commitments.api.shapes.commitments import Commitment as CommitmentShape
from commitments.api.shapes.pages import page_shape
from commitments.filters import CommitmentFilters
from commitments.models import Commitment
from commitments.queries.keysets import COMMITMENT_ORDERINGS
from commitments.queries.pages import newest_edition, page_of_commitments, stored_commitment
from commitments.records.served import commitment_on


@documented("commitments_list", page_shape(CommitmentShape), tag="commitments")
class Commitments(Resource):
    """The public commitments, page by page, each as its newest edition holds it."""

    parameters = Parameters(
        filters=CommitmentFilters, orderings=COMMITMENT_ORDERINGS, dated=True, timed=True, paged=True
    )

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """A page; one query, and one more for each filter that names a record."""
        rows = self.chosen(Commitment.objects.public(), on=asked.on)
        page = page_of_commitments(rows, asked.ordering, asked.place, limit=asked.limit)
        return page_of(self.request, page, [commitment_on(asked.on, each) for each in page.records])


class OfOne(Resource):
    """What belongs to one commitment. Of one that is withdrawn now, nothing is shown any more."""

    @property
    def reference(self) -> str:
        """The reference in the address."""
        return str(self.kwargs["reference"])

    def version(self) -> Version:
        """The commitment's newest edition; one query."""
        newest = newest_edition(Commitment.objects.public(), reference=self.reference)
        return (found(newest, noun=Commitment.noun, key=self.reference),)


@documented("commitments_read", CommitmentShape, tag="commitments", names=("reference",), gone=True, example=COMMITMENT)
class OneCommitment(OfOne):
    """One commitment, as its newest edition holds it."""

    parameters = Parameters(dated=True, timed=True)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """The record; one query."""
        stored = stored_commitment(Commitment.objects.public(), self.reference)
        return text(commitment_on(asked.on, found(stored, noun=Commitment.noun, key=self.reference)))
