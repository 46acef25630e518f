"""What was seen, publisher by publisher: revisions are known as such, and nobody's numbers are mixed with another's."""

from typing import Any

import pytest

from commitments.models import Indicator, Observation
from commitments.queries.series import Series, kind_of, series_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Indicator:
    row: Indicator = make.IndicatorFactory()
    return row


def seen(indicator: Indicator, period: str, value: str, publisher: str = "An agency", **given: Any) -> Observation:
    """A value that a publisher reports in a text of its own."""
    published = given.pop("published", "2026-01-02")
    source = make.SourceFactory(publisher=publisher, published_on=published)
    row: Observation = make.ObservationFactory(indicator=indicator, period=period, value=value, source=source, **given)
    return row


def series(indicator: Indicator) -> list[Series]:
    rows = Observation.objects.filter(indicator=indicator).select_related("source", "side")
    return series_of(list(rows), indicator.period)


def told(each: Series) -> list[tuple[str, int, str, bool]]:
    return [(row.observation.period, int(row.observation.value), row.kind, row.older) for row in each.readings]


def test_each_publisher_and_each_side_is_a_series_of_its_own(trade: Indicator) -> None:
    sides = make.SideFactory(code="AA"), make.SideFactory(code="BB")
    for side in (*sides, None):
        seen(trade, "2024", "5", side=side)
    seen(trade, "2025", "7", publisher="Another")
    assert [(each.number, each.publisher, each.side and each.side.code) for each in series(trade)] == [
        (0, "Another", None),
        (1, "An agency", None),
        (2, "An agency", "AA"),
        (3, "An agency", "BB"),
    ]


def test_a_later_text_on_the_same_period_makes_the_earlier_value_an_older_one(trade: Indicator) -> None:
    seen(trade, "2024", "6", published="2025-08")
    seen(trade, "2024-01/2024-12", "5", published="2025-02", flag="provisional")
    seen(trade, "2024", "4", publisher="Another", published="2026-05")
    own, other = series(trade)
    assert told(own) == [("2024-01/2024-12", 5, "whole", True), ("2024", 6, "whole", False)]
    assert told(other) == [("2024", 4, "whole", False)]
    assert [(earlier.observation.value, later.observation.value) for earlier, later in own.revised] == [(5, 6)]
    assert own.base is not None
    assert own.base.observation.value == 6


def test_a_text_of_no_known_day_does_not_revise_a_dated_one(trade: Indicator) -> None:
    seen(trade, "2024", "5", published="2025-02")
    seen(trade, "2024", "6", published="")
    assert told(series(trade)[0]) == [("2024", 6, "whole", True), ("2024", 5, "whole", False)]


def test_parts_and_expectations_are_no_base_to_compute_from(trade: Indicator) -> None:
    seen(trade, "2024", "5")
    seen(trade, "2025-01/2025-10", "6")
    seen(trade, "2025", "7", published="2025-11")
    seen(trade, "2025", "8", flag="estimated", publisher="Another")
    by_name = {each.publisher: each for each in series(trade)}
    assert told(by_name["An agency"]) == [
        ("2024", 5, "whole", False),
        ("2025-01/2025-10", 6, "part", False),
        ("2025", 7, "expected", False),
    ]
    base = by_name["An agency"].base
    assert base is not None
    assert base.observation.period == "2024"
    assert by_name["An agency"].newest.observation.period == "2025"
    assert by_name["Another"].base is None


@pytest.mark.parametrize(
    ("period", "published", "kind"), [("2025-12", "2025-12-03", "whole"), ("2026-02", "2025-12-03", "expected")]
)
def test_what_is_counted_on_a_day_is_part_of_nothing(period: str, published: str, kind: str) -> None:
    stock = make.IndicatorFactory(period="none")
    assert kind_of(seen(stock, period, "5", published=published), "none") == kind
