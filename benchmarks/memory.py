"""How a worker's peak memory grows with the set that it streams: fresh processes, a small set and the whole one."""

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.spread import ratios, spread
from tests.soak.programs import run

SMALL = 1000
FORMS = ("jsonl", "csv")
ROUNDS = 2
MEGA = 1024 * 1024


def grown(address: Callable[[int], str], size: int, database: str) -> Iterator[dict[str, Any]]:
    """A finding for each form; `address` is where the set of a size is."""
    for form in FORMS:
        small, large = ([_peak(address(each), form) for _round in range(ROUNDS)] for each in (SMALL, size))
        growth = [after - before for before, after in zip(small, large, strict=True)]
        yield {
            "work": "memory",
            "detail": f"peak memory of a worker, {form} of {SMALL:,} against {size:,}",
            "database": database,
            "size": size,
            "figures": {"small": {"megabytes": spread(small).told()}, "large": {"megabytes": spread(large).told()}},
            "measures": {"growth, MB": spread(growth).told(), "large / small": ratios(large, small).told()},
        }


def _peak(address: str, form: str) -> float:
    return int(run(address, "benchmarks.downloading", f"/api/v1/commitments.{form}")) / MEGA
