"""The examination that follows every kill finds what a kill could leave behind."""

import pytest
from django.db import connection

from commitments.models import Edition
from tests import factories as make
from tests.soak.crowd import Acknowledged
from tests.soak.examine import complaints

pytestmark = pytest.mark.django_db


@pytest.fixture
def acknowledged() -> list[Acknowledged]:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    make.StatusUpdateFactory(commitment=commitment)
    told = Edition.objects.order_by("number")
    return list(told.values_list("number", "digest", "public_number", "public_digest"))


def execute(statement: str, *values: object) -> None:
    """Break something as no action would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_all_is_well_with_what_the_actions_wrote(acknowledged: list[Acknowledged]) -> None:
    assert complaints(acknowledged) == []


def test_an_acknowledged_edition_that_is_not_there_is_lost(acknowledged: list[Acknowledged]) -> None:
    number, *rest = acknowledged[-1]
    assert complaints([*acknowledged, (number + 1, *rest)]) == [f"the acknowledged edition {number + 1} is lost"]


def test_an_acknowledged_edition_whose_number_went_to_another_is_lost(acknowledged: list[Acknowledged]) -> None:
    number, _digest, *rest = acknowledged[-1]
    assert complaints([(number, "sha256:another", *rest)]) == [f"the acknowledged edition {number} is lost"]


def test_a_change_without_its_edition_is_found(acknowledged: list[Acknowledged]) -> None:
    execute("UPDATE commitments_commitment SET level = 'local'")
    assert complaints(acknowledged) == ["commitment AB-2025-001 is not what its newest edition says"]


def test_a_record_without_any_edition_is_found(acknowledged: list[Acknowledged]) -> None:
    execute("UPDATE commitments_commitment SET edition_id = NULL")
    assert complaints(acknowledged) == ["commitment AB-2025-001 does not point to its newest edition"]


def test_an_edition_without_its_record_is_found(acknowledged: list[Acknowledged]) -> None:
    execute("DELETE FROM commitments_statusupdate")
    execute("DELETE FROM commitments_searchkey")
    execute("DELETE FROM commitments_commitment")
    assert complaints(acknowledged) == ["commitment AB-2025-001 has editions and no record"]


def test_a_head_that_lags_behind_is_found(acknowledged: list[Acknowledged]) -> None:
    execute("UPDATE commitments_head SET number = number - 1")
    assert complaints(acknowledged) == ["the head row is not where the chains end"]


def test_an_edition_that_is_not_what_was_signed_is_found(acknowledged: list[Acknowledged]) -> None:
    number = acknowledged[0][0]
    execute("UPDATE commitments_edition SET key = 'another' WHERE number = %s", number)
    assert [said for said in complaints(acknowledged) if "chain" in said] == [
        f"edition {number} does not continue the full chain",
        f"edition {number} does not continue the public chain",
    ]
