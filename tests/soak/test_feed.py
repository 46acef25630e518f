"""The feed under many writers at once: a reader who polls it misses nothing and sees nothing twice or out of order."""

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from tests.soak import beside
from tests.soak.cluster import Cluster
from tests.soak.crowd import Acknowledged, Crowd
from tests.soak.programs import launch

HABITS = ("--think", "0.05", "--long", "0.7", "--long-share", "0.02", "--undone", "0.1", "--beside")
LEAST_MISSED = 0.05
"""The share of changes that the control misses at least, in a long run."""


@dataclass(frozen=True)
class Size:
    """How many writers there are, and how many changes each keeps."""

    processes: int
    threads: int
    changes: int

    @property
    def total(self) -> int:
        """How many changes all keep together."""
        return self.processes * self.threads * self.changes


SMALL = Size(processes=4, threads=4, changes=20)
FULL = Size(processes=16, threads=1, changes=1250)


@dataclass(frozen=True)
class Told:
    """What the writers have acknowledged, what the reader has seen, and what the control holds."""

    acknowledged: list[Acknowledged]
    seen: dict[str, Any]
    tokens: set[str]


def watched(cluster: Cluster, size: Size) -> Told:
    """Let the writers write, and a reader read all the while."""
    address = cluster.copy("feed", of="seeded")
    for statement in beside.TABLE:
        cluster.execute(statement, database="feed")
    with launch(address, "tests.soak.reader") as reader:
        try:
            with Crowd(address, *HABITS, "--threads", str(size.threads), "--changes", str(size.changes)) as crowd:
                crowd.hire(size.processes)
                crowd.finish()
            seen = json.loads(reader.communicate()[0])
        except BaseException:
            reader.kill()
            raise
    tokens = {token for (token,) in cluster.execute("SELECT token FROM beside", database="feed")}
    return Told(crowd.acknowledged(), seen, tokens)


def misses(seen: list[str], tokens: set[str]) -> float:
    """The share of committed rows that a cursor has missed."""
    return len(tokens - set(seen)) / len(tokens)


def test_a_reader_sees_every_change_of_sixteen_writers_once_and_in_order(cluster: Cluster, *, soak: bool) -> None:
    size = FULL if soak else SMALL
    seeded = cluster.execute("SELECT public_number FROM commitments_head", database="seeded")[0][0]
    began = time.monotonic()
    told = watched(cluster, size)
    seconds = time.monotonic() - began
    share_by_id, share_by_moment = (misses(told.seen[by], told.tokens) for by in ("by_id", "by_moment"))
    sys.stdout.write(
        f"\n{len(told.tokens)} changes of {size.processes * size.threads} writers, {len(told.acknowledged)} editions, "
        f"in {seconds:.0f} s; {told.seen['polls']} polls. The feed has shown {len(told.seen['feed'])} editions; "
        f"by early id {share_by_id:.1%} of the changes were missed, by moment {share_by_moment:.1%}.\n"
    )

    acknowledged = [(number, digest) for _number, _digest, number, digest in told.acknowledged]
    feed = [(number, digest) for number, digest, _previous in told.seen["feed"]]
    assert [number for number, _digest in feed] == list(range(1, len(feed) + 1))
    assert feed[seeded:] == acknowledged
    digests = [digest for _number, digest in feed]
    assert [previous for _number, _digest, previous in told.seen["feed"]][1:] == digests[:-1]
    assert len(told.tokens) == size.total

    # The control: the same changes, followed by what was drawn early.
    assert min(share_by_id, share_by_moment) > (LEAST_MISSED if soak else 0)
