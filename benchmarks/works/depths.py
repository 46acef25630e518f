"""A page deep in a list against its first one, in several orderings: the page that a reader of `next` comes to."""

import json
from collections.abc import Iterator

from benchmarks import raw
from benchmarks.asking import HOST, Asker
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import interleave, slower
from benchmarks.processor import Processor

DEPTH = 100_000
LIMIT = 500
ORDERINGS = ("reference", "deadline", "-recorded_at")


def measure(plan: Plan) -> Iterator[Finding]:
    """Each ordering at the depth, or just before the end of a smaller set."""
    asker, processor = Asker(), Processor()
    processor.backends = raw.Driver().backends
    depth = min(DEPTH, plan.size * 95 // 100) // LIMIT * LIMIT
    for ordering in ORDERINGS:
        first = f"/api/v1/commitments/?ordering={ordering}"
        deep = _deep(asker, first, depth)
        calls = {
            "first": lambda first=first: asker.expect(first),
            "deep": lambda deep=deep: asker.expect(deep),
        }
        measured = interleave(calls, rounds=plan.rounds, processor=processor)
        figures = {contender: each.told() for contender, each in measured.items()}
        measures = {"deep / first": slower(measured, "deep", "first")}
        yield Finding("depth", f"page at depth {depth:,}, by {ordering}", figures, measures)


def _deep(asker: Asker, address: str, depth: int) -> str:
    """The address of the page of 50 after so many rows, found by following `next` on pages of 500."""
    deep = f"{address}&limit={LIMIT}"
    for _page in range(depth // LIMIT):
        deep = json.loads(asker.expect(deep).body)["next"].removeprefix(f"http://{HOST}")
    return deep.replace(f"limit={LIMIT}", "limit=50")


if __name__ == "__main__":
    tell(measure)
