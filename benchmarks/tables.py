"""What was measured as tables in Markdown."""

from collections.abc import Iterable
from typing import Any

from benchmarks.judgement import Judged

HEAD = (
    "| work | database | commitments | measure | median | quartiles | least to most | must | beyond | |\n"
    "|---|---|---|---|---|---|---|---|---|---|\n"
)


def number(value: float | None) -> str:
    """Three figures are told, as the spread allows no more."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(found: Iterable[Judged]) -> str:
    """A line for each target."""
    lines = [HEAD]
    for each in found:
        finding = each.finding
        where = f"| {finding['detail']} | {finding['database']} | {finding['size']:,} "
        if finding.get("failed"):
            lines.append(f"{where}| | | | | | | NOT measured |\n")
        for verdict in each.verdicts:
            told, target, database = verdict.measured, verdict.target, finding["database"]
            must, beyond = target.must.get(database), target.beyond.get(database)
            lines.append(
                f"{where}| {target.measure} | **{number(told['median'])}** "
                f"| {number(told['lower'])} to {number(told['upper'])} | {number(told['least'])} to {number(told['most'])} "
                f"| {target.bound} {number(must)} | {number(beyond)} | {verdict.word} |\n"
            )
    return "".join(["\n", *lines])


def details(each: Judged) -> str:
    """What each contender of a finding took, and every ratio, whether it has a target or not."""
    finding = each.finding
    lines = [f"\n{finding['detail']} ({finding['database']}, {finding['size']:,} commitments)\n"]
    lines += [_contender(name, figures) for name, figures in finding["figures"].items()]
    for name, told in finding["measures"].items():
        lines.append(f"    {name}: {number(told['median'])} ({number(told['least'])} to {number(told['most'])})\n")
    return "".join(lines)


def _contender(name: str, figures: dict[str, Any]) -> str:
    parts = [f"{number(told['median'])} {unit.replace('_', ' ')}" for unit, told in figures.items() if told]
    return f"    {name}: {', '.join(parts)}\n"
