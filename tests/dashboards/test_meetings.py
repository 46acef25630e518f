"""The pages of meetings: what came of each, what it only named again, and nothing that the reader may not see."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.models import Commitment, Meeting
from commitments.queries import meetings, outcomes
from tests import factories as make
from tests.dashboards.scenes import sides, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def page(client: Client, address: str = "", *, status: int = 200) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, f"/en/meetings/{address}", status=status)


def held(slug: str = "session", **given: object) -> Meeting:
    """A meeting that one text reports."""
    meeting: Meeting = make.MeetingFactory(slug=slug, title={"en": f"The {slug}"}, **given)
    make.SourceFactory(slug=f"report-of-{slug}", meeting=meeting)
    return meeting


def said(meeting: Meeting, relation: str = "establishes", **given: object) -> Commitment:
    """A commitment that its text names."""
    row: Commitment = given.pop("commitment", None) or make.CommitmentFactory(**given)
    make.CitationFactory(commitment=row, passage__source=meeting.sources.get(), relation=relation)
    return row


def test_each_meeting_says_its_day_place_and_what_came_out_of_it(client: Client) -> None:
    meeting = held(place={"en": "The capital"}, held_on="2025-12-03")
    first = said(meeting)
    said(meeting, "reaffirms", commitment=first)
    said(meeting, "reports")
    shown = page(client)
    assert '<a href="/en/meetings/session/">The session</a>' in shown
    assert "3 December 2025" in shown
    assert "The capital" in shown
    numbers = [f'<span class="cell">{each}</span><div>1</div>' for each in ("Texts", "Established", "Only named again")]
    assert [each in shown for each in numbers] == [True, True, True]


def test_the_newest_come_first_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "LIMIT", 2)
    for slug, day in (("a", "2020"), ("b", "2026-01"), ("c", "2025-12-01")):
        make.MeetingFactory(slug=slug, held_on=day)
    first = client.get("/en/meetings/")
    second = client.get("/en/meetings/" + first.context["beside"]["next"])
    assert [each.row.slug for got in (first, second) for each in got.context["register"].rows] == ["b", "c", "a"]


def test_one_partnership_can_be_looked_at_alone(client: Client) -> None:
    held()
    other = make.PartnershipFactory(slug="cc", code="CC", sides=list(sides()))
    held("conference", partnership=other)
    shown = page(client, "?partnership=cc")
    assert ("The conference" in shown, "The session" in shown) == (True, False)


def test_of_a_day_in_the_past_later_meetings_are_left_out(client: Client) -> None:
    held(held_on="2026-03-01")
    assert ("The session" in page(client), "The session" in page(client, "?as_of=2026-02-01")) == (True, False)


@pytest.mark.parametrize(
    ("query", "named"),
    [("?nope=1", "nope"), ("?partnership=none", "partnership"), ("?cursor=none", "cursor"), ("session/?q=1", "q")],
)
def test_what_cannot_be_read_is_named(query: str, named: str, client: Client) -> None:
    held()
    assert f"<strong>{named}</strong>" in page(client, query, status=400)


def test_an_empty_record_says_so(client: Client) -> None:
    assert "No meeting is on record yet." in page(client)


def test_what_became_of_what_it_established_is_counted_and_listed(client: Client) -> None:
    meeting = held()
    done, late, silent = (said(meeting, title={"en": title}) for title in ("A bridge", "A road", "A school"))
    for side in sides():
        make.StatusUpdateFactory(commitment=done, side=side, status="completed")
    make.DeadlineFactory(commitment=late, edtf="2025")
    said(meeting, "strengthens", title={"en": "An older promise"})
    shown = page(client, "session/")
    assert "Its texts name 4 commitments, and establish 3 of these." in shown
    assert "<strong>3</strong> <span>of 4 that its texts name</span>" in shown
    assert "<strong>1</strong> <span>of 3, by the sides’ words</span>" in shown
    assert "<strong>1</strong> <span>of 3: the last day has passed</span>" in shown
    assert "By status, of 3" in shown
    became = shown[shown.index("What became of") : shown.index("What it only named again")]
    assert [f"/en/commitments/{row.reference}/" in became for row in (done, late, silent)] == [True, True, True]
    again = shown[shown.index("What it only named again") :]
    assert again.index("An older promise") < again.index("Strengthens") < again.index("Not assessed")
    assert "A bridge" not in again


def test_its_particulars_sides_and_texts_are_there(client: Client) -> None:
    held(number=48, place={"en": "The capital"})
    shown = page(client, "session/")
    assert "number 48" in shown
    assert 'Side AA <span class="code">AA</span><br>Side BB <span class="code">BB</span>' in shown
    assert '<a class="row-title" href="/en/sources/report-of-session/">' in shown
    assert "Its texts name no commitment on record." in shown


def test_one_that_no_text_reports_says_so(client: Client) -> None:
    make.MeetingFactory(slug="silent")
    assert "No text on record reports this meeting." in page(client, "silent/")


def test_many_commitments_go_page_by_page_and_the_others_are_cut(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "LISTED", 2)
    monkeypatch.setattr(outcomes, "NAMED", 1)
    monkeypatch.setattr(outcomes, "TEXTS", 1)
    meeting = held()
    rows = [said(meeting, reference=f"AB-2025-00{number}") for number in range(1, 4)]
    for _ in range(2):
        said(meeting, "reports")
    make.SourceFactory(meeting=meeting)
    first = client.get("/en/meetings/session/")
    assert 'href="/en/sources/?meeting=session">and 1 more text<' in first.content.decode()
    assert "and 1 more, in the list of all that its texts name" in first.content.decode()
    second = client.get("/en/meetings/session/" + first.context["beside"]["next"])
    listed = [each.record["reference"] for got in (first, second) for each in got.context["outcome"].established]
    assert listed == [row.reference for row in rows]


def test_what_is_internal_is_neither_shown_nor_counted(client: Client) -> None:
    keeper, meeting = make.analyst("AA"), held()
    for relation, title in (("establishes", "A secret"), ("reports", "Another secret")):
        hidden = make.CommitmentFactory(visibility="internal", title={"en": title}, by=keeper)
        passage = make.PassageFactory(source=meeting.sources.get())
        make.CitationFactory(commitment=hidden, passage=passage, relation=relation, by=keeper)
    for reader, seen in ((None, False), (make.analyst("BB"), False), (keeper, True)):
        if reader:
            client.force_login(reader)
        listed, shown = page(client), page(client, "session/")
        assert f'<span class="cell">Established</span><div>{int(seen)}</div>' in listed
        assert ("A secret" in shown, "Another secret" in shown, "Its texts name 2" in shown) == (seen, seen, seen)


def test_it_is_read_as_it_stood(client: Client) -> None:
    row = said(held())
    make.StatusUpdateFactory(commitment=row)
    assert "<strong>1</strong> <span>of 1: a side has said how it goes</span>" in page(client, "session/")
    then = page(client, "session/?as_of=2026-01-01")
    assert "<strong>0</strong> <span>of 1: a side has said how it goes</span>" in then
    assert 'href="/en/sources/report-of-session/?as_of=2026-01-01"' in then


def test_an_unknown_one_gets_help_and_one_that_came_later_says_so(client: Client) -> None:
    held()
    assert "There is no meeting at this address" in page(client, "none/", status=404)
    assert "This was not on record then" in page(client, "session/?recorded_at=2026-01-01", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_both_pages_take_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        meeting = held(f"session-{each}")
        for _ in range(number):
            said(meeting)
            said(meeting, "reports")
    with django_assert_num_queries(8):
        client.get("/en/meetings/")
    with django_assert_num_queries(10):
        client.get("/en/meetings/session-0/")
