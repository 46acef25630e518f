"""Charts for the tests of charts."""

from datetime import date
from decimal import Decimal

from commitments.charts.trajectory import Aim, Band, Chart, Seen


def seen(value: str, year: int = 2024, *, kind: str = "whole", value_to: str | None = None, series: int = 0) -> Seen:
    """A value of a year."""
    upper = Decimal(value_to) if value_to else None
    return Seen(date(year, 1, 1), date(year, 12, 31), Decimal(value), upper, kind, value, f"{year}: {value}", series)


def aim(value: str, first: date | None = None, last: date | None = None) -> Aim:
    """A target, undated unless days are given."""
    return Aim(first, last, Decimal(value), None, f"{value} promised", f"The promise of {value}")


def band(*slices: tuple[int, str, str]) -> Band:
    """A projection of year, lowest and highest value."""
    ends = [(date(year, 12, 31), Decimal(low), Decimal(high)) for year, low, high in slices]
    return Band(ends, "projection", "If it goes on as it did.")


def chart(seen: list[Seen], aims: list[Aim], band: Band | None = None) -> Chart:
    """A chart looked at on a day of 2026."""
    return Chart(
        name="figure",
        title="A <count> & its targets",
        description="What was promised and seen.",
        seen=seen,
        aims=aims,
        on=date(2026, 6, 1),
        today="today",
        say=lambda value: f"{value:f}"[:12],
        band=band,
    )


PATH = chart(
    [
        seen("1.1", 2018),
        seen("1.1", 2019, kind="expected", value_to="1.2"),
        seen("2.25", 2024, series=1),
        Seen(date(2025, 1, 1), date(2025, 10, 31), Decimal("2.5"), None, "part", "2.5", "January to October: 2.5", 1),
        Seen(
            date(2025, 1, 1), date(2025, 10, 31), Decimal("2.56"), None, "part", "2.56", "January to October: 2.56", 2
        ),
        seen("1.6", 2022, series=1),
        seen("2.2", 2024, kind="older", series=1),
    ],
    [aim("4", date(2020, 1, 1), date(2020, 12, 31)), aim("5", date(2027, 1, 1), date(2028, 12, 31)), aim("10")],
    band((2024, "2.25", "2.25"), (2025, "2.5", "2.8"), (2026, "2.8", "3.4"), (2027, "3.1", "4.2")),
)
"""Three publishers who differ, one of whom revised a year; a partial year, an expectation, a projection, and targets
with a year, with a span and without a date.
"""
