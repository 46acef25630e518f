"""Verification finds who is wrongly said to have written, and what refers to rows that are not there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from commitments.models import Commitment, Deadline, Evidence, Head, Meeting, StatusUpdate, User
from commitments.provenance.verification import verify
from tests import factories as make
from tests.factories import AT
from tests.soak.superuser import force, undone

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    """What verification says."""
    return [str(fault) for fault in verify()]


def written() -> None:
    """A word and a deadline by an analyst of AA, and another analyst of BB."""
    keeper = make.analyst("AA", username="keeper")
    commitment = make.CommitmentFactory(reference="AB-2025-001", by=keeper)
    evidence = ["https://example.org/"]
    make.StatusUpdateFactory(commitment=commitment, side=keeper.organisation.side, by=keeper, evidence=evidence)
    make.DeadlineFactory(commitment=commitment, by=keeper)
    make.MeetingFactory(slug="session")
    make.analyst("BB", username="other")


def other() -> User:
    """The analyst who wrote nothing."""
    return User.objects.get(username="other")


WORD = "commitment AB-2025-001: its word 1 names another writer than the edition that recorded it."
DEADLINE = "commitment AB-2025-001: its deadline 1 names another writer than the edition that recorded it."
MEETING = (
    "meeting session: it holds what no action writes, or refers to what is not there "
    "(RelatedObjectDoesNotExist: Meeting has no partnership.)."
)
FORGED: dict[str, tuple[Callable[[], Any], str]] = {
    "who spoke": (lambda: force(StatusUpdate, recorded_by=other()), WORD),
    "for whom": (lambda: force(StatusUpdate, recorded_for=other().organisation), WORD),
    "nobody": (lambda: force(StatusUpdate, recorded_by=None), WORD),
    "who set the deadline": (lambda: force(Deadline, recorded_by=other()), DEADLINE),
    "a deadline's number": (
        lambda: force(Deadline, revision=2),
        "commitment AB-2025-001: its deadline 2 stands in no edition: it was written past the actions.",
    ),
    "the number of a piece of evidence": (
        lambda: force(Evidence, number=2),
        "commitment AB-2025-001: the evidence of its word 1 is not numbered from one on.",
    ),
    "the moment of the head": (
        lambda: force(Head, recorded_at=AT + timedelta(days=1)),
        "head: its moment is not that of the newest edition: the next one would be dated wrongly.",
    ),
    "a partnership that is not there": (
        lambda: force(Commitment, partnership=10**6),
        "commitment AB-2025-001: it refers to what is not there any more.",
    ),
    "a meeting's": (
        lambda: force(Meeting, partnership=10**6),
        MEETING,
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_no_record_shows_is_compared_with_its_edition_too(what: str) -> None:
    written()
    assert faults() == []
    forge, named = FORGED[what]
    with undone():
        forge()
        # What is counted by a row that was forged is told as well.
        assert [each for each in faults() if not each.startswith("the roll ")] == [named]


def test_somebody_whose_name_was_changed_is_no_false_alarm() -> None:
    written()
    force(User.objects.filter(username="keeper"), username="keeper-at-home")
    assert faults() == []
