"""A repeated question with `If-None-Match`, against a view of the framework that does nothing at all."""

from collections.abc import Iterator

from benchmarks import raw
from benchmarks.asking import Asker
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import dearer, interleave, slower
from benchmarks.processor import Processor

ADDRESSES = {
    "commitments/": "/api/v1/commitments/",
    "commitments/ filtered": "/api/v1/commitments/?status=in_progress&sector=education",
    "changes/": "/api/v1/changes/?after=1000",
}
EMPTY = "/plain/empty/"


def measure(plan: Plan) -> Iterator[Finding]:
    """A list, a filtered list, and the feed."""
    asker, processor = Asker(), Processor()
    processor.backends = raw.Driver().backends
    for name, address in ADDRESSES.items():
        tag = asker.expect(address).headers["ETag"]
        calls = {
            "api": lambda address=address, tag=tag: asker.expect(address, 304, HTTP_IF_NONE_MATCH=tag),
            "empty view": lambda: asker.expect(EMPTY),
        }
        measured = interleave(calls, rounds=plan.rounds, processor=processor)
        measures = {
            "api / empty view": slower(measured, "api", "empty view"),
            "processor, api / empty view": dearer(measured, "api", "empty view"),
        }
        figures = {contender: each.told() for contender, each in measured.items()}
        yield Finding("repeat", f"If-None-Match repeat of {name}", figures, measures)


if __name__ == "__main__":
    tell(measure)
