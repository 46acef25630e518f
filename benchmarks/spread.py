"""A handful of measurements as what is told of them: the median, the quartiles, the least and the most."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Measurements of one thing, however they were spread."""

    median: float
    lower: float
    upper: float
    least: float
    most: float

    def told(self) -> dict[str, float]:
        """As JSON."""
        return asdict(self)


def spread(values: Sequence[float]) -> Spread:
    """What is told of some measurements; the quartiles of fewer than two are the only one."""
    if not values:
        raise ValueError("Nothing was measured: more rounds are needed.")
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else (values[0],) * 3
    return Spread(statistics.median(values), lower, upper, min(values), max(values))


def ratios(one: Sequence[float | None], other: Sequence[float | None]) -> Spread:
    """How one thing stands to another, round by round; a round in which either is not known is left out."""
    return spread([a / b for a, b in zip(one, other, strict=True) if a is not None and b])
