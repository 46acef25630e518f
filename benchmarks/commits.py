"""What the chain costs a writer: commits per second with it, without it, without any record, and with its lock first.

`python -m benchmarks.commits` prints a table and, with `--json FILE`, keeps the figures. Eight processes record status
updates on a private, durable PostgreSQL. The kinds take turns in short rounds of one run, so that whatever else the
machine does meets all of them; each has a database of its own, so that all records grow alike. The exit status is 1
when the chain leaves less than half the commits, or when taking the lock first is not clearly worse.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.spread import ratios
from tests.soak.cluster import Cluster, missing
from tests.soak.programs import launch, run

WRITERS = 8
COMMITMENTS = 160
THINK = 0.1
"""How long a change is held open, in seconds, where the lock's place is compared: a form's checks, a slow network."""
PLAN = (
    ("chained", 0.0),
    ("unchained", 0.0),
    ("unrecorded", 0.0),
    ("lock_first", 0.0),
    ("chained", THINK),
    ("lock_first", THINK),
)
"""The kinds in the order of their turns, each with the seconds that a change is held open."""
HEADWAY = 0.2
"""The seconds from asking for a round to its beginning."""
LEAST = 0.5
"""The share of the commits without the chain that must be left with it."""
MOST = 0.8
"""The share of the chain's commits above which taking the lock first is not clearly worse."""


@dataclass
class Kind:
    """One kind's rounds: commits per second in each, and the seconds that each change took."""

    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


Writers = list[subprocess.Popen[str]]
Figures = dict[tuple[str, float], Kind]


def measure(rounds: int, length: float, plan: Sequence[tuple[str, float]] = PLAN) -> Figures:
    """The kinds of the plan in turn; `length` are the seconds of a round."""
    kinds = list(dict.fromkeys(kind for kind, _think in plan))
    figures: Figures = {each: Kind() for each in plan}
    with Cluster() as cluster:
        cluster.start()
        cluster.execute("CREATE DATABASE seeded")
        run(cluster.address("seeded"), "tests.soak.seed", str(COMMITMENTS))
        addresses = [cluster.copy(kind, of="seeded") for kind in kinds]
        writers = [launch(addresses[0], "benchmarks.commit_writer", str(1 + number)) for number in range(WRITERS)]
        try:
            for _round in range(rounds):
                for kind, think in plan:
                    cluster.execute("CHECKPOINT")
                    play(writers, figures[kind, think], f"{kind} {think}", length)
        finally:
            for writer in writers:
                writer.kill()
                writer.communicate()
    return figures


def play(writers: Writers, kind: Kind, asked: str, length: float) -> None:
    """One round of one kind."""
    _tell(writers, asked)
    _hear(writers)  # each has connected and made a change by now
    begin = time.monotonic() + HEADWAY
    _tell(writers, f"{begin} {begin + length}")
    took = [second for line in _hear(writers) for second in json.loads(line)]
    if not took:
        raise RuntimeError("Not one change was made in a round: this machine is too busy, or needs a longer --length.")
    kind.rates.append(len(took) / length)
    kind.seconds += took


def _tell(writers: Writers, line: str) -> None:
    for writer in writers:
        if writer.stdin:
            writer.stdin.write(line + "\n")
            writer.stdin.flush()


def _hear(writers: Writers) -> list[str]:
    lines = [writer.stdout.readline() for writer in writers if writer.stdout]
    if not all(lines):
        raise RuntimeError("A writer has ended; its complaint stands above.")
    return lines


def ratio(figures: Figures, of: str, to: str, think: float) -> dict[str, float]:
    """The ratio of two kinds' rates, round by round: how it is spread."""
    return ratios(figures[of, think].rates, figures[to, think].rates).told()


def conclude(figures: Figures) -> dict[str, Any]:
    """The figures and what follows from them."""
    kinds = [
        {
            "kind": kind,
            "think_seconds": think,
            "commits_per_second": statistics.median(measured.rates),
            "least": min(measured.rates),
            "most": max(measured.rates),
            "median_milliseconds": statistics.median(measured.seconds) * 1000,
        }
        for (kind, think), measured in figures.items()
    ]
    chain = ratio(figures, "chained", "unchained", 0.0)
    early = ratio(figures, "lock_first", "chained", 0.0)
    thinking = ratio(figures, "lock_first", "chained", THINK)
    bare = ratio(figures, "chained", "unrecorded", 0.0)
    held = {
        f"with chain and record at least {LEAST} of the commits of the same rows alone": bare["median"] >= LEAST,
        f"with the chain at least {LEAST} of the commits without it": chain["median"] >= LEAST,
        f"with the lock first at most {MOST} of the commits with it last": thinking["median"] <= MOST,
    }
    told = {"chained / unchained": chain, "chained / unrecorded": bare}
    told |= {"lock_first / chained": early, "the same, thinking": thinking}
    return {"kinds": kinds, "ratios": told, "held": held}


def table(concluded: dict[str, Any]) -> str:
    """The same for people."""
    lines = ["| kind | think, ms | commits/s, median | least to most | a change, ms |", "|---|---|---|---|---|"]
    for row in concluded["kinds"]:
        spread = f"{row['least']:.1f} to {row['most']:.1f}"
        rate, took = f"{row['commits_per_second']:.1f}", f"{row['median_milliseconds']:.0f}"
        lines.append(f"| {row['kind']} | {row['think_seconds'] * 1000:.0f} | {rate} | {spread} | {took} |")
    lines += ["", "| ratio | median | least to most |", "|---|---|---|"]
    for name, each in concluded["ratios"].items():
        lines.append(f"| {name} | {each['median']:.2f} | {each['least']:.2f} to {each['most']:.2f} |")
    lines += ["", *(f"{'yes' if well else 'NO'}: {sentence}" for sentence, well in concluded["held"].items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, keep; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often the kinds take turns")
    parser.add_argument("--length", type=float, default=4.0, help="the seconds of a round")
    parser.add_argument("--json", type=Path, help="a file to keep the figures in")
    given = parser.parse_args()
    if reason := missing():
        sys.stderr.write(f"This cannot be measured here: {reason}.\n")
        return 1
    concluded = conclude(measure(given.rounds, given.length))
    sys.stdout.write(table(concluded))
    if given.json:
        given.json.write_text(json.dumps(concluded, indent=1) + "\n", encoding="utf-8")
    return 0 if all(concluded["held"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
