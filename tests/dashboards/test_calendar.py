"""The calendar of a selection: its deadlines as exactly as they are known, in the reader's language, and nothing else."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from tests import factories as make

pytestmark = pytest.mark.django_db


def calendar(client: Client, query: str = "", *, language: str = "en") -> Any:
    """The file, read by the library's own parser."""
    answer = client.get(f"/{language}/commitments/calendar.ics{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def days(event: Any) -> tuple[str, str]:
    """The first day, and the day after the last."""
    return event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()


def due(edtf: str, **given: Any) -> Any:
    """A commitment with a deadline."""
    row = make.CommitmentFactory(title={"en": "A bridge"}, **given)
    make.DeadlineFactory(commitment=row, edtf=edtf)
    return row


@pytest.mark.parametrize(
    ("edtf", "spans", "summary"),
    [
        ("2027-03-14", ("2027-03-14", "2027-03-15"), "Due: A bridge"),
        ("2027-03-14?", ("2027-03-14", "2027-03-15"), "Due on 14 March 2027 (uncertain): A bridge"),
        ("2027", ("2027-01-01", "2028-01-01"), "Due in 2027: A bridge"),
        ("2027-03", ("2027-03-01", "2027-04-01"), "Due in March 2027: A bridge"),
        ("../2030", ("2030-12-31", "2031-01-01"), "Due by the end of 2030: A bridge"),
        ("2027/..", ("2027-01-01", "2027-01-02"), "Due from 2027 on: A bridge"),
    ],
)
def test_a_deadline_is_told_as_exactly_as_it_is_known(
    edtf: str, spans: tuple[str, str], summary: str, client: Client
) -> None:
    due(edtf)
    (event,) = calendar(client).events
    assert (days(event), str(event["summary"])) == (spans, summary)


def test_nobody_can_take_a_year_for_its_first_day(client: Client) -> None:
    due("2027")
    (event,) = calendar(client).events
    said = "It can mean any day from 1 January 2027 to 31 December 2027. The first of them is not the deadline."
    assert said in str(event["description"])


def test_an_open_end_says_which_day_it_shows(client: Client) -> None:
    due("../2030")
    (event,) = calendar(client).events
    assert "It can mean any day up to 31 December 2030; this is the last one." in str(event["description"])


def test_the_name_of_an_event_stays_and_its_revision_grows(client: Client) -> None:
    row = due("2027")
    (before,) = calendar(client).events
    make.DeadlineFactory(commitment=row, edtf="2028", reason={"en": "Late."})
    (after,), (french,) = calendar(client).events, calendar(client, language="fr").events
    assert before["uid"] == after["uid"] == french["uid"] == f"{row.reference}-deadline@{settings.ORIGIN}"
    assert before["sequence"] < after["sequence"]
    assert days(after) == ("2028-01-01", "2029-01-01")
    assert after["dtstamp"].dt == make.AT


def test_what_has_no_date_is_left_out_and_counted(client: Client) -> None:
    due("2027")
    make.CommitmentFactory()
    make.CommitmentFactory()
    found = calendar(client)
    assert len(found.events) == 1
    assert "2 commitments of the selection have no date and are left out." in str(found["description"])


def test_it_holds_the_selection_and_says_where_it_is(client: Client) -> None:
    due("2027", kind="project")
    wanted = due("2028", kind="target")
    found = calendar(client, "?kind=target")
    assert [str(each["url"]) for each in found.events] == [f"http://testserver/en/commitments/{wanted.reference}/"]
    assert "http://testserver/en/commitments/?kind=target" in str(found["description"])
    assert "0 commitments of the selection have no date" in str(found["description"])


def test_it_speaks_the_readers_language_and_says_when_a_text_does_not(client: Client) -> None:
    make.DeadlineFactory(commitment=make.CommitmentFactory(title={"vi": "Cầu mới"}), edtf="2027")
    (event,) = calendar(client).events
    assert str(event["summary"]) == "Due in 2027: Cầu mới (in Vietnamese)"
    assert event["summary"].params["language"] == "en"
    (vietnamese,) = calendar(client, language="vi").events
    assert "Cầu mới" in str(vietnamese["summary"])
    assert "tiếng Việt" not in str(vietnamese["summary"])


def test_what_is_internal_or_withdrawn_is_in_no_calendar_of_others(client: Client) -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    hidden = make.CommitmentFactory(visibility="internal", by=person)
    make.DeadlineFactory(commitment=hidden, edtf="2027", by=person)
    gone = due("2027")
    gone.visibility = "internal"
    keep(gone, by=None, at=make.AT, why=make.WHY)
    found = calendar(client)
    assert found.events == []
    assert "0 commitments" in str(found["description"])
    client.force_login(person)
    assert [each["uid"].split("-deadline")[0] for each in calendar(client).events] == [hidden.reference]


@pytest.mark.parametrize("query", ["?kind=none", "?nope=1", "?due_after=2026-02-30", "?as_of=2999-01-01"])
def test_what_cannot_be_read_is_answered_with_a_page(query: str, client: Client) -> None:
    answer = client.get(f"/en/commitments/calendar.ics{query}")
    assert answer.status_code == 400
    assert "text/html" in answer["Content-Type"]


def test_too_many_deadlines_are_refused_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commitments.dashboards.pages.calendar.MOST", 1)
    due("2027")
    assert len(calendar(client).events) == 1
    due("2028")
    answer = client.get("/en/commitments/calendar.ics?force=joint")
    assert answer.status_code == 400
    assert "A calendar holds at most 1 deadlines." in answer.content.decode()
    assert 'href="/en/commitments/?force=joint"' in answer.content.decode()


def test_a_program_that_looks_again_is_told_that_nothing_changed(client: Client) -> None:
    due("2027")
    tag = client.get("/en/commitments/calendar.ics")["ETag"]
    assert client.get("/en/commitments/calendar.ics", HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_the_list_leads_to_the_calendar_of_its_selection(client: Client) -> None:
    due("2027")
    shown = client.get("/en/commitments/?force=joint").content.decode()
    assert 'href="/en/commitments/calendar.ics?force=joint"' in shown


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(number):
        make.ResponsibilityFactory(commitment=due("2027", sectors=[make.SectorFactory()]))
    # The version; the deadlines; how many have none.
    with django_assert_num_queries(3):
        calendar(client)
