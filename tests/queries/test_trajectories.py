"""The indicator with most targets and observations is found without knowing its name."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment
from commitments.queries.trajectories import fullest_trajectory
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
