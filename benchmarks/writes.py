"""One status update with its edition, by eight writers, against the same rows without chain and record."""

from typing import Any

from benchmarks.commits import COMMITMENTS, WRITERS, measure, ratio
from benchmarks.spread import spread

PLAN = (("chained", 0.0), ("unrecorded", 0.0))
ROUNDS = 9
LENGTH = 4.0


def written(rounds: int = ROUNDS, length: float = LENGTH) -> dict[str, Any]:
    """The finding, from a private PostgreSQL of its own with the databases that `benchmarks.commits` uses."""
    figures = measure(rounds, length, PLAN)
    return {
        "work": "writes",
        "detail": f"one status update with its edition, {WRITERS} writers",
        "database": "postgresql",
        "size": COMMITMENTS,
        "figures": {
            kind: {
                "per_second": spread(measured.rates).told(),
                "milliseconds": spread([second * 1000 for second in measured.seconds]).told(),
            }
            for (kind, _think), measured in figures.items()
        },
        "measures": {"chained / unrecorded": ratio(figures, "chained", "unrecorded", 0.0)},
    }
