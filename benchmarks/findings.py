"""What a measuring process found, and how it tells its parent."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection

from benchmarks.pace import pace


@dataclass
class Finding:
    """One work on one database: figures by contender, and ratios or plain figures by the name a target knows."""

    work: str
    detail: str
    figures: dict[str, Any] = field(default_factory=dict)
    measures: dict[str, Any] = field(default_factory=dict)
    """By name, such as `api / plain`: a spread."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: rounds, the size of the data, and how long a contender's turn is, in seconds."""

    rounds: int
    size: int


def tell(measure: Callable[[Plan], Iterable[Finding]]) -> None:
    """Measure by the plan on the command line; one line of JSON for each finding, as soon as there is one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--size", type=int, required=True)
    plan = Plan(**vars(parser.parse_args()))
    for finding in measure(plan):
        finding.figures["a million additions"] = pace()
        told = asdict(finding) | {"database": connection.vendor, "size": plan.size}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
