"""As of a day, only what had happened by then is true, however late it was written down."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from commitments.models import Commitment, Observation
from tests import factories as make
from tests.factories import AT
from tests.past.states import asked

pytestmark = pytest.mark.django_db

DAY = date(2026, 2, 5)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
SOON, LATE = AT + timedelta(days=40), AT + timedelta(days=60)


def record(commitment: Commitment, **times: Any) -> Any:
    """The record of a commitment as it stood, as it is served."""
    found = Commitment.objects.filter(reference=commitment.reference).values_list("edition__record", flat=True)
    return json.loads(asked(found.get, **times))


def test_a_word_recorded_late_for_an_earlier_day_shows_as_of_that_day_and_not_in_what_was_written_down_before() -> None:
    commitment = make.CommitmentFactory()
    make.StatusUpdateFactory(commitment=commitment, status="stalled", as_of=DAY, at=LATE)
    assert record(commitment, as_of=DAY)["status"] == "stalled"
    assert record(commitment, as_of=BEFORE)["status"] == "not_assessed"
    assert record(commitment, as_of=DAY, recorded_at=AT)["status"] == "not_assessed"
    assert record(commitment, recorded_at=LATE)["status"] == "stalled"
    assert record(commitment, recorded_at=LATE - timedelta(seconds=1))["status"] == "not_assessed"


def test_the_columns_that_lists_are_filtered_by_are_of_that_day_too() -> None:
    commitment = make.CommitmentFactory()
    make.StatusUpdateFactory(commitment=commitment, status="stalled", as_of=DAY, progress=40, at=LATE)
    make.DeadlineFactory(commitment=commitment, edtf="2027")
    names = ("status", "standing", "progress", "last_word_on", "due_latest")
    columns = Commitment.objects.values_list(*names)
    assert asked(columns.get, as_of=DAY) == ("stalled", "one_sided", 40, DAY, date(2027, 12, 31))
    assert asked(columns.get, as_of=BEFORE) == ("not_assessed", "silent", None, None, date(2027, 12, 31))


def test_a_commitment_is_there_from_the_day_on_that_it_may_have_been_made() -> None:
    make.CommitmentFactory(made_on="2026-02")
    assert asked(Commitment.objects.count, as_of=date(2026, 2, 1)) == 1
    assert asked(Commitment.objects.count, as_of=date(2026, 1, 31)) == 0


def test_what_refers_to_a_commitment_that_was_not_made_yet_does_not_refer_to_it_then() -> None:
    younger = make.CommitmentFactory(made_on="2026-03-01")
    earlier = make.CommitmentFactory(made_on="2026-01-01", parent=younger)
    for to in (younger, make.CommitmentFactory(made_on="2026-03-02"), make.CommitmentFactory(made_on="2026-01-02")):
        make.LinkFactory(commitment=earlier, to=to)
    told = record(earlier, as_of=DAY)
    assert (told["parent"], len(told["links"])) == (None, 1)
    told = record(earlier, as_of=date(2026, 3, 1))
    assert (told["parent"], len(told["links"])) == (younger.reference, 2)


def test_the_first_deadline_holds_from_the_promise_on_and_a_later_one_from_when_it_was_recorded() -> None:
    commitment = make.CommitmentFactory()
    make.DeadlineFactory(commitment=commitment, edtf="2025", at=LATE)
    make.DeadlineFactory(commitment=commitment, edtf="2027", at=LATE + timedelta(days=9))
    assert record(commitment, as_of=DAY)["deadline"]["edtf"] == "2025"
    moved = record(commitment, as_of=(LATE + timedelta(days=9)).date())["deadline"]
    assert (moved["edtf"], moved["revisions"]) == ("2027", 1)


def test_a_deadline_that_rests_on_a_text_holds_from_that_text_on() -> None:
    commitment = make.DeadlineFactory(edtf="2025").commitment
    told = make.PassageFactory(source__meeting=make.MeetingFactory(held_on="2026-02-05"))
    make.DeadlineFactory(commitment=commitment, edtf="2027", passage=told, at=LATE)
    assert record(commitment, as_of=DAY)["deadline"]["edtf"] == "2027"
    assert record(commitment, as_of=BEFORE)["deadline"]["edtf"] == "2025"


def test_a_mistaken_word_is_not_true_again_before_the_day_of_what_corrects_it() -> None:
    commitment = make.CommitmentFactory()
    mistake = make.StatusUpdateFactory(commitment=commitment, status="completed", as_of=BEFORE, at=SOON)
    make.StatusUpdateFactory(commitment=commitment, status="in_progress", as_of=AFTER, corrects=mistake, at=LATE)
    assert record(commitment, as_of=DAY)["status"] == "not_assessed"
    assert record(commitment, as_of=AFTER)["status"] == "in_progress"
    assert record(commitment, as_of=DAY, recorded_at=SOON)["status"] == "completed"


def test_a_correction_of_a_correction_counts_to_its_end() -> None:
    commitment = make.CommitmentFactory()
    first = make.StatusUpdateFactory(commitment=commitment, status="completed", as_of=BEFORE, at=SOON)
    second = make.StatusUpdateFactory(commitment=commitment, status="stalled", as_of=BEFORE, corrects=first, at=LATE)
    make.StatusUpdateFactory(commitment=commitment, status="in_progress", as_of=AFTER, corrects=second, at=LATE)
    assert record(commitment, as_of=DAY)["status"] == "not_assessed"


def test_a_step_is_not_reached_before_it_is() -> None:
    commitment = make.MilestoneFactory(reached_on=DAY, at=LATE).commitment
    assert record(commitment, as_of=DAY)["milestones"][0]["reached_on"] == DAY.isoformat()
    assert record(commitment, as_of=BEFORE)["milestones"][0]["reached_on"] is None


def test_a_text_says_nothing_before_it_was_spoken_but_what_establishes_a_commitment_stays() -> None:
    commitment = make.CitationFactory(passage__source__published_on="2026-03").commitment
    make.CitationFactory(commitment=commitment, passage__source__published_on="2026-02-05", relation="reaffirms")
    told = {day: [each["relation"] for each in record(commitment, as_of=day)["citations"]] for day in (BEFORE, DAY)}
    assert told == {BEFORE: ["establishes"], DAY: ["reaffirms", "establishes"]}


def test_a_value_is_not_seen_before_it_was_published() -> None:
    target = make.TargetFactory()
    make.ObservationFactory(indicator=target.indicator, period="2024", source__published_on="2025-06-01")
    make.ObservationFactory(indicator=target.indicator, period="2025", source__published_on="2026-02-05")
    assert asked(Observation.objects.count, as_of=BEFORE) == 1
    latest = {day: record(target.commitment, as_of=day)["targets"][0]["latest"]["period"] for day in (BEFORE, DAY)}
    assert latest == {BEFORE: "2024", DAY: "2025"}


def test_what_has_no_day_is_shown_on_every_day() -> None:
    commitment = make.CitationFactory(passage__source__published_on="", relation="reaffirms").commitment
    make.DeadlineFactory(commitment=commitment, edtf="2025")
    assert len(record(commitment, as_of=date(2025, 12, 1))["citations"]) == 1
