"""What two visitors who download the whole set at 10 KB/s do to the others, on a real server, by workers and threads."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.spread import ratios, spread
from benchmarks.visitors import HOST, many_read_pages, read_pages, slow_visitors
from tests.soak.cluster import children
from tests.soak.programs import launch

SLOW = 2
ROUNDS = 5
SECONDS = 2.0
"""How long the others are measured in a round, each with the slow visitors and without."""
VISITORS = 8
"""Who come at once when the server's throughput is measured."""
PATIENCE = 30
KILO = 1024


def disturbed(address: str, database: str, size: int, workers: int, threads: int) -> dict[str, Any]:
    """The finding for a server with so many workers and threads."""
    alone: list[list[float]] = []
    beside: list[list[float]] = []
    with serving(address, workers, threads) as (port, process):
        read_pages(port, SECONDS)
        for _round in range(ROUNDS):
            alone.append(read_pages(port, SECONDS))
            with slow_visitors(port, SLOW):
                beside.append(read_pages(port, SECONDS))
        throughput = [len(many_read_pages(port, SECONDS, VISITORS)) / SECONDS for _round in range(ROUNDS)]
        memory = _memory(process)
    return {
        "work": "slow clients",
        "detail": f"{SLOW} slow clients, {workers} workers, {threads} threads each",
        "database": database,
        "size": size,
        "figures": {
            "without": {"milliseconds": spread([second * 1000 for each in alone for second in each]).told()},
            "with": {"milliseconds": spread([second * 1000 for each in beside for second in each]).told()},
            f"{VISITORS} at once": {"per_second": spread(throughput).told()},
            "all workers": {"megabytes": spread([memory]).told()},
        },
        "measures": {
            f"{name}, with / without": ratios([of(each) for each in beside], [of(each) for each in alone]).told()
            for name, of in (("median", _median), ("95th percentile", _most_but_a_twentieth))
        },
    }


@contextmanager
def serving(address: str, workers: int, threads: int) -> Iterator[tuple[int, int]]:
    """A server with the database at an address; its port and its process."""
    port = _free_port()
    server = launch(address, "benchmarks.serving", str(port), str(workers), str(threads))
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int) -> None:
    last = time.monotonic() + PATIENCE
    while True:
        try:
            connection = HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            if time.monotonic() > last:
                raise
        time.sleep(0.1)


def _median(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[49]


def _most_but_a_twentieth(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[94]


def _memory(process: int) -> float:
    """What the workers hold now, in megabytes."""
    held = 0
    for worker in children(process):
        status = Path(f"/proc/{worker}/status").read_text(encoding="ascii", errors="replace")
        held += int(status.partition("VmRSS:")[2].split()[0])
    return held / KILO
