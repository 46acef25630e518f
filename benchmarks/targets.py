"""What each work must reach, and what is beyond."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """A measure of a work: at least or at most so much, and the value that is beyond it; not every one has both."""

    work: str
    measure: str
    bound: Literal["at least", "at most"]
    must: dict[str, float]
    beyond: dict[str, float]

    def reached(self, value: float, database: str) -> str:
        """The verdict on a median."""
        if self._holds(value, self.beyond.get(database)):
            return "beyond"
        if database not in self.must:
            return "–"
        return "reached" if self._holds(value, self.must[database]) else "NOT reached"

    def _holds(self, value: float, limit: float | None) -> bool:
        if limit is None:
            return False
        return value >= limit if self.bound == "at least" else value <= limit


def _both(value: float) -> dict[str, float]:
    return {"sqlite": value, "postgresql": value}


TARGETS = (
    Target(
        "page of 50",
        "api / plain",
        "at least",
        {"sqlite": 20, "postgresql": 10},
        {"sqlite": 30, "postgresql": 15},
    ),
    Target(
        "page of 50",
        "processor, api / driver",
        "at most",
        {"sqlite": 10, "postgresql": 5},
        {"sqlite": 6, "postgresql": 2.5},
    ),
    Target("page of 500", "api / plain", "at least", _both(12), _both(20)),
    Target("repeat", "api / empty view", "at most", _both(2), _both(1.2)),
    Target("depth", "deep / first", "at most", _both(1.5), _both(1.1)),
    Target("JSON lines", "api / client", "at least", _both(0.5), _both(0.8)),
    Target("memory", "growth, MB", "at most", _both(64), _both(16)),
    Target("CSV", "rows a second", "at least", _both(15_000), {}),
    Target("CSV", "api / client", "at least", {}, _both(0.5)),
    Target("search", "milliseconds", "at most", _both(30), _both(10)),
    Target("overview", "made anew", "at most", _both(50), _both(10)),
    Target("overview", "kept", "at most", _both(50), _both(10)),
    Target("overview", "cold, seconds", "at most", _both(2), {}),
    Target("overview of a part", "made anew", "at most", _both(300), {}),
    Target("changes", "api / plain", "at least", _both(10), {}),
    Target("writes", "chained / unrecorded", "at least", _both(0.5), _both(0.8)),
    Target("workbench", "milliseconds", "at most", _both(300), _both(100)),
    Target("slow clients", "median, with / without", "at most", _both(2), _both(1.2)),
    Target("slow clients", "95th percentile, with / without", "at most", _both(2), _both(1.2)),
)


def targets_of(work: str) -> list[Target]:
    """Those of a work."""
    return [each for each in TARGETS if each.work == work]
