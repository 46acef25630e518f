"""Findings beside the targets of their works."""

from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.targets import Target, targets_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target and what was measured of it."""

    target: Target
    measured: dict[str, float]
    word: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and the verdicts on it."""

    finding: dict[str, Any]
    verdicts: list[Verdict]

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return self.finding | {"verdicts": [asdict(each) for each in self.verdicts]}


def judged(finding: dict[str, Any]) -> Judged:
    """A finding with a verdict for each target of its work that it has a measure for: by the measure's median."""
    verdicts = []
    for target in targets_of(finding["work"]):
        measured = finding["measures"].get(target.measure)
        if measured is not None:
            verdicts.append(Verdict(target, measured, target.reached(measured["median"], finding["database"])))
    return Judged(finding, verdicts)


def missed(each: Judged) -> bool:
    """Whether any target is missed, or could not be measured."""
    return bool(each.finding.get("failed")) or any(verdict.word == "NOT reached" for verdict in each.verdicts)
