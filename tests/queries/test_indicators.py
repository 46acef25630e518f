"""The register of indicators and one of them: newest values, targets of what may be read, and nothing unbounded."""

from typing import Any
from unittest import mock

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment, Indicator
from commitments.queries import indicators as asked
from commitments.queries.indicators import counted, indicators
from commitments.queries.keysets import MalformedCursor
from tests import factories as make

pytestmark = pytest.mark.django_db


def every() -> Any:
    return Commitment.objects.all()


def test_each_publisher_shows_its_newest_value_as_it_published_it_last() -> None:
    row = make.IndicatorFactory()
    for period, value, published, publisher in (
        ("2023", 1, "2024-01", "One"),
        ("2024", 2, "2025-01", "One"),
        ("2024", 3, "2025-08", "One"),
        ("2022", 4, "2023-01", "Two"),
    ):
        source = make.SourceFactory(publisher=publisher, published_on=published)
        make.ObservationFactory(indicator=row, period=period, value=value, source=source)
    (entry,) = indicators(every()).entries
    assert [(each.publisher, each.newest.observation.value) for each in entry.series] == [("One", 3), ("Two", 4)]


def test_what_is_too_much_for_a_row_is_counted() -> None:
    row = make.IndicatorFactory()
    for number in range(asked.SHOWN + 2):
        make.TargetFactory(indicator=row, value=number + 1)
        make.ObservationFactory(indicator=row, source__publisher=f"Publisher {number}")
    (entry,) = indicators(every()).entries
    assert [int(each.value) for each in entry.targets] == [1, 2, 3, 4, 5]
    assert (len(entry.series), entry.more_series, entry.more_targets) == (asked.SHOWN, 2, 2)


def test_targets_of_what_may_not_be_read_are_neither_shown_nor_counted() -> None:
    row = make.IndicatorFactory(code="kept")
    make.TargetFactory(indicator=row, value=7)
    make.TargetFactory(indicator=row, value=9, commitment=make.CommitmentFactory(visibility="internal"))
    public = Commitment.objects.public()
    (entry,) = indicators(public).entries
    assert [(int(each.value), entry.more_targets) for each in entry.targets] == [(7, 0)]
    found = counted("kept", public)
    assert found is not None
    assert [int(each.value) for each in found.trajectory.targets] == [7]
    # The control: who may read it sees it.
    assert len(indicators(every()).entries[0].targets) == 2


def test_pages_follow_each_other_by_code_and_can_be_of_one_partnership() -> None:
    ours, other = make.PartnershipFactory(), make.PartnershipFactory(slug="cc", code="CC")
    for code in "badc":
        make.IndicatorFactory(code=code, partnership=other if code == "d" else ours)
    with mock.patch.object(asked, "PAGE", 2):
        first = indicators(every(), partnership=ours)
        assert first.next is not None
        second = indicators(every(), partnership=ours, cursor=first.next)
    assert [each.indicator.code for page in (first, second) for each in page.entries] == ["a", "b", "c"]
    assert (first.number, first.previous, second.next) == (3, None, None)
    with pytest.raises(MalformedCursor):
        indicators(every(), cursor="made up")


def test_one_indicator_comes_with_its_newest_values_and_says_how_many_are_left_out() -> None:
    row = make.IndicatorFactory(code="long")
    for year in range(2019, 2024):
        make.ObservationFactory(indicator=row, period=str(year), value=year)
        make.TargetFactory(indicator=row, value=year)
    assert counted("none", every()) is None
    with mock.patch.object(asked, "MOST", 3):
        found = counted("long", every())
    assert found is not None
    assert [each.period for each in found.trajectory.observations] == ["2021", "2022", "2023"]
    assert [int(each.value) for each in found.trajectory.targets] == [2019, 2020, 2021]
    assert (found.more_observations, found.more_targets) == (2, 2)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_what_is_counted(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows: list[Indicator] = [make.IndicatorFactory(code=f"counted-{each}") for each in range(number)]
    for row in rows:
        for _ in range(number):
            make.TargetFactory(indicator=row)
            make.ObservationFactory(indicator=row)
    with django_assert_num_queries(4):
        found = indicators(every())
    with django_assert_num_queries(3):
        counted("counted-0", every())
    assert len(found.entries) == number
