"""The indicator with most targets and observations is found without knowing its name."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment
from commitments.queries import trajectories
from commitments.queries.trajectories import fullest_trajectory, trajectories_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_there_is_none_without_both_a_target_and_an_observation() -> None:
    make.TargetFactory()
    make.ObservationFactory()
    assert fullest_trajectory(Commitment.objects.all()) is None


def test_the_fullest_one_comes_with_its_targets_from_the_lowest_up_and_their_newest_dates() -> None:
    thin, full = make.IndicatorFactory(), make.IndicatorFactory()
    for indicator, values in ((thin, (1,)), (full, (9, 3))):
        for value in values:
            make.TargetFactory(indicator=indicator, value=Decimal(value))
        make.ObservationFactory(indicator=indicator)
    late = full.targets.get(value=9).commitment
    make.DeadlineFactory(commitment=late, edtf="2026")
    make.DeadlineFactory(commitment=late, edtf="2027/2028")
    found = fullest_trajectory(Commitment.objects.all())
    assert found is not None
    assert found.indicator == full
    assert [(target.value, target.edtf or "") for target in found.targets] == [(3, ""), (9, "2027/2028")]


def test_a_target_of_an_internal_commitment_is_not_shown_to_the_public() -> None:
    indicator = make.IndicatorFactory()
    make.ObservationFactory(indicator=indicator)
    make.TargetFactory(indicator=indicator, commitment=make.CommitmentFactory(visibility="internal"))
    assert fullest_trajectory(Commitment.objects.public()) is None


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_three_queries_however_much_was_promised(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    indicator = make.IndicatorFactory()
    for _ in range(number):
        make.TargetFactory(indicator=indicator)
        make.ObservationFactory(indicator=indicator)
    with django_assert_num_queries(3):
        fullest_trajectory(Commitment.objects.all())


def test_of_very_many_targets_the_lowest_are_shown_and_a_commitments_own_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trajectories, "TARGETS", 2)
    indicator, other = make.IndicatorFactory(), make.IndicatorFactory()
    first, *_between, last = [make.TargetFactory(indicator=indicator, value=Decimal(each)) for each in (1, 2, 3, 4)]
    beside = make.TargetFactory(indicator=other, commitment=last.commitment)
    found = [
        (target, [each.value for each in shown.targets], shown.more_targets)
        for target, shown in trajectories_of([last, beside], Commitment.objects.public())
    ]
    assert found == [(last, [1, 2, 4], 1), (beside, [10], 0)]
    ((_target, shown),) = trajectories_of([first], Commitment.objects.public())
    assert ([each.value for each in shown.targets], shown.more_targets) == ([1, 2], 2)


def test_of_very_many_observations_the_newest_of_each_publisher_are_shown_in_time_order_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trajectories, "OF_SERIES", 2)
    target = make.TargetFactory()
    for publisher, years in (("A bank", range(2019, 2025)), ("A ministry", (2025,))):
        source = make.SourceFactory(publisher=publisher)
        for year in years:
            make.ObservationFactory(indicator=target.indicator, period=str(year), source=source)
    make.ObservationFactory(indicator=target.indicator, period="2025", side=make.SideFactory(code="BB"))
    found = fullest_trajectory(Commitment.objects.public())
    assert found is not None
    assert [each.period for each in found.observations] == ["2023", "2024", "2025", "2025"]
    assert found.more_observations == 4
    monkeypatch.setattr(trajectories, "OBSERVATIONS", 3)
    ((_target, shown),) = trajectories_of([target], Commitment.objects.public())
    assert ([each.period for each in shown.observations], shown.more_observations) == (["2024", "2025", "2025"], 5)
