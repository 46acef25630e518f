"""Requests made from the API's own description, one after the other, as every role: no answer is not as described."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.fuzzing import NOBODY, fuzzed
from tests.running.tracker import Tracker, copied, prepare, serving
from tests.soak.cluster import Cluster, missing

EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "")
"""How many requests to make of each kind and at each address, in `make fuzz`; without it, as many as take a minute."""
SHORT = {NOBODY: 2, "reader": 2, "writer": 3, "other": 2, "joint": 2}
PHASES = "examples,coverage,fuzzing,stateful" if EXAMPLES else "examples,fuzzing,stateful"
SOUND = "editions follow one another, and every record is as its newest one says."


@pytest.fixture(scope="module", params=["sqlite", "postgres"] if EXAMPLES else ["sqlite"])
def tracker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker on each database; on PostgreSQL for long alone, because it takes a cluster of its own."""
    folder = tmp_path_factory.mktemp("fuzzed")
    if request.param == "sqlite":
        seeded = copied(request.getfixturevalue("seeded"), folder)
        with serving(seeded, folder) as running:
            yield running
        return
    if missing():
        pytest.skip(missing())
    with Cluster() as cluster:
        cluster.start(synchronous_commit="off")
        cluster.execute("CREATE DATABASE fuzzed")
        with serving(prepare(cluster.address("fuzzed")), folder) as running:
            yield running


def test_every_answer_to_every_role_is_as_described_and_the_record_stays_sound(
    tracker: Tracker, tmp_path: Path
) -> None:
    found = []
    for role, examples in SHORT.items():
        well, said = fuzzed(tracker, role, tmp_path, "--phases", PHASES, examples=int(EXAMPLES or examples))
        print(said)  # noqa: T201 - what was tried, for whoever runs it with -s
        found += [] if well else [said]
    assert not found, "\n".join(found)
    assert SOUND in tracker.verified()
