"""What the admin refuses, the API refuses: the rules are those of the actions."""

import pytest

from commitments.models import Commitment
from tests import factories as make
from tests.api.reading import ask, refused
from tests.api.tokens import bearer
from tests.api.writing import DEADLINE, MILESTONE, UPDATE, WHY, Writer, editions, newest, told

pytestmark = pytest.mark.django_db

UPDATES, DEADLINES, MILESTONES = (f"commitments/AB-2025-900/{each}/" for each in ("updates", "deadlines", "milestones"))


@pytest.fixture
def promise() -> Commitment:
    """A public commitment of AA and BB."""
    return make.CommitmentFactory(reference="AB-2025-900")


@pytest.fixture
def writer(promise: Commitment) -> Writer:
    """A program of AA."""
    return Writer("AA")


def test_a_deadline_that_stands_already_is_refused(writer: Writer, promise: Commitment) -> None:
    told(writer.post(DEADLINES, DEADLINE, seen=promise))
    before, other_reason = editions(), DEADLINE | {"reason": {"en": "So it is written once more."}}
    again = refused(writer.post(DEADLINES, other_reason, seen=promise), 422, "refused")
    assert "on record already" in again["errors"][0]["detail"]
    assert editions() == before
    told(writer.post(DEADLINES, DEADLINE | {"phrase": "by 2027"}, seen=promise))


def test_a_step_is_reached_on_no_day_to_come(writer: Writer, promise: Commitment) -> None:
    told(writer.post(MILESTONES, MILESTONE, seen=promise))
    before, reached = editions(), {"reached_on": "9999-12-31", "reason": WHY}
    answer = refused(writer.send("PATCH", f"{MILESTONES}1/", reached, seen=promise), 422, "refused")
    assert [each["pointer"] for each in answer["errors"]] == ["/reached_on"]
    assert editions() == before
    told(writer.send("PATCH", f"{MILESTONES}1/", reached | {"reached_on": "2026-01-02"}, seen=promise), 200)


def test_the_tag_of_an_old_edition_lets_nothing_be_written(writer: Writer, promise: Commitment) -> None:
    read = ask(f"commitments/AB-2025-900/editions/{newest(promise)}/", headers=bearer(writer.secret))
    answer = writer.post(UPDATES, UPDATE, seen=read["ETag"])
    assert answer.status_code == 412


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "n’est pas une date"), ("vi", "không phải là ngày"), ("en", "is not a date")]
)
def test_why_a_date_is_none_is_told_in_the_language_that_is_asked_for(
    writer: Writer, promise: Commitment, language: str, words: str
) -> None:
    sent, asked = DEADLINE | {"edtf": "2026-13"}, {"Accept-Language": language}
    answer = writer.post(DEADLINES, sent, seen=promise, **asked)
    (told_there,) = refused(answer, 422, "refused")["errors"]
    assert words in told_there["detail"]
    assert ("there is no month" in told_there["detail"]) is (language == "en")
