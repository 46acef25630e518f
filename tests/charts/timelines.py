"""Timelines for the tests of charts."""

from datetime import date

from commitments.charts.promises import Promise, Span, Step
from commitments.charts.timeline import Chart, Tick


def years(first: int = 2024, *, count: int = 8) -> list[Tick]:
    """So many years."""
    return [Tick(date(year, 1, 1), date(year, 12, 31), str(year)) for year in range(first, first + count)]


def quarters(year: int = 2026) -> list[Tick]:
    """The first and third month of the quarters of two years, told as quarters."""
    return [
        Tick(date(each, month, 1), date(each, month + 2, 30), f"Q{month // 3 + 1}", str(each))
        for each in (year, year + 1)
        for month in (1, 4, 7, 10)
    ]


def promise(
    title: str = "Build the bridge",
    span: Span | None = None,
    *,
    since: date | None = None,
    steps: tuple[Step, ...] = (),
    kind: str = "not_due",
    when: str = "In 2027",
) -> Promise:
    """A row that nobody has assessed."""
    return Promise(
        title=title,
        label=f"{title}: {when}; not assessed",
        address="/en/commitments/AB-2025-001/",
        states=[("not_assessed", "Not assessed"), *([(kind, "Late")] if kind == "overdue" else [])],
        kind=kind,
        when=when,
        since=since,
        span=span,
        steps=steps,
    )


def timeline(*promises: Promise, ticks: list[Tick] | None = None) -> Chart:
    """A group looked at on a day of 2026."""
    return Chart(
        name="group",
        title="Bridges & <roads>",
        description="What may fall due.",
        ticks=ticks or years(),
        promises=promises,
        on=date(2026, 6, 1),
        today="today",
    )


def span(first: str | None, last: str | None, *, soft: str = "") -> Span:
    """A span of days; `soft` names the ends that are unsure, an open end is soft of itself."""
    return Span(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        first is None or "first" in soft,
        last is None or "last" in soft,
    )


GROUP = timeline(
    promise("Build the bridge", span("2027-01-01", "2027-12-31"), since=date(2025, 12, 1)),
    promise(
        "Open the border crossing, with a hall for travellers, a hall for goods and a road of four lanes to it",
        span(None, "2030-12-31"),
        since=date(2025, 2, 1),
        steps=(
            Step(date(2027, 6, 1), reached=False, title="The plan"),
            Step(date(2026, 2, 1), reached=True, title="The survey"),
        ),
        when="By the end of 2030",
    ),
    promise("Meet again", span("2027-03-14", "2027-03-14"), when="On 14 March 2027"),
    promise("Sign the treaty", span("2025-01-01", "2025-12-31", soft="first last"), kind="overdue", when="Around 2025"),
    promise("Keep the market open", span("2029-01-01", None), since=date(2019, 1, 1), when="From 2029 on"),
    promise(
        "Train the teachers",
        steps=(Step(date(2031, 12, 31), reached=False, title="All of them"),),
        when="No date stated",
    ),
    promise("Done already", span("2024-01-01", "2024-06-30"), kind="closed", when="In the first half of 2024"),
    promise("Far away", span("2040-01-01", "2040-12-31"), since=date(2026, 1, 1), when="In 2040"),
)
"""A year, an open start with milestones, a day, an unsure year, an open end, milestones alone, what is closed, what comes later."""
