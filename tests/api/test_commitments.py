"""Commitments: what a list and one record answer."""

import json
from datetime import date

import pytest

from commitments.models import Commitment
from commitments.models.writing import unguarded
from commitments.records import complete, render
from commitments.values.digests import canonical
from tests import factories as make
from tests.api import scenes
from tests.api.reading import DAY, ask, read, references, refused

pytestmark = pytest.mark.django_db

FRONT = ("edition", "recorded_at", "lateness", "days_since_update", "stale")


def stored_part(told: dict[str, object]) -> bytes:
    """What an answer says of a commitment without what depends on the day and the edition, in canonical JSON."""
    return canonical({name: value for name, value in told.items() if name not in FRONT})


def rendered(commitment: Commitment) -> bytes:
    """The same, rendered anew from the rows."""
    return canonical(render(complete(Commitment).get(pk=commitment.pk)))


def test_the_record_served_is_the_one_rendered_anew_from_the_rows() -> None:
    commitment = scenes.rich()
    assert stored_part(read("commitments/AB-2025-900/")) == rendered(commitment)
    listed = next(each for each in read("commitments/")["results"] if each["reference"] == "AB-2025-900")
    assert stored_part(listed) == rendered(commitment)


def test_a_row_that_was_changed_behind_the_actions_is_found_out() -> None:
    commitment = scenes.rich()
    unguarded(Commitment).filter(pk=commitment.pk).update(kind="event")
    assert stored_part(read("commitments/AB-2025-900/")) != rendered(commitment)


def test_the_text_served_ends_with_the_signed_bytes() -> None:
    commitment = scenes.rich()
    assert commitment.edition.record.startswith("{")
    assert ask("commitments/AB-2025-900/").content.decode().endswith("," + commitment.edition.record[1:])


def test_what_depends_on_the_day_follows_the_day_asked_for() -> None:
    scenes.rich()
    told = {on: read("commitments/AB-2025-900/", on=on) for on in (DAY, "2027-06-01", "2028-01-01")}
    assert [each["lateness"] for each in told.values()] == ["not_due", "possibly_overdue", "overdue"]
    assert [each["days_since_update"] for each in told.values()] == [8, 515, 729]
    assert [each["stale"] for each in told.values()] == [False, True, True]


def test_a_silent_commitment_is_neither_fresh_nor_stale() -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    told = read("commitments/AB-2025-001/", on=DAY)
    assert [told[name] for name in ("lateness", "days_since_update", "stale", "status")] == [
        "undated",
        None,
        None,
        "not_assessed",
    ]


def test_today_is_today_in_utc(time_machine: object) -> None:
    make.StatusUpdateFactory(commitment__reference="AB-2025-001", as_of=date(2026, 1, 2))
    time_machine.move_to("2026-01-12T23:59:00+00:00")  # type: ignore[attr-defined]
    assert read("commitments/AB-2025-001/")["days_since_update"] == 10


@pytest.mark.parametrize(("on", "stale"), [("0001-01-01", "false"), ("9999-12-31", "true")])
def test_any_day_of_the_calendar_can_be_asked_for(on: str, stale: str) -> None:
    scenes.rich()
    spoken = read("commitments/AB-2025-900/", on=on)["days_since_update"]
    assert (spoken is None) == (on < "2020")  # a word of a later day is no word yet
    found = references(on=on, stale=stale, lateness=["overdue", "not_due"])
    assert len(found) == (0 if spoken is None else 1)  # so it is neither stale nor fresh


def test_an_unknown_reference_is_a_404_and_a_withdrawn_one_a_410() -> None:
    scenes.withdrawn()
    refused(ask("commitments/AB-2025-999/"), 404, "not-found")
    refused(ask("commitments/AB-2025-700/"), 410, "withdrawn")


@pytest.mark.parametrize("below", ["", "editions/", "editions/1/", "updates/"])
def test_nothing_below_a_withdrawn_commitment_is_shown_any_more(below: str) -> None:
    scenes.withdrawn()
    told = refused(ask(f"commitments/AB-2025-700/{below}"), 410, "withdrawn")
    assert "Once public" not in json.dumps(told)


@pytest.mark.parametrize("below", ["", "editions/", "editions/1/", "updates/"])
def test_an_internal_commitment_is_no_more_than_an_unknown_one(below: str) -> None:
    scenes.internal()
    hidden, unknown = (ask(f"commitments/{reference}/{below}") for reference in ("AB-2025-666", "AB-2025-667"))
    refused(hidden, 404, "not-found")
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content)


def test_no_list_shows_an_internal_commitment() -> None:
    scenes.internal()
    for path in ("commitments/", "changes/", "organisations/", "partnerships/", "sides/"):
        content = ask(path, limit=500).content.decode()
        assert "AB-2025-666" not in content
        assert "Hidden" not in content


def test_whether_a_hidden_reference_is_taken_cannot_be_asked() -> None:
    hidden = scenes.internal()
    make.CommitmentFactory(reference="AB-2025-665", parent=hidden, visibility="internal", by=make.analyst("AA"))
    answers = [ask("commitments/", parent=reference) for reference in ("AB-2025-666", "AB-2025-667")]
    told = [refused(answer, 400, "bad-parameter")["errors"][0]["detail"] for answer in answers]
    assert told[0].replace("666", "667") == told[1]


def test_a_record_that_has_no_edition_yet_is_not_served() -> None:
    commitment = make.CommitmentFactory(reference="AB-2025-001")
    make.CommitmentFactory(reference="AB-2025-002")
    unguarded(Commitment).filter(pk=commitment.pk).update(edition=None)
    assert references() == ["AB-2025-002"]
    assert ask("commitments/AB-2025-001/").status_code in {404, 410}
