"""What depends on the day, spelt by the database in front of a record: as Python would count and spell it."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from commitments.models import Commitment, Edition
from commitments.models.writing import unguarded
from commitments.queries.pages import stored_commitment
from commitments.queries.stored import moment_read
from commitments.records.served import commitment_on
from commitments.values.lateness import lateness
from commitments.values.moments import moment
from commitments.values.standing import CLOSED
from tests import factories as make

DAYS = some.dates(min_value=date(1000, 1, 1))
ENDS = some.one_of(some.none(), DAYS)


def told(reference: str, on: date) -> dict[str, Any]:
    """A commitment as it is served on a day."""
    stored = stored_commitment(Commitment.objects.all(), reference, on=on)
    assert stored is not None
    read: dict[str, Any] = json.loads(commitment_on(stored))
    return read


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "spoken_on", "age", "stale"),
    [
        (None, None, None, None),
        ("in_progress", date(2026, 1, 1), 90, False),
        ("in_progress", date(2025, 12, 31), 91, True),
        ("completed", date(2020, 1, 1), 2282, False),
    ],
)
def test_a_word_grows_stale_after_the_review_interval_and_silence_never_does(
    status: str | None, spoken_on: date | None, age: int | None, *, stale: bool | None
) -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    if status:
        make.StatusUpdateFactory(commitment=commitment, status=status, as_of=spoken_on)
    on = date(2026, 4, 1)
    served = told("AB-2025-001", on)
    assert (served["days_since_update"], served["stale"]) == (age, stale)


@pytest.mark.django_db
def test_a_word_of_a_later_day_is_no_word_yet() -> None:
    make.StatusUpdateFactory(commitment=make.CommitmentFactory(reference="AB-2025-001"), as_of=date(2026, 1, 2))
    served = told("AB-2025-001", date(2026, 1, 1))
    assert (served["days_since_update"], served["stale"]) == (None, None)


class TestOnAnyDay(TestCase):
    """Whatever the day and the deadline."""

    @settings(max_examples=60, deadline=None)
    @given(on=DAYS, ends=some.tuples(ENDS, ENDS), spoken_on=DAYS, status=some.sampled_from(["stalled", "completed"]))
    def test_it_is_what_python_says(
        self, on: date, ends: tuple[date | None, date | None], spoken_on: date, status: str
    ) -> None:
        """The columns are set past the actions: only what the database makes of them is looked at."""
        earliest, latest = sorted(ends) if all(ends) else ends  # type: ignore[type-var]  # both are days then
        commitment = make.CommitmentFactory()
        columns = {"status": status, "standing": "one_sided", "due_earliest": earliest, "due_latest": latest}
        unguarded(Commitment).filter(pk=commitment.pk).update(last_word_on=spoken_on, **columns)
        served = told(commitment.reference, on)
        closed = status in CLOSED
        age = (on - spoken_on).days if spoken_on <= on else None
        assert served["lateness"] == lateness(closed=closed, earliest=earliest, latest=latest, on=on)
        assert served["days_since_update"] == age
        assert served["stale"] == (None if age is None else not closed and age > commitment.review_interval)


@pytest.mark.django_db
@pytest.mark.parametrize("microsecond", [0, 1, 120000, 500000, 999999])
def test_a_moment_is_written_in_one_way_everywhere(microsecond: int) -> None:
    at = datetime(2026, 1, 5, 12, 0, 0, microsecond, tzinfo=UTC)
    commitment = make.CommitmentFactory(reference="AB-2025-001", at=at)
    edition = Edition.objects.get(pk=Commitment.objects.get(pk=commitment.pk).edition_id)
    assert edition.recorded_at == at
    assert told("AB-2025-001", at.date())["recorded_at"] == moment(at)


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("2026-01-05 12:00:00", "2026-01-05T12:00:00Z"),
        ("2026-01-05 12:00:00+00", "2026-01-05T12:00:00Z"),
        ("2026-01-05 12:00:00.12+00", "2026-01-05T12:00:00.120000Z"),
        ("2026-01-05 12:00:00.000001", "2026-01-05T12:00:00.000001Z"),
    ],
)
def test_a_kept_moment_is_read_as_records_write_it(kept: str, written: str) -> None:
    assert moment_read(kept) == written
