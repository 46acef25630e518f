"""The change feed: every public edition in number order, which is commit order."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from commitments.api.answers import several
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.parameters import Asked, Parameters
from commitments.api.problems import BadParameter
from commitments.api.resources import Resource
from commitments.api.shapes.editions import ChangesPage
from commitments.queries.changes import changes_after
from commitments.records.served import edition_with_record


@documented("changes_list", ChangesPage, tag="changes")
class Changes(Resource):
    """The public editions after a number, oldest first and without a gap. Ask again after `next`.

    What has been withdrawn keeps its numbers and digests, so that the chain can be checked from its beginning, but
    no edition of it shows its record any more: `record` is null, and `record_digest` stands for it.
    """

    parameters = Parameters(numbers=("after",), paged=True)

    def answer(self, asked: Asked, version: Version) -> HttpResponse:
        """The editions; one query."""
        after = asked.numbers["after"] or 0
        if after > version[0]:
            raise BadParameter({"after": [_beyond(version[0])]})
        editions = changes_after(after, limit=asked.limit)
        last = editions[-1].public_number if editions else after
        # An edition may have come since the version was read.
        newest = max(version[0], last) if editions else version[0]
        told = [edition_with_record(each, shown=each.shown) for each in editions]
        return several(told, next=last, up_to=newest)


def _beyond(newest: int) -> str:
    """Editions are never taken back: whoever has seen more of them has seen another record, or one restored since."""
    return (
        _(
            "The newest edition is number %s: there is none after it that you can have seen. If you had a higher number "
            "from here, the record was restored from a copy: compare what you have with checkpoints/."
        )
        % newest
    )
