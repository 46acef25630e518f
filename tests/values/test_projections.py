"""Projections: from paces that were seen, within one series where there is one, and always a band."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commitments.values.projections import LONGEST, Point, project


def point(year: int, value: str, series: int = 0) -> Point:
    return Point(year, Decimal(value), series)


POINTS = st.lists(
    st.builds(
        Point,
        st.integers(min_value=1990, max_value=2030),
        st.decimals(min_value="0.000001", max_value=10**18, places=6),
        st.integers(min_value=0, max_value=3),
    ),
    max_size=8,
    unique_by=lambda each: (each.year, each.series),
)


def test_it_takes_two_years_above_zero() -> None:
    assert project([]) is None
    assert project([point(2024, "5")]) is None
    assert project([point(2024, "5"), point(2024, "6", 1)]) is None
    assert project([point(2023, "0"), point(2024, "6")]) is None
    assert project([point(2023, "-1"), point(2024, "6")]) is None


def test_the_band_lies_between_the_smallest_and_the_largest_growth_seen() -> None:
    found = project([point(2022, "100"), point(2023, "100"), point(2024, "121")])
    assert found is not None
    assert [(pace.start.year, pace.rate) for pace in (found.slowest, found.fastest)] == [
        (2022, Decimal("0.1")),
        (2023, Decimal("0.21")),
    ]
    assert found.band(2024) == (Decimal(121), Decimal(121))
    assert found.band(2026) == (Decimal(121) * Decimal("1.1") ** 2, Decimal(121) * Decimal("1.21") ** 2)
    assert not found.crosses


def test_a_series_is_compared_with_itself_as_long_as_it_can_be() -> None:
    found = project([point(2023, "1"), point(2020, "100", 1), point(2024, "121", 1)])
    assert found is not None
    assert not found.crosses
    assert {pace.start.series for pace in found.paces} == {1}


def test_different_series_are_compared_only_where_none_has_two_years_and_it_says_so() -> None:
    found = project([point(2020, "100"), point(2022, "100"), point(2024, "121", 1)])
    assert found is not None
    assert found.crosses
    assert [pace.start.year for pace in found.paces] == [2020, 2022]


def test_where_only_one_pace_was_seen_the_other_edge_is_standing_still() -> None:
    for last in ("110", "90"):
        found = project([point(2023, "100"), point(2024, last)])
        assert found is not None
        assert [pace.still for pace in found.paces] == [last == "110", last == "90"]
        low, high = found.band(2025)
        assert low < high


def test_publishers_who_differ_on_the_newest_year_open_the_band_at_once() -> None:
    found = project([point(2023, "100"), point(2024, "110"), point(2023, "90", 1), point(2024, "120", 1)])
    assert found is not None
    assert found.band(2024) == (Decimal(110), Decimal(120))


def test_it_tells_when_a_value_is_reached_at_either_pace() -> None:
    found = project([point(2022, "100"), point(2023, "100"), point(2024, "121")])
    assert found is not None
    assert found.reaches(Decimal(200)) == (2027, 2030)
    assert found.reaches(Decimal(10**9)) == (None, None)
    assert project([point(2023, "100"), point(2024, "110")]).reaches(Decimal(200)) == (2031, None)  # type: ignore[union-attr]


def test_what_would_leave_the_chart_is_not_drawn() -> None:
    found = project([point(2023, "1"), point(2024, "100")])
    assert found is not None
    assert found.last_year(2034, ceiling=Decimal(200)) == 2024
    assert found.last_year(2034, ceiling=Decimal(10**6)) == 2026
    assert found.last_year(2090, ceiling=Decimal(10**60)) == 2024 + LONGEST


@given(POINTS, st.integers(min_value=0, max_value=LONGEST))
def test_whatever_was_seen_the_band_has_two_edges_around_every_pace(points: list[Point], ahead: int) -> None:
    found = project(points)
    if found is None:
        assert len({each.year for each in points}) < 2
        return
    low, high = found.band(found.year + ahead)
    assert 0 <= low <= high
    assert all(low <= pace.value(found.year + ahead) <= high for pace in found.paces)
    assert all(pace.end.year == found.year for pace in found.paces)
    assert len({pace.rate for pace in found.paces}) > 1
    assert [pace.rate for pace in found.paces] == sorted(pace.rate for pace in found.paces)
