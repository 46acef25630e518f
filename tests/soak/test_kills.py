"""`kill -9` of writers and of PostgreSQL while they write: what was acknowledged stays, and nothing stays by half."""

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.cluster import Cluster
from tests.soak.crowd import Crowd
from tests.soak.programs import run

PROCESSES = 2
HABITS = ("--threads", "2", "--undone", "0.1", "--think", "0.01")
FEW, MANY = 3, 20
"""How many kills there are in the small run and in the full one."""
BETWEEN = 25
"""How many changes are acknowledged between two kills, at least."""
CONTROLS = 8
"""After how many kills the control must have lost something."""
# A commit then waits for nothing: what it wrote is in the server's memory until the next flush, which comes late.
HASTY = {
    "synchronous_commit": "off",
    "wal_writer_delay": "10s",
    "wal_writer_flush_after": "1GB",
    "wal_buffers": "64MB",
    "bgwriter_lru_maxpages": "0",
}


def examined(crowd: Crowd) -> list[str]:
    """What is wrong with the database, given what has been acknowledged."""
    acknowledged = json.dumps(crowd.acknowledged())
    complaints: list[str] = json.loads(run(crowd.address, "tests.soak.examine", told=acknowledged))
    return complaints


def work(crowd: Crowd, dice: random.Random) -> None:
    """Wait until much is written, and for a moment that nobody has chosen."""
    crowd.wait_for_more(BETWEEN)
    time.sleep(dice.uniform(0, 0.3))


@pytest.fixture
def dice() -> random.Random:
    return random.Random("kills")  # noqa: S311  chance, not secrets


@pytest.fixture
def hasty(cluster: Cluster) -> Iterator[Cluster]:
    """The cluster with commits that wait for nothing; durable again afterwards."""
    cluster.stop()
    cluster.start(**HASTY)
    yield cluster
    cluster.stop()
    cluster.start()


def test_no_kill_loses_what_postgresql_acknowledged(cluster: Cluster, dice: random.Random, *, soak: bool) -> None:
    kills = MANY if soak else FEW
    with Crowd(cluster.copy("kills", of="seeded"), *HABITS) as crowd:
        crowd.hire(PROCESSES)
        for turn in range(kills):
            work(crowd, dice)
            if turn % 2:
                crowd.kill()
                crowd.hire()
            else:
                cluster.kill()
                cluster.start()
            with crowd.paused():
                assert examined(crowd) == []
    assert examined(crowd) == []
    report("PostgreSQL", kills, crowd)


def test_no_kill_loses_what_sqlite_acknowledged(tmp_path: Path, dice: random.Random, *, soak: bool) -> None:
    kills = MANY if soak else FEW
    address = f"sqlite:///{tmp_path / 'kills.sqlite3'}"
    run(address, "tests.soak.seed", "20")
    with Crowd(address, *HABITS) as crowd:
        for _turn in range(kills):
            crowd.hire(PROCESSES)
            work(crowd, dice)
            crowd.kill(PROCESSES)
            assert examined(crowd) == []
    report("SQLite", kills * PROCESSES, crowd)


def test_the_control_without_durable_commits_loses_acknowledged_changes(hasty: Cluster, dice: random.Random) -> None:
    lost: list[str] = []
    kills = 0
    with Crowd(hasty.copy("hasty", of="seeded"), *HABITS) as crowd:
        crowd.hire(PROCESSES)
        while not lost and kills < CONTROLS:
            kills += 1
            work(crowd, dice)
            hasty.kill()
            hasty.start(**HASTY)
            with crowd.paused():
                lost = examined(crowd)
    report(f"synchronous_commit=off: {len(lost)} editions lost", kills, crowd)
    assert [said for said in lost if said.endswith("is lost")] == lost != []


def report(name: str, kills: int, crowd: Crowd) -> None:
    """Print what a run came to."""
    editions = len(crowd.acknowledged())
    sys.stdout.write(f"\n{name}: {kills} kills, {crowd.changes} changes acknowledged with {editions} editions.\n")
