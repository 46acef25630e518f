"""What the sides say, and until when: added by those who may, current by rule."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from commitments.actions.derive import DERIVED, derive
from commitments.models import Commitment, StatusUpdate
from commitments.records import complete
from commitments.records.commitments import newest_words
from tests import factories as make
from tests.factories import AT

pytestmark = pytest.mark.django_db


def now(commitment: Commitment) -> Commitment:
    return complete(Commitment).get(pk=commitment.pk)


def shown(commitment: Commitment) -> tuple[str, str]:
    row = now(commitment)
    return row.status, row.standing


def word(commitment: Commitment, side: str, status: str, **more: object) -> StatusUpdate:
    return make.StatusUpdateFactory(commitment=commitment, side=make.SideFactory(code=side), status=status, **more)


def test_the_sides_words_amount_to_a_standing() -> None:
    commitment = make.CommitmentFactory()
    assert shown(commitment) == ("not_assessed", "silent")
    word(commitment, "AA", "completed")
    assert shown(commitment) == ("completed", "one_sided")
    word(commitment, "BB", "in_progress")
    assert shown(commitment) == ("in_progress", "divergent")
    word(commitment, "BB", "completed")
    assert shown(commitment) == ("completed", "concordant")


def test_a_word_on_an_earlier_day_does_not_replace_one_on_a_later_day() -> None:
    commitment = make.CommitmentFactory()
    word(commitment, "AA", "stalled", as_of=date(2026, 1, 4))
    word(commitment, "AA", "in_progress", as_of=date(2025, 12, 20))
    assert shown(commitment) == ("stalled", "one_sided")


def test_a_word_on_an_earlier_day_has_its_edition_and_stands_whole_in_it() -> None:
    commitment = make.CommitmentFactory()
    word(commitment, "AA", "stalled", as_of=date(2026, 1, 4))
    before = now(commitment).edition.number
    word(commitment, "AA", "in_progress", as_of=date(2025, 12, 20), progress=10)
    edition = now(commitment).edition
    assert edition.number == before + 1
    record = json.loads(edition.record)
    assert (record["words"]["count"], record["words"]["late"]["progress"]) == (2, 10)
    assert record["assessments"][0]["status"] == "stalled"


def test_a_corrected_word_no_longer_counts_and_stays() -> None:
    commitment = make.CommitmentFactory()
    wrong = word(commitment, "AA", "completed", as_of=date(2026, 1, 4))
    word(commitment, "AA", "in_progress", as_of=date(2026, 1, 3), corrects=wrong)
    assert shown(commitment) == ("in_progress", "one_sided")
    assert commitment.updates.count() == 2


def test_python_and_the_database_agree_on_the_newest_words() -> None:
    commitment = make.CommitmentFactory()
    first = word(commitment, "AA", "stalled", as_of=date(2026, 1, 2))
    word(commitment, "AA", "in_progress", as_of=date(2026, 1, 2))
    word(commitment, "BB", "completed", as_of=date(2026, 1, 3))
    word(commitment, "AA", "not_started", as_of=date(2026, 1, 4), corrects=first)
    asked = commitment.updates.newest_words().order_by("side__code")
    assert [each.pk for each in asked] == [each.pk for each in newest_words(now(commitment))]


def test_the_derived_columns_are_what_their_function_computes() -> None:
    commitment = make.DeadlineFactory(edtf="../2030").commitment
    word(commitment, "AA", "in_progress", progress=60)
    word(commitment, "BB", "in_progress", progress=40)
    stored = now(commitment)
    columns = {name: getattr(stored, name) for name in DERIVED}
    assert columns == {name: getattr(derive(now(commitment)), name) for name in DERIVED}
    assert (stored.progress, stored.due_earliest, stored.due_latest) == (40, None, date(2030, 12, 31))


def test_nobody_speaks_for_the_other_side() -> None:
    commitment = make.CommitmentFactory()
    for person in (make.analyst("BB"), make.secretary(), make.UserFactory(organisation=None)):
        with pytest.raises(PermissionDenied):
            word(commitment, "AA", "completed", by=person)
    with pytest.raises(PermissionDenied):
        word(commitment, "CC", "completed", by=make.analyst("CC"))
    assert commitment.updates.count() == 0
    word(commitment, "AA", "in_progress", by=make.analyst("AA"))
    assert shown(commitment) == ("in_progress", "one_sided")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"as_of": AT.date() + timedelta(days=2)}, "day that has come"),
        ({"status": "fine"}, "fine"),
        ({"progress": 101}, "100"),
        ({"evidence": ["not an address"]}, "URL"),
        ({"note": {"fr": ""}}, "fr"),
        ({"awaiting": "CC"}, "side of the partnership"),
    ],
)
def test_a_word_that_cannot_be_is_refused_whole(said: dict[str, object], message: str) -> None:
    commitment = make.CommitmentFactory()
    if "awaiting" in said:
        said = {"awaiting": make.SideFactory(code=said["awaiting"])}
    with pytest.raises(ValidationError, match=message):
        word(commitment, "AA", **({"status": "in_progress"} | said))  # type: ignore[arg-type]
    assert commitment.updates.count() == 0


def test_only_ones_own_word_on_the_same_commitment_is_corrected() -> None:
    theirs = word(make.CommitmentFactory(), "BB", "completed")
    with pytest.raises(ValidationError, match="same side"):
        word(theirs.commitment, "AA", "in_progress", corrects=theirs)
    with pytest.raises(ValidationError, match="same side"):
        word(make.CommitmentFactory(), "BB", "in_progress", corrects=theirs)


def test_the_newest_deadline_counts_and_the_slip_is_from_the_first_dated_one() -> None:
    commitment = make.CommitmentFactory()
    make.DeadlineFactory(commitment=commitment, edtf="", basis="none", phrase="rapidement")
    make.DeadlineFactory(commitment=commitment, edtf="2025")
    make.DeadlineFactory(commitment=commitment, edtf="2027")
    deadline = json.loads(now(commitment).edition.record)["deadline"]
    assert (deadline["edtf"], deadline["revisions"], deadline["slip_days"]) == ("2027", 2, 730)
    assert (now(commitment).due_earliest, now(commitment).due_latest) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "basis"), [("", "explicit"), ("2027", "none"), ("soon", "explicit"), ("2027-13", "derived")]
)
def test_a_deadline_has_a_date_exactly_when_it_has_a_basis(edtf: str, basis: str) -> None:
    with pytest.raises(ValidationError):
        make.DeadlineFactory(edtf=edtf, basis=basis)


def test_an_observation_published_before_its_period_ended_is_an_expectation_and_is_passed_over() -> None:
    target = make.TargetFactory()
    early = make.SourceFactory(published_on="2025-12-03")
    for period, value, source in [("2024", 4, make.SourceFactory(published_on="2025-08")), ("2025", 9, early)]:
        make.ObservationFactory(indicator=target.indicator, period=period, value=value, source=source)
    record = json.loads(now(target.commitment).edition.record)
    assert record["targets"][0]["latest"]["period"] == "2024"


def test_a_word_sent_twice_is_recorded_once() -> None:
    commitment = make.CommitmentFactory()
    word(commitment, "AA", "in_progress", note={"en": "Half of it."})
    with pytest.raises(ValidationError, match="on record already"):
        word(commitment, "AA", "in_progress", note={"en": "Half of it."})
    word(commitment, "BB", "in_progress", note={"en": "Half of it."})
    word(commitment, "AA", "in_progress", note={"en": "More than half."})
    assert commitment.updates.count() == 3
