"""The pages of the record as it stood: they say which day they show, and lead on in it."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from commitments.actions.keep import keep
from commitments.models import Commitment
from commitments.past import shelf
from tests import factories as make
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 2, 5)
LATE = AT + timedelta(days=60)
PAGES = ["", "commitments/", "commitments/AB-2025-001/"]


@pytest.fixture(autouse=True)
def still_clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def a_commitment() -> Commitment:
    """A commitment with a neighbour, an owner, and a word for an earlier day than the one on which it was recorded."""
    commitment = make.CommitmentFactory(reference="AB-2025-001", title={"en": "The first title"})
    make.ResponsibilityFactory(commitment=commitment)
    make.DeadlineFactory(commitment=commitment, edtf="2026-03")
    make.LinkFactory(commitment=commitment, to=make.CommitmentFactory(reference="AB-2025-002"))
    make.StatusUpdateFactory(commitment=commitment, status="stalled", as_of=DAY, note={"en": "A quarrel."}, at=LATE)
    commitment.title = {"en": "The second title"}
    keep(commitment, by=None, at=LATE, why={"en": "It was renamed."})
    return commitment


def read(address: str = "", *, client: Client | None = None, **asked: str) -> str:
    """The words of a page."""
    answer = (client or Client()).get(f"/en/{address}", asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_plainly_which_day_it_shows(address: str) -> None:
    a_commitment()
    assert "You are reading" not in read(address)
    said = read(address, as_of="2026-02-05")
    assert "You are reading what was true on 5 February 2026, as far as it is known today." in said
    said = read(address, recorded_at="2026-02-06T12:30:00Z")
    assert "You are reading the record as it had been written down by 6 February 2026, 12:30 UTC." in said
    said = read(address, as_of="2026-02-05", recorded_at="2026-02-06")
    assert "what was true on 5 February 2026, as it had been written down by 6 February 2026, 23:59 UTC." in said


def test_a_word_recorded_late_shows_as_of_its_day_and_not_in_what_was_written_down_before() -> None:
    a_commitment()
    address = "commitments/AB-2025-001/"
    assert "A quarrel." in read(address, as_of="2026-02-05")
    assert "A quarrel." not in read(address, as_of="2026-02-04")
    assert "A quarrel." not in read(address, as_of="2026-02-05", recorded_at="2026-02-06")
    assert "The first title" in read(address, recorded_at="2026-02-06")
    assert "The second title" in read(address, as_of="2026-02-04")


def test_the_list_and_its_filters_are_of_that_time() -> None:
    a_commitment()
    assert "1 of 2 commitments" in read("commitments/", status="stalled")
    assert "0 of 2 commitments" in read("commitments/", status="stalled", recorded_at="2026-02-06")
    assert "1 of 2 commitments" in read("commitments/", status="stalled", as_of="2026-02-05")
    assert "The first title" in read("commitments/", recorded_at="2026-02-06")


def test_the_overview_counts_what_was_known_then() -> None:
    a_commitment()
    assert "Assessed</dt><dd><strong>1</strong>" in read()
    assert "Assessed</dt><dd><strong>0</strong>" in read(recorded_at="2026-02-06")
    assert "It was renamed." in read()
    assert "It was renamed." not in read(recorded_at="2026-02-06")


def test_days_left_are_counted_from_the_day_that_is_shown() -> None:
    a_commitment()
    assert "236 days past the last day" in read("commitments/AB-2025-001/")
    assert "54 days to the last day" in read("commitments/AB-2025-001/", as_of="2026-02-05")


@pytest.mark.parametrize("address", PAGES)
def test_every_link_to_a_page_leads_on_in_that_time(address: str) -> None:
    a_commitment()
    page = read(address, as_of="2026-02-05", recorded_at="2026-03-10T05:00:00Z")
    links = re.findall(r'<a[^>]* href="(/en/[^"#]*|\?[^"#]*)"', page)
    back = re.search(r'<a href="([^"]*)">Back to the record as it is today', page)
    assert back
    history = "/en/commitments/AB-2025-001/history/"
    leading = [link for link in links if link not in {back[1], history}]
    assert len(leading) >= 4
    assert [link for link in leading if "as_of=2026-02-05" not in link or "recorded_at=2026-03-10T05" not in link] == []


def test_the_filters_and_the_way_back_keep_what_else_was_chosen() -> None:
    a_commitment()
    page = read("commitments/", as_of="2026-02-05", kind="project", q="title")
    assert '<input type="hidden" name="as_of" value="2026-02-05">' in page
    assert 'href="/en/commitments/?kind=project&amp;q=title">Back to the record' in page
    assert page.count('<input type="hidden" name="kind" value="project">') == 1


def test_the_downloads_are_of_that_time() -> None:
    a_commitment()
    page = read("commitments/", as_of="2026-02-05")
    assert 'href="/api/v1/commitments.csv?as_of=2026-02-05"' in page


@pytest.mark.parametrize(
    ("asked", "said", "kept"),
    [
        ({"recorded_at": "2026-11-23"}, "lies in the future", "2026-11-23"),
        ({"as_of": "2027-01-01"}, "has not come yet", "2027-01-01"),
        ({"as_of": "05/02/2026"}, "Write a day as year, month and day", ""),  # a field for days shows no other text
        ({"recorded_at": "then"}, "Write a moment with its offset", ""),
    ],
)
@pytest.mark.parametrize("address", PAGES)
def test_a_time_that_cannot_be_is_told_in_plain_words(
    address: str, asked: dict[str, str], said: str, kept: str
) -> None:
    a_commitment()
    answer = Client().get(f"/en/{address}", asked)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert f'name="{next(iter(asked))}" value="{kept}"' in answer.content.decode()


def test_what_was_not_on_record_then_says_so_and_leads_to_today() -> None:
    a_commitment()
    answer = Client().get("/en/commitments/AB-2025-001/", {"recorded_at": "2026-01-01"})
    assert answer.status_code == 404
    assert "AB-2025-001 was not on record then" in answer.content.decode()
    assert 'href="/en/commitments/AB-2025-001/"' in answer.content.decode()


def test_what_was_withdrawn_since_or_never_was_is_answered_as_today() -> None:
    keeper = make.analyst()
    commitment = make.CommitmentFactory(reference="AB-2025-009", by=keeper)
    commitment.visibility = "internal"
    keep(commitment, by=keeper, at=LATE, why=WHY)
    for address, status in (("AB-2025-009", 410), ("AB-2025-777", 404)):
        assert Client().get(f"/en/commitments/{address}/", {"recorded_at": "2026-01-06"}).status_code == status


def test_a_side_reads_in_the_past_what_it_keeps_internal_and_no_other_side_does() -> None:
    keeper, other = make.analyst("AA"), make.analyst("BB")
    make.CommitmentFactory(reference="AB-2025-009", by=keeper, visibility="internal", title={"en": "Our own plan"})
    for person, seen in ((keeper, True), (other, False)):
        client = Client()
        client.force_login(person)
        page = read("commitments/", client=client, recorded_at="2026-01-06")
        assert ("Our own plan" in page) == seen


def test_the_form_is_there_on_every_page_and_remembers_the_times() -> None:
    a_commitment()
    for address in PAGES:
        assert "Read this as it stood at another time" in read(address)
        page = read(address, as_of="2026-02-05", recorded_at="2026-02-06")
        assert 'name="as_of" value="2026-02-05"' in page
        assert 'name="recorded_at" value="2026-02-06"' in page


def test_the_page_of_a_past_edition_shows_only_the_editions_until_then() -> None:
    a_commitment()
    page = read("commitments/AB-2025-001/", recorded_at="2026-02-06")
    assert "It was renamed." not in page
    assert "It was renamed." in read("commitments/AB-2025-001/")


def test_times_left_empty_in_the_form_ask_for_the_record_as_it_is() -> None:
    a_commitment()
    assert "You are reading" not in read("commitments/", as_of="", recorded_at="")


def test_the_chart_names_the_day_that_is_shown_and_not_today() -> None:
    target = make.TargetFactory(commitment=a_commitment())
    make.ObservationFactory(indicator=target.indicator, source__published_on="2026-01-02", period="2024")
    address = "commitments/AB-2025-001/"
    assert ">today<" in read(address)
    shown = read(address, as_of="2026-02-05")
    assert ">today<" not in shown
    assert ">5 February 2026<" in shown


def test_a_time_given_twice_is_refused() -> None:
    a_commitment()
    answer = Client().get("/en/?as_of=bad&as_of=2026-02-05")
    assert answer.status_code == 400
    assert "Give this parameter once." in answer.content.decode()


def test_what_lies_in_the_future_today_is_answered_once_it_has_come() -> None:
    a_commitment()
    address = "/en/?recorded_at=2026-11-22T12:00:05Z"
    refused = Client().get(address)
    assert (refused.status_code, refused.has_header("ETag")) == (400, False)
    with time_machine.travel(NOW + timedelta(seconds=10), tick=False):
        assert Client().get(address).status_code == 200


def test_while_too_many_other_times_are_rebuilt_the_present_is_read_as_ever() -> None:
    a_commitment()
    with shelf._turn(), shelf._waiting:  # noqa: SLF001  one is served, another waits
        busy = Client().get("/en/commitments/?as_of=2026-02-05")
        assert (busy.status_code, busy["Retry-After"]) == (503, "5")
        assert "Try again in a few seconds" in busy.content.decode()
        told = Client().get("/api/v1/commitments/?as_of=2026-02-05")
        assert (told.status_code, told.json()["type"], told["Retry-After"]) == (503, "urn:problem:unavailable", "5")
        assert "1 of 2 commitments" in read("commitments/", status="stalled")


def test_search_engines_are_told_to_leave_the_past_alone() -> None:
    a_commitment()
    assert Client().get("/en/?as_of=2026-02-05")["X-Robots-Tag"] == "noindex, nofollow"
    assert not Client().get("/en/").has_header("X-Robots-Tag")


def test_nobody_learns_when_a_record_was_drafted_before_it_became_public() -> None:
    keeper = make.analyst()
    commitment = make.CommitmentFactory(reference="AB-2025-009", by=keeper, visibility="internal")
    commitment.visibility = "public"
    keep(commitment, by=keeper, at=LATE, why=WHY)
    for moment in ("2026-01-01", "2026-01-06", "2026-02-20"):
        answer = Client().get("/en/commitments/AB-2025-009/", {"recorded_at": moment})
        assert (answer.status_code, "was not on record then" in answer.content.decode()) == (404, True)


def test_the_overview_of_a_day_does_not_tell_what_was_recorded_since_as_its_last_changes() -> None:
    a_commitment()
    assert "The last changes" in read()
    assert "The last changes" in read(recorded_at="2026-02-06")
    assert "The last changes" not in read(as_of="2026-02-05")
    assert "Where did things stand on 5 February 2026?" in read(as_of="2026-02-05")
