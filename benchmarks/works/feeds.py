"""A page of 500 changes: the API against a plain viewset of editions, and the driver alone."""

import json
from collections.abc import Iterator

from benchmarks import raw
from benchmarks.asking import Asker
from benchmarks.findings import Finding, Plan, tell
from benchmarks.interleaving import dearer, faster, interleave
from benchmarks.processor import Processor

LIMIT = 500


def measure(plan: Plan) -> Iterator[Finding]:
    """From the middle of the feed on."""
    asker, driver, processor = Asker(), raw.Driver(), Processor()
    processor.backends = driver.backends
    after = plan.size // 2
    api, plain = (f"{place}?after={after}&limit={LIMIT}" for place in ("/api/v1/changes/", "/plain/changes/"))
    ours, theirs = (json.loads(asker.expect(each).body)["results"] for each in (api, plain))
    if ours != theirs or len(ours) != LIMIT:
        raise RuntimeError(f"{api} and {plain} do not answer the same.")
    calls = {
        "api": lambda: asker.expect(api),
        "plain": lambda: asker.expect(plain),
        "driver": driver.fetching(raw.editions(after, limit=LIMIT)),
    }
    measured = interleave(calls, rounds=plan.rounds, processor=processor)
    measures = {
        "api / plain": faster(measured, "api", "plain"),
        "processor, api / driver": dearer(measured, "api", "driver"),
    }
    figures = {contender: each.told() for contender, each in measured.items()}
    yield Finding("changes", "changes/ page of 500", figures, measures)


if __name__ == "__main__":
    tell(measure)
