"""A word by somebody who saw what was said before: on one commitment, or the same on many, all or nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from commitments.actions.saying import Overtaken, record_after, record_for_all
from commitments.actions.words import Word
from commitments.models import Commitment, Edition, StatusUpdate, User
from tests.factories import AT, WHY, CommitmentFactory, SideFactory, StatusUpdateFactory, analyst

pytestmark = pytest.mark.django_db
WORD = Word(status="stalled", as_of=date(2026, 1, 3))


@pytest.fixture
def anna() -> User:
    return analyst("AA")


def signed(user: User) -> dict[str, Any]:
    """What every action takes, and the side."""
    return {"side": SideFactory(code="AA"), "by": user, "at": AT, "why": WHY}


def edition(row: Commitment) -> int:
    """The number of its newest edition."""
    return Edition.objects.filter(key=row.reference).latest("number").number


def test_a_word_follows_the_one_that_was_seen(anna: User) -> None:
    row = CommitmentFactory()
    assert record_after(row, word=WORD, after=0, **signed(anna)).number == 1
    assert record_after(row, word=Word(status="completed", as_of=WORD.as_of), after=1, **signed(anna)).number == 2


@pytest.mark.parametrize("after", [0, 2])
def test_a_word_does_not_pass_over_one_of_the_own_side_that_was_not_seen(anna: User, after: int) -> None:
    row = CommitmentFactory()
    StatusUpdateFactory(commitment=row)
    with pytest.raises(Overtaken, match=r"recorded no\. 1 since"):
        record_after(row, word=WORD, after=after, **signed(anna))
    assert row.updates.count() == 1


def test_what_the_other_side_said_meanwhile_stands_in_nobodys_way(anna: User) -> None:
    row = CommitmentFactory()
    StatusUpdateFactory(commitment=row, side=SideFactory(code="BB"))
    assert record_after(row, word=WORD, after=0, **signed(anna)).number == 2


def test_one_word_is_recorded_on_all_as_one_change(anna: User) -> None:
    rows = [CommitmentFactory() for _ in range(3)]
    written = record_for_all([(row, edition(row)) for row in reversed(rows)], word=WORD, **signed(anna))
    assert [update.commitment for update in written] == rows
    assert len({Edition.objects.filter(key=row.reference).latest("number").change for row in rows}) == 1


def test_one_that_was_changed_since_keeps_all_from_being_written(anna: User) -> None:
    rows = [CommitmentFactory() for _ in range(3)]
    seen = [(row, edition(row)) for row in rows]
    StatusUpdateFactory(commitment=rows[1], side=SideFactory(code="BB"))
    before = Edition.objects.count()
    with pytest.raises(ValidationError, match=rf"{rows[1].reference}: Somebody changed .* on any of them"):
        record_for_all(seen, word=WORD, **signed(anna))
    assert (Edition.objects.count(), StatusUpdate.objects.filter(side__code="AA").count()) == (before, 0)


def test_one_that_refuses_the_word_is_named_with_its_reason(anna: User) -> None:
    rows = [CommitmentFactory(), CommitmentFactory(visibility="internal", by=analyst("BB"))]
    with pytest.raises(ValidationError, match=rf"{rows[1].reference}: .*may not write this"):
        record_for_all([(row, edition(row)) for row in rows], word=WORD, **signed(anna))
    assert not StatusUpdate.objects.exists()


def test_nobody_speaks_for_the_other_side_on_many(anna: User) -> None:
    row = CommitmentFactory()
    given = signed(anna) | {"side": SideFactory(code="BB")}
    with pytest.raises((ValidationError, PermissionDenied)):
        record_for_all([(row, edition(row))], word=WORD, **given)
    assert not StatusUpdate.objects.exists()
