"""Every answer can be had as it was true on a day, and as it was written down by a moment."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connections
from django.test import Client

from commitments.actions.keep import drop_part, keep
from commitments.models import Commitment
from commitments.past import shelf
from tests import factories as make
from tests.api.reading import refused
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 2, 5)
LATE = AT + timedelta(days=60)
BY_THEN = "2026-01-06T00:00:00Z"


@pytest.fixture(autouse=True)
def still_clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def get(address: str, **asked: Any) -> Any:
    """An answer of the API."""
    return Client().get(f"/api/v1/{address}", asked)


def a_word_recorded_late() -> Commitment:
    """A commitment, and a word on it for an earlier day than the one on which it was recorded."""
    commitment = make.CommitmentFactory(reference="AB-2025-001", sectors=[make.SectorFactory(slug="roads")])
    make.StatusUpdateFactory(commitment=commitment, status="stalled", as_of=DAY, at=LATE)
    return commitment


LATE_WORD = [
    ({}, "stalled"),
    ({"as_of": "2026-02-05"}, "stalled"),
    ({"as_of": "2026-02-04"}, "not_assessed"),
    ({"recorded_at": BY_THEN}, "not_assessed"),
    ({"recorded_at": "2026-02-05"}, "not_assessed"),
    ({"recorded_at": "2026-03-06"}, "stalled"),
    ({"as_of": "2026-02-05", "recorded_at": BY_THEN}, "not_assessed"),
    ({"as_of": "2026-02-05", "recorded_at": "2026-03-06T12:00:00Z"}, "stalled"),
    ({"as_of": "2026-02-05", "recorded_at": "2026-03-06T18:59:00+07:00"}, "not_assessed"),
]


@pytest.mark.parametrize(("times", "status"), LATE_WORD)
def test_a_word_recorded_late_shows_as_of_its_day_and_not_in_what_was_written_down_before(
    times: dict[str, str], status: str
) -> None:
    a_word_recorded_late()
    assert get("commitments/AB-2025-001/", **times).json()["status"] == status
    assert [each["status"] for each in get("commitments/", **times).json()["results"]] == [status]
    assert get("summary/", **times).json()["status"][status] == 1
    lines = get("commitments.jsonl", **times).getvalue().decode().splitlines()
    assert [json.loads(line)["status"] for line in lines] == [status]
    table = csv.DictReader(io.StringIO(get("commitments.csv", **times).getvalue().decode("utf-8-sig")))
    assert [row["status"] for row in table] == [status]
    assert len(get("commitments/AB-2025-001/updates/", **times).json()["results"]) == (status == "stalled")


@pytest.mark.parametrize(("times", "status"), LATE_WORD)
def test_filters_are_asked_of_the_past_too(times: dict[str, str], status: str) -> None:
    a_word_recorded_late()
    for address in ("commitments/", "summary/", "commitments.jsonl"):
        found = get(address, status="stalled", sector="roads", **times)
        body = b"".join(found) if found.streaming else found.content
        number = body.count(b'"reference"') if address != "summary/" else found.json()["total"]
        assert number == (status == "stalled"), address


def test_an_answer_says_that_it_was_cut_down_to_a_day_and_is_the_signed_text_otherwise() -> None:
    commitment = a_word_recorded_late()
    cut = get("commitments/AB-2025-001/", as_of="2026-02-04").json()
    assert (cut["as_of"], cut["edition"]) == ("2026-02-04", commitment.__class__.objects.get().edition.public_number)
    then = get("commitments/AB-2025-001/", recorded_at=BY_THEN)
    assert "as_of" not in then.json()
    first = commitment.__class__.objects.get().edition.__class__.objects.filter(key="AB-2025-001").earliest("number")
    assert then.content.decode().endswith(first.record[1:])


def test_lateness_is_judged_on_the_day_that_is_looked_at() -> None:
    make.DeadlineFactory(commitment=make.CommitmentFactory(reference="AB-2025-001"), edtf="2026-01")
    address = "commitments/AB-2025-001/"
    assert get(address).json()["lateness"] == "overdue"
    assert get(address, as_of="2026-01-01").json()["lateness"] == "not_due"
    assert get(address, recorded_at="2026-01-30").json()["lateness"] == "possibly_overdue"
    assert get(address, as_of="2026-01-01", on="2026-02-01").json()["lateness"] == "overdue"


def test_names_and_lists_of_what_commitments_refer_to_are_of_the_past_too() -> None:
    body = make.OrganisationFactory(slug="ministry", name={"en": "The first name"})
    body.name = {"en": "The second name"}
    keep(body, by=None, at=LATE, why=WHY)
    make.OrganisationFactory(slug="younger", at=LATE)
    assert get("organisations/ministry/", recorded_at=BY_THEN).json()["name"] == {"en": "The first name"}
    slugs = [each["slug"] for each in get("organisations/", recorded_at=BY_THEN).json()["results"]]
    assert slugs == ["ministry"]
    gone = get("organisations/younger/", recorded_at=BY_THEN)
    assert (gone.status_code, gone.json()["type"]) == (404, "urn:problem:not-yet")
    refused = get("commitments/", owner="younger", recorded_at=BY_THEN)
    assert refused.status_code == 400


def test_what_was_not_on_record_then_is_not_found_and_says_so() -> None:
    make.CommitmentFactory(reference="AB-2025-001", made_on="2026-01-03")
    for times in ({"as_of": "2026-01-02"}, {"recorded_at": "2026-01-04"}):
        answer = get("commitments/AB-2025-001/", **times)
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:problem:not-yet")
        assert get("commitments/", **times).json()["results"] == []


def test_what_was_withdrawn_since_is_gone_from_the_past_as_well() -> None:
    keeper = make.analyst()
    commitment = make.CommitmentFactory(reference="AB-2025-001", by=keeper)
    assert len(get("commitments/", recorded_at=BY_THEN).json()["results"]) == 1
    commitment.visibility = "internal"
    keep(commitment, by=keeper, at=LATE, why=WHY)
    assert get("commitments/AB-2025-001/", recorded_at=BY_THEN).status_code == 410
    assert get("commitments/", recorded_at=BY_THEN).json()["results"] == []
    assert get("summary/", as_of="2026-01-05").json()["total"] == 0


REFUSED = [
    ({"recorded_at": "2026-11-23"}, "recorded_at", "future"),
    ({"recorded_at": "2026-11-22T12:00:01Z"}, "recorded_at", "future"),
    ({"recorded_at": "9999-12-31T23:59:59-23:59"}, "recorded_at", "moment"),
    ({"recorded_at": "2026-02-05T12:00:00 07:00"}, "recorded_at", "%2B"),
    ({"recorded_at": "2026-02-05T12:00:00"}, "recorded_at", "offset"),
    ({"recorded_at": "yesterday"}, "recorded_at", "offset"),
    ({"recorded_at": "2026-02-30"}, "recorded_at", "offset"),
    ({"recorded_at": ""}, "recorded_at", "leave"),
    ({"as_of": "2026-11-24"}, "as_of", "has not come"),
    ({"as_of": "٢٠٢٦-٠٢-٠٥"}, "as_of", "year, month and day"),
    ({"as_of": "2026-02-05T12:00:00Z"}, "as_of", "year, month and day"),
    ({"as_of": ["2026-02-05", "2026-02-06"]}, "as_of", "once"),
]


@pytest.mark.parametrize(("times", "name", "said"), REFUSED)
@pytest.mark.parametrize("address", ["commitments/", "summary/", "commitments.csv", "sectors/"])
def test_a_time_that_cannot_be_is_refused_in_plain_words(address: str, times: Any, name: str, said: str) -> None:
    answer = get(address, **times)
    assert answer.status_code == 400
    assert [each["parameter"] for each in answer.json()["errors"]] == [name]
    assert said in answer.json()["errors"][0]["detail"]


def test_the_feed_and_the_editions_have_no_past() -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    for address in ("changes/", "commitments/AB-2025-001/editions/", "checkpoints/"):
        assert get(address, as_of="2026-01-01").json()["type"] == "urn:problem:unknown-parameter"


def test_today_and_the_end_of_today_are_no_future() -> None:
    make.CommitmentFactory()
    for times in ({"as_of": "2026-11-22"}, {"recorded_at": "2026-11-22"}, {"as_of": "2026-11-23"}):
        assert len(get("commitments/", **times).json()["results"]) == 1


def test_a_repeat_is_told_that_nothing_changed_without_asking_the_past(monkeypatch: pytest.MonkeyPatch) -> None:
    make.CommitmentFactory(reference="AB-2025-001")
    for address in ("commitments/", "commitments/AB-2025-001/", "summary/"):
        tag = get(address, as_of="2026-01-05")["ETag"]
        with monkeypatch.context() as closed:
            closed.setattr(shelf, "opened", lambda _then: pytest.fail("The past was asked."))
            again = Client().get(f"/api/v1/{address}", {"as_of": "2026-01-05"}, headers={"If-None-Match": tag})
        assert again.status_code == 304


def test_another_time_is_another_answer_with_another_tag() -> None:
    make.CommitmentFactory()
    tags = {get("commitments/", **times)["ETag"] for times, _status in LATE_WORD}
    assert len(tags) == len(LATE_WORD)


def test_a_stream_that_nobody_reads_leaves_nothing_open() -> None:
    make.CommitmentFactory()
    answer = get("commitments.jsonl", recorded_at=BY_THEN)
    answer.close()
    assert not hasattr(connections._connections, "past")  # noqa: SLF001  what a leak would leave behind


def test_a_page_of_the_past_leads_on_in_the_past() -> None:
    for _ in range(3):
        make.CommitmentFactory()
    make.CommitmentFactory(at=LATE)
    first = get("commitments/", recorded_at=BY_THEN, limit="2").json()
    second = Client().get(first["next"]).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (2, 1, None)


@pytest.mark.parametrize("ordering", ["period", "-period"])
@pytest.mark.parametrize("times", [{}, {"as_of": NOW.date().isoformat()}])
def test_values_are_walked_whole_while_others_are_written_and_taken_away(ordering: str, times: dict[str, Any]) -> None:
    trade = make.IndicatorFactory(code="trade")
    sources = [make.SourceFactory(slug=slug) for slug in ("c", "a", "b")]
    for period in ("2024", "2023", "2024-33", "../2030"):
        for source in sources:
            make.ObservationFactory(indicator=trade, period=period, source=source)
    path, met, others = "indicators/trade/observations/", [], []
    asked = times | {"ordering": ordering, "limit": 1}
    answer = get(path, **asked).json()
    for step in count():
        met += [(each["period"], each["source"]) for each in answer["results"]]
        if step % 2:
            drop_part(others.pop(), by=None, at=NOW, why=WHY)
        else:
            others.append(make.ObservationFactory(indicator=trade, period="2022", source=sources[step % 3]))
        if answer["next"] is None:
            break
        (cursor,) = parse_qs(urlsplit(answer["next"]).query)["cursor"]
        answer = get(path, **asked, cursor=cursor).json()
    stood = [each for each in met if each[0] != "2022"]
    periods = ["2023", "2024-33", "2024"] if ordering == "period" else ["2024", "2024-33", "2023"]
    slugs = "abc" if ordering == "period" else "cba"
    assert stood == [(period, slug) for period in (*periods, "../2030") for slug in slugs]


@pytest.mark.parametrize("times", [{"as_of": "2020-01-01"}, {"recorded_at": "2020-01-01"}])
def test_before_a_record_was_there_what_belongs_to_it_was_not_there_either(times: dict[str, str]) -> None:
    make.CommitmentFactory(reference="AB-2025-001", made_on="2025-12-01")
    make.IndicatorFactory(code="trade")
    paths = ["commitments/AB-2025-001/", "commitments/AB-2025-001/updates/"]
    if "recorded_at" in times:
        paths += ["indicators/trade/", "indicators/trade/observations/"]
    for path in paths:
        refused(get(path, **times), 404, "not-yet")
