"""How far it is to each target: from each publisher's own newest whole year, and never from a target that is over."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commitments.models import Commitment, Indicator
from commitments.queries.indicators import counted
from commitments.queries.outlook import Outlook, outlook
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def looked(row: Indicator, on: date = ON) -> Outlook:
    found = counted(row.code, Commitment.objects.all())
    assert found is not None
    return outlook(row, found.trajectory.targets, found.series, on=on)


def seen(row: Indicator, period: str, value: int, publisher: str = "One", **given: Any) -> None:
    source = make.SourceFactory(publisher=publisher, published_on=given.pop("published", "2026-02-01"))
    make.ObservationFactory(indicator=row, period=period, value=value, source=source, **given)


def promised(row: Indicator, value: int, edtf: str = "", **given: Any) -> Commitment:
    target = make.TargetFactory(indicator=row, value=value, **given)
    if edtf:
        make.DeadlineFactory(commitment=target.commitment, edtf=edtf)
    found: Commitment = target.commitment
    return found


def test_each_publisher_has_its_own_way_to_an_open_target() -> None:
    row = make.IndicatorFactory()
    seen(row, "2024", 100)
    seen(row, "2025", 100, publisher="Two")
    seen(row, "2025-01/2025-06", 70, publisher="Three")
    promised(row, 121, "2026/2027")
    found = looked(row)
    (goal,) = found.open
    assert [(each.series.publisher, [(way.day.year, way.rate) for way in each.need.ways]) for each in goal.rows] == [
        ("Two", [(2026, Decimal("0.21")), (2027, Decimal("0.1"))]),
        ("One", [(2026, Decimal("0.1")), (2027, Decimal("0.065602"))]),
    ]
    assert [each.publisher for each in found.left_out] == ["Three"]


@pytest.mark.parametrize(
    ("unit", "edtf", "periods", "why"),
    [
        ("USD", "", ["2025"], "undated"),
        ("%", "2028", ["2025"], "rate"),
        ("USD", "2028", [], "unseen"),
        ("USD", "2028", ["2025-33"], "uncounted"),
        ("USD", "2028", ["2025"], ""),
    ],
)
def test_where_nothing_can_be_computed_it_says_why(unit: str, edtf: str, periods: list[str], why: str) -> None:
    row = make.IndicatorFactory(unit=unit)
    for period in periods:
        seen(row, period, 5)
    promised(row, 10, edtf)
    (goal,) = looked(row).open
    assert (goal.why, bool(goal.rows)) == (why, not why)


def test_a_target_is_over_when_its_last_day_has_passed_or_the_sides_closed_it() -> None:
    row = make.IndicatorFactory()
    seen(row, "2024", 6)
    seen(row, "2025", 7)
    promised(row, 4, "2024")
    done = promised(row, 8, "2030")
    for side in done.partnership.sides.all():
        make.StatusUpdateFactory(commitment=done, side=side, status="completed")
    found = looked(row)
    assert found.open == []
    assert [(int(each.target.value), each.closed) for each in found.gone] == [(4, False), (8, True)]
    assert [int(reading.observation.value) for _series, reading in found.gone[0].seen] == [6]
    assert looked(row, on=date(2024, 12, 31)).open[0].target.value == 4


def test_a_projection_reaches_at_least_the_last_open_target_and_names_when_each_is_reached() -> None:
    row = make.IndicatorFactory()
    for year, value in ((2023, 100), (2024, 105), (2025, 121)):
        seen(row, str(year), value)
    promised(row, 400, "2033")
    ahead = looked(row).ahead
    assert ahead is not None
    assert (ahead.projection.year, ahead.until) == (2025, 2033)
    assert [year for year, _low, _high in ahead.rows()] == list(range(2026, 2034))
    ((_target, soonest, latest),) = ahead.reaches
    assert (soonest, latest) == (2034, 2038)


@pytest.mark.parametrize(
    ("unit", "period", "values", "why"),
    [
        ("%", "year", [1, 2], "rate"),
        ("km", "none", [1, 2], "stock"),
        ("USD", "year", [1], "few"),
        ("USD", "year", [1, 1000], "steep"),
        ("USD", "year", [10, 11], ""),
    ],
)
def test_where_nothing_can_be_projected_it_says_why(unit: str, period: str, values: list[int], why: str) -> None:
    row = make.IndicatorFactory(unit=unit, period=period)
    for number, value in enumerate(values):
        seen(row, str(2023 + number), value)
    found = looked(row)
    assert (found.why, found.ahead is None) == (why, bool(why))


def test_what_a_publisher_revised_counts_once_and_is_told() -> None:
    row = make.IndicatorFactory()
    seen(row, "2024", 100, published="2025-01")
    seen(row, "2024", 110, published="2025-08")
    seen(row, "2025", 121)
    found = looked(row)
    assert found.ahead is not None
    assert [float(pace.rate) for pace in found.ahead.projection.paces] == [0.0, 0.1]
    assert [(int(old.observation.value), int(new.observation.value)) for _each, old, new in found.revised] == [
        (100, 110)
    ]
