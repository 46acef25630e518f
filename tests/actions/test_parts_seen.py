"""A part is changed and dropped by who has seen the newest edition of its record."""

from collections.abc import Callable
from typing import Any

import pytest

from commitments.actions.keep import drop_part, keep_part
from commitments.actions.refusals import Stale
from commitments.models import Commitment, Edition, Milestone
from tests import factories as make
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", [keep_part, drop_part])
def test_who_has_seen_another_edition_changes_no_part(act: Callable[..., Any]) -> None:
    step = make.MilestoneFactory()
    seen = Commitment.objects.get().edition.number
    make.MilestoneFactory(commitment=step.commitment)
    step.due, before = "2030", Edition.objects.count()
    with pytest.raises(Stale):
        act(step, by=None, at=AT, why=WHY, seen=seen)
    assert (Edition.objects.count(), Milestone.objects.get(pk=step.pk).due) == (before, "2026")
    act(step, by=None, at=AT, why=WHY, seen=Commitment.objects.get().edition.number)
    assert Edition.objects.count() == before + 1
