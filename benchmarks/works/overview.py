"""The overview of everything and of a part: the first one of a process, made anew each time, and kept until a change."""

import os
from collections.abc import Iterator
from datetime import date

from django.http import QueryDict

from benchmarks import raw
from benchmarks.asking import Asker
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import Call, interleave
from benchmarks.processor import Processor
from benchmarks.spread import spread
from commitments.dashboards.kept import PAGES
from commitments.filters import CommitmentFilters
from commitments.management.starting import collect_static_files
from commitments.models import Commitment
from commitments.queries.overview import counted, tally
from commitments.queries.rolled import meeting, sets_of
from commitments.queries.rolls import rolls_now
from commitments.values.headings import PUBLIC
from tests.soak.programs import run

COLD = 5
"""How many processes are asked for their first page: each takes seconds to begin."""
EVERYTHING = "/en/"
DAY = date(2026, 11, 22)
"""On which the counts are compared."""
FILTERS = {
    "a partnership": "partnership=aa-bb",
    "a sector": "sector=education",
    "an owner": "owner=body-aa-0",
    "all three": "partnership=aa-bb&sector=education&owner=body-aa-0",
}


def measure(plan: Plan) -> Iterator[Finding]:
    """Everything first, then each filter, after all have been counted from the rows as well."""
    collect_static_files()
    yield _cold(plan)
    asker, processor = Asker(), Processor()
    processor.backends = raw.Driver().backends
    for query in ("", *FILTERS.values()):
        _check_counts(query)
    calls: dict[str, Call] = {"made anew": lambda: _anew(asker, EVERYTHING), "kept": lambda: asker.expect(EVERYTHING)}
    measured = interleave(calls, rounds=plan.rounds, processor=processor)
    measures = {name: _milliseconds(each.seconds) for name, each in measured.items()}
    yield Finding(
        "overview", "overview of everything", {name: each.told() for name, each in measured.items()}, measures
    )
    addresses = {name: f"{EVERYTHING}?{query}" for name, query in FILTERS.items()}
    calls = {name: (lambda address=address: _anew(asker, address)) for name, address in addresses.items()}
    for name, each in interleave(calls, rounds=plan.rounds, processor=processor).items():
        measures = {"made anew": _milliseconds(each.seconds)}
        yield Finding("overview of a part", f"overview of {name}", {"page": each.told()}, measures)


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    return spread([each * 1000 for each in seconds]).told()


def _anew(asker: Asker, address: str) -> None:
    PAGES.forget()
    asker.expect(address)


def _cold(plan: Plan) -> Finding:
    """What a process takes for its first page, once it has begun to listen."""
    took = [float(run(os.environ["DATABASE_URL"], "benchmarks.first", EVERYTHING)) for _each in range(COLD)]
    detail = "overview of everything, the first request of a process"
    return Finding(
        "overview", detail, {"page": {"seconds": spread(took).told()}}, {"cold, seconds": spread(took).told()}
    )


def _check_counts(query: str) -> None:
    """RuntimeError unless the rolls and the rows count the same: what counts something else is no measure."""
    on, given, rolls = DAY, QueryDict(query), rolls_now()
    chosen = meeting(rolls.listed[PUBLIC], sets_of(rolls, dict(given.lists()), on=on))
    rows = CommitmentFilters(given, Commitment.objects.public(), on=on).qs
    if counted(rolls, chosen, on=on) != tally(rows, on=on):
        raise RuntimeError(f"The rolls and the rows do not count the same of {query or 'everything'}.")


if __name__ == "__main__":
    tell(measure)
