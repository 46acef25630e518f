"""The checkpoints of the public chain: what anybody can keep, to hold against the record later."""

from django.http import HttpResponse

from commitments.api.answers import BETWEEN, page_of, spelt
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import Resource
from commitments.api.shapes.checkpoints import Checkpoint
from commitments.api.shapes.pages import page_shape
from commitments.queries.checkpoints import checkpoints_version, public_checkpoints
from commitments.queries.keysets import CHECKPOINT_ORDERINGS
from commitments.queries.pages import page_of_rows
from commitments.records.checkpoints import told


@documented("checkpoints_list", page_shape(Checkpoint), tag="changes")
class Checkpoints(Resource):
    """The signed checkpoints of the public chain, newest first, with the witnesses' countersignatures."""

    parameters = Parameters(orderings=CHECKPOINT_ORDERINGS, paged=True)

    def version(self) -> Version:
        """How many checkpoints and countersignatures there are; one query."""
        return checkpoints_version()

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """A page; two queries."""
        page = page_of_rows(public_checkpoints(), asked.ordering, asked.place, limit=asked.limit)
        texts = BETWEEN.join(spelt(told(each)) for each in page.records)
        return page_of(self.request, page, texts, count=asked.count_of(public_checkpoints))
