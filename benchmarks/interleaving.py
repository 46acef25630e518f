"""Things measured side by side: they take turns in short rounds, so that whatever else the machine does meets all."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.processor import Processor, between
from benchmarks.spread import ratios, spread

Call = Callable[[], object]

WARM = 3
"""Calls that are not counted: caches fill, plans are made."""
TURN = 0.08
"""How long each is called in a round, in seconds, at least once."""


@dataclass
class Measured:
    """What one thing took: for each round its calls a second and the processor seconds of a call; each call's seconds."""

    rates: list[float | None] = field(default_factory=list)
    costs: list[float | None] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As JSON: calls a second, milliseconds of a call, processor milliseconds of a call."""
        costs = [cost * 1000 for cost in self.costs if cost is not None]
        return {
            "per_second": spread([rate for rate in self.rates if rate is not None]).told(),
            "milliseconds": spread([second * 1000 for second in self.seconds]).told(),
            "processor_milliseconds": spread(costs).told() if costs else None,
        }


def interleave(
    calls: Mapping[str, Call], *, rounds: int, processor: Processor, turn: float = TURN
) -> dict[str, Measured]:
    """Measure each by turns; who begins a round changes from round to round."""
    measured = {name: Measured() for name in calls}
    times = {name: _calls_in(turn, call) for name, call in calls.items()}
    names = list(calls)
    for number in range(rounds):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            _take_turn(calls[name], times[name], measured[name], processor)
    return measured


def _calls_in(turn: float, call: Call) -> int:
    for _each in range(WARM):
        call()
    began = time.perf_counter()
    call()
    return max(1, int(turn / (time.perf_counter() - began)))


def _take_turn(call: Call, times: int, measured: Measured, processor: Processor) -> None:
    seconds = []
    before = processor.read()
    for _each in range(times):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    cost = between(before, processor.read())
    measured.seconds += seconds
    measured.rates.append(times / sum(seconds))
    measured.costs.append(None if cost is None else cost / times)


def faster(measured: Mapping[str, Measured], one: str, other: str) -> dict[str, float]:
    """How many times the calls a second of another one does."""
    return ratios(measured[one].rates, measured[other].rates).told()


def slower(measured: Mapping[str, Measured], one: str, other: str) -> dict[str, float]:
    """How many times as long one takes as another."""
    return faster(measured, other, one)


def dearer(measured: Mapping[str, Measured], one: str, other: str) -> dict[str, float]:
    """How many times the processor time of another one costs."""
    return ratios(measured[one].costs, measured[other].costs).told()
