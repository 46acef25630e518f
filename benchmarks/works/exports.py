"""The whole set as JSON lines and as CSV: the API's stream against the database's own command-line client."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.asking import Asker
from benchmarks.clients import csv_clients, jsonl_clients
from benchmarks.findings import Finding, Plan, tell
from benchmarks.spread import ratios, spread

ROUNDS = 5
"""Each takes seconds: more rounds would only take longer."""
NOWHERE = Path("/dev/null")
Contender = Callable[[], Iterator[bytes]]
"""A download in pieces."""


def measure(plan: Plan) -> Iterator[Finding]:
    """Both forms."""
    asker = Asker()
    rounds = min(plan.rounds, ROUNDS)
    for name, form, clients in (("JSON lines", "jsonl", jsonl_clients()), ("CSV", "csv", csv_clients())):
        address = f"/api/v1/commitments.{form}"
        contenders: dict[str, Contender] = {"api": lambda address=address: _download(asker, address)}
        for client, command in clients.items():
            contenders[client] = lambda command=command: _run(command)
        yield _finding(name, _rates(contenders, rounds))


def _rates(contenders: dict[str, Contender], rounds: int) -> dict[str, list[float]]:
    """Rows a second of each, round by round, by its own count of lines, which is taken once and not timed."""
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    counts = {name: _lines(name, call) for name, call in contenders.items()}
    for _round in range(rounds):
        for name, call in contenders.items():
            began = time.perf_counter()
            for _piece in call():
                pass
            rates[name].append(counts[name] / (time.perf_counter() - began))
    return rates


def _lines(name: str, call: Contender) -> int:
    if not (lines := sum(piece.count(b"\n") for piece in call())):
        raise RuntimeError(f"{name} wrote nothing.")
    return lines


def _finding(name: str, rates: dict[str, list[float]]) -> Finding:
    first = next(client for client in rates if client != "api")
    measures: dict[str, Any] = {"rows a second": spread(rates["api"]).told()}
    measures["api / client"] = ratios(rates["api"], rates[first]).told()
    measures |= {f"api / {client}": ratios(rates["api"], rates[client]).told() for client in rates if client != "api"}
    figures = {client: {"rows_per_second": spread(each).told()} for client, each in rates.items()}
    return Finding(name, f"whole set as {name}, against {first}", figures, measures)


def _download(asker: Asker, address: str) -> Iterator[bytes]:
    """An answer as it comes, written to nowhere."""
    head: list[Any] = []
    with NOWHERE.open("wb", buffering=0) as nowhere:
        for piece in asker.stream(address, head):
            nowhere.write(piece)
            yield piece
    if not head[0].startswith("200"):
        raise RuntimeError(f"{address} answered {head[0]}.")


def _run(command: list[str]) -> Iterator[bytes]:
    """What a client writes, as it comes through a pipe."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as client:  # noqa: S603  the clients named in this folder
        while client.stdout and (piece := client.stdout.read1(1 << 20)):
            yield piece
    if client.returncode:
        raise RuntimeError(f"{command[0]} ended with status {client.returncode}; its complaint stands above.")


if __name__ == "__main__":
    tell(measure)
