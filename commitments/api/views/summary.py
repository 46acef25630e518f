"""Where the selected commitments stand, in numbers."""

from typing import Any

from django.http import HttpResponse

from commitments.api.answers import spelt, text
from commitments.api.conditions import Version
from commitments.api.documented import documented
from commitments.api.examples import SUMMARY
from commitments.api.parameters import Asked, Parameters
from commitments.api.resources import Resource
from commitments.api.shapes.summary import Summary as SummaryShape
from commitments.filters import CommitmentFilters
from commitments.models import Organisation, Recorded
from commitments.queries.summary import Counted, Summary, summary
from commitments.values.moments import day, moment


@documented("summary_read", SummaryShape, tag="commitments", example=SUMMARY)
class Numbers(Resource):
    """How many of the selected commitments have each status, standing, lateness, gap, sector, side and owner.

    Every word of a closed list is there, also with 0. `total` is what they are shares of; sectors, sides and owners
    say in `of` how many commitments name any. An owner counts with all below it, as in the filter `owner`.
    """

    parameters = Parameters(filters=CommitmentFilters, dated=True, timed=True)

    def answer(self, asked: Asked, _version: Version) -> HttpResponse:
        """The numbers; nine queries, and one more for each filter that names a record."""
        rows = self.chosen(self.commitments(), on=asked.on)
        return text(spelt(_told(summary(rows, on=asked.on), asked)))


def _told(numbers: Summary, asked: Asked) -> dict[str, Any]:
    tally = numbers.tally
    return {
        "on": asked.on.isoformat(),
        "as_of": day(asked.times.as_of),
        "recorded_at": moment(asked.times.recorded_at) if asked.times.recorded_at else None,
        "total": tally.total,
        "assessed": tally.assessed,
        "open": tally.open,
        "status": tally.status,
        "standing": tally.standing,
        "lateness": tally.lateness,
        "missing": tally.missing,
        "sectors": _counted(numbers.sectors),
        "sides": _counted(numbers.sides),
        "owners": _counted(numbers.owners),
    }


def _counted(counted: Counted) -> dict[str, Any]:
    return {"of": counted.of, "counts": [_named(record) | {"count": number} for record, number in counted.counts]}


def _named(record: Recorded) -> dict[str, Any]:
    key = record.natural[0]
    told = {key: getattr(record, key), "name": getattr(record, "name", {})}
    if isinstance(record, Organisation):
        told["side"] = record.side.code if record.side else None
    return told
