"""Which works are measured on which database, each in a process of its own, so that none inherits what another left."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.memory import grown
from benchmarks.slow import disturbed
from benchmarks.writes import written
from tests.soak.programs import launch

Found = dict[str, Any]
"""A finding as JSON: see `benchmarks.findings`."""

MEASURING = ("pages", "repeats", "depths", "searches", "feeds", "overview", "exports")
"""The programs in `benchmarks.works`."""
WORKS = (*MEASURING, "workbench", "memory", "slow", "writes")
OF_A_MILLION = ("pages", "depths", "searches", "overview", "exports", "memory")
"""What is measured once more on a million: what could depend on the size."""
OF_A_WORKBENCH = 50_000
"""How many commitments the workbench has at least: it is what its analysts were promised."""
SERVER = (2, 4)
"""The workers and threads that `make run` has."""
SERVERS = ((1, 4), (1, 8), (2, 1), (2, 2), (2, 4), (2, 8), (3, 4), (4, 2))
"""Those that are compared when servers are."""


@dataclass(frozen=True, slots=True)
class Database:
    """One of the two databases, and where it has a set of a size."""

    name: str
    address: Callable[[int], str]


def run_works(database: Database, works: Iterable[str], *, size: int, rounds: int) -> Iterator[Found]:
    """The findings of some works on one database, as they come."""
    for work in works:
        yield from _or_failed(work, database, size, _findings(database, work, size=size, rounds=rounds))


def compare_servers(database: Database, *, size: int) -> Iterator[Found]:
    """What slow clients do to others, and the throughput, with different numbers of workers and threads."""
    for workers, threads in SERVERS:
        name = f"{workers} workers, {threads} threads each"
        yield from _or_failed(name, database, size, _served(database, size, workers, threads))


def _or_failed(name: str, database: Database, size: int, findings: Iterator[Found]) -> Iterator[Found]:
    """The findings as they come; where the measuring fails, one that says so, and whatever is next goes on."""
    try:
        yield from findings
    except (RuntimeError, OSError) as failure:  # OSError: a server that leaves its visitors waiting
        sys.stderr.write(f"{name}: {failure}\n")
        named = {"work": name, "detail": f"{name} could not be measured", "failed": True}
        yield named | {"database": database.name, "size": size, "figures": {}, "measures": {}}


def _findings(database: Database, work: str, *, size: int, rounds: int) -> Iterator[Found]:
    if work == "memory":
        yield from grown(database.address, size, database.name)
    elif work == "workbench":
        yield from _measured(database.address(OF_A_WORKBENCH), work, size=OF_A_WORKBENCH, rounds=rounds)
    elif work == "slow":
        yield from _served(database, size, *SERVER)
    elif work == "writes":
        if database.name == "postgresql":
            yield written()
    else:
        yield from _measured(database.address(size), work, size=size, rounds=rounds)


def _served(database: Database, size: int, workers: int, threads: int) -> Iterator[Found]:
    yield disturbed(database.address(size), database.name, size, workers, threads)


def _measured(address: str, work: str, *, size: int, rounds: int) -> Iterator[Found]:
    with launch(address, f"benchmarks.works.{work}", "--rounds", str(rounds), "--size", str(size)) as program:
        for line in program.stdout or ():
            yield json.loads(line)
    if program.returncode:
        raise RuntimeError(
            f"The measuring of {work} ended with status {program.returncode}; its complaint stands above."
        )
