"""How fast this machine is just now: figures that are no ratios mean little without it."""

import time
from typing import Any

from benchmarks.spread import spread

TURNS = 5
ADDITIONS = 1_000_000


def pace() -> dict[str, Any]:
    """What a million additions in Python take, in milliseconds: 50 to 60 on an idle core of 2020."""
    took = []
    for _turn in range(TURNS):
        began, total = time.perf_counter(), 0
        for each in range(ADDITIONS):
            total += each
        took.append((time.perf_counter() - began) * 1000)
    return {"milliseconds": spread(took).told()}
