"""The change feed: every edition of a chain in number order, which is commit order."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from commitments.api.answers import BETWEEN, stretch_of
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.examples import CHANGES
from commitments.api.parameters import Asked, Parameters
from commitments.api.problems import BadParameter
from commitments.api.resources import Resource
from commitments.api.shapes.editions import ChangesPage
from commitments.queries.changes import changes_after
from commitments.queries.full_chain import full_changes_after
from commitments.records.full_chain import full_edition
from commitments.records.served import changes


@documented("changes_list", ChangesPage, tag="changes", example=CHANGES)
class Changes(Resource):
    """The editions after a number, oldest first and without a gap. Ask again after `next`.

    Without a token they are those of the public chain, by its numbers. What has been withdrawn keeps its numbers and
    digests, so that the chain can be checked from its beginning, but no edition of it shows its record any more:
    `record` is null, and `record_digest` stands for it.

    With a token they are all editions, by the numbers of the full chain. Of one that is internal to others nothing is
    told but its link, from which the chain can be checked all the same: `noun` and whatever else it states are null.
    """

    parameters = Parameters(numbers=("after",), paged=True)

    def answer(self, asked: Asked, version: Version) -> HttpResponse:
        """The editions; one query."""
        after = asked.numbers["after"] or 0
        if after > version[0]:
            raise BadParameter({"after": [_beyond(version[0])]})
        told, last = self._told_after(after, limit=asked.limit)
        # An edition may have come since the version was read.
        return stretch_of(self.request, told, last=last, newest=max(version[0], last))

    def _told_after(self, number: int, *, limit: int) -> tuple[bytes, int]:
        """The editions as the reader may see them, and the number of the last one."""
        rows: Sequence[Any]
        if self.has_token:
            rows = full_changes_after(self.reader, number, limit=limit)
            told = BETWEEN.join(map(full_edition, rows))
        else:
            rows = changes_after(number, limit=limit)
            told = changes(rows, between=BETWEEN)
        return told, rows[-1].number if rows else number


def _beyond(newest: int) -> str:
    """Editions are never taken back: whoever has seen more of them has seen another record, or one restored since."""
    return (
        _(
            "The newest edition is number %s: there is none after it that you can have seen. If you had a higher number "
            "from here, the record was restored from a copy: compare what you have with checkpoints/."
        )
        % newest
    )
