"""What somebody may have meant: references that begin alike, else commitments that hold the words."""

import pytest

from commitments.models import Commitment
from commitments.queries.nearest import MOST, nearest
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    """Three commitments of two years."""
    make.CommitmentFactory(reference="AB-2025-001", title={"en": "A bridge"})
    make.CommitmentFactory(reference="AB-2025-002", title={"en": "A road"})
    make.CommitmentFactory(reference="AB-2026-001", title={"en": "A port"})


@pytest.mark.parametrize(
    ("sought", "meant"),
    [
        ("AB-2025-00", ["AB-2025-001", "AB-2025-002"]),
        ("ab-2025-00", ["AB-2025-001", "AB-2025-002"]),
        ("AB_2026_001", ["AB-2026-001"]),
        ("AB-2026-999", ["AB-2026-001"]),
        ("AB-1999-001", ["AB-2025-001", "AB-2025-002", "AB-2026-001"]),
        ("AB", ["AB-2025-001", "AB-2025-002", "AB-2026-001"]),
        ("a-bridge", ["AB-2025-001"]),
        ("bridge", ["AB-2025-001"]),
        ("ZZ-2025-001", []),
        ("", []),
        ("%00", []),
        ("\x00", []),
        ("\ud800", []),
        ("-" * 500, []),
        ("%_", []),
    ],
)
def test_what_begins_alike_comes_first_then_what_holds_the_words(sought: str, meant: list[str]) -> None:
    assert [row.reference for row in nearest(Commitment.objects.public(), sought)] == meant


def test_what_the_reader_may_not_see_is_never_meant() -> None:
    make.CommitmentFactory(reference="AB-2027-001", title={"en": "A secret"}, visibility="internal")
    assert nearest(Commitment.objects.public(), "secret") == []
    assert "AB-2027-001" not in [row.reference for row in nearest(Commitment.objects.public(), "AB-2027-001")]


def test_there_are_only_some_of_many() -> None:
    for number in range(10, 20):
        make.CommitmentFactory(reference=f"AB-2025-0{number}")
    assert len(nearest(Commitment.objects.public(), "AB")) == MOST
