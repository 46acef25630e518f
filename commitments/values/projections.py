"""Where reported values lead if they go on growing as they did: never one line, always a band between two paces."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from commitments.values.growth import grown, yearly_growth

LONGEST = 20
"""How many years ahead a projection looks at most."""


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a whole year that a series reports; `series` is its place among them."""

    year: int
    value: Decimal
    series: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The yearly growth (0.071 is 7.1 %) between two points; of one point to itself it is standing still."""

    start: Point
    end: Point
    rate: Decimal

    @property
    def still(self) -> bool:
        """Whether it assumes that nothing changes, as no second growth was seen."""
        return self.start == self.end

    def value(self, year: int) -> Decimal:
        """Where it leads by a year that is not before its end."""
        return grown(self.end.value, self.rate, year - self.end.year)


@dataclass(frozen=True, slots=True)
class Projection:
    """The paces, slowest first, that lead from the newest year on; `year` is that year.

    `crosses` is whether a pace leads from one series to another, as no series has two whole years itself.
    """

    year: int
    paces: Sequence[Pace]
    crosses: bool

    @property
    def slowest(self) -> Pace:
        """The smallest growth seen."""
        return self.paces[0]

    @property
    def fastest(self) -> Pace:
        """The largest growth seen."""
        return self.paces[-1]

    def band(self, year: int) -> tuple[Decimal, Decimal]:
        """The lowest and the highest value to which any pace leads by a year."""
        values = [pace.value(year) for pace in self.paces]
        return min(values), max(values)

    def last_year(self, wanted: int, *, ceiling: Decimal) -> int:
        """The last year, up to the one wanted, until which it stays below a ceiling: beyond it nothing else is seen."""
        until = self.year
        while until < min(wanted, self.year + LONGEST) and self.band(until + 1)[1] <= ceiling:
            until += 1
        return until

    def reaches(self, value: Decimal) -> tuple[int | None, int | None]:
        """The first years in which the fastest and the slowest pace reach a value; None when not within `LONGEST`."""
        years = range(self.year, self.year + LONGEST + 1)
        quick = next((year for year in years if self.band(year)[1] >= value), None)
        return quick, next((year for year in years if self.band(year)[0] >= value), None)


def project(points: Sequence[Point]) -> Projection | None:
    """Return the projection that starts from the newest year; None without two years, or with a value not above zero.

    Each series of the newest year is compared with its own earlier years. Only where none of them has any, they are
    compared with the others'. When only one pace was seen, standing still is the other side of the band.
    """
    if not points or min(point.value for point in points) <= 0:
        return None
    year = max(point.year for point in points)
    ends = [point for point in points if point.year == year]
    earlier = [point for point in points if point.year < year]
    paces = _paces([(start, end) for end in ends for start in earlier if start.series == end.series])
    crosses = not paces
    if crosses:
        paces = _paces([(start, end) for end in ends for start in earlier])
    if not paces:
        return None
    return Projection(year, _a_band(paces), crosses)


def _paces(pairs: Sequence[tuple[Point, Point]]) -> list[Pace]:
    return [
        Pace(start, end, yearly_growth(start.value, end.value, Decimal(end.year - start.year))) for start, end in pairs
    ]


def _a_band(paces: list[Pace]) -> list[Pace]:
    if len({pace.rate for pace in paces}) == 1:
        paces = [*paces, *(Pace(end, end, Decimal(0)) for end in {pace.end for pace in paces})]
    return sorted(paces, key=lambda pace: (pace.rate, pace.start.year, pace.start.series, pace.end.series))
