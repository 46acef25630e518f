"""The timeline: what falls due when, in every language, without scripts, and nothing that the reader may not see."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.dashboards.ways import Ways
from commitments.dashboards.windows import around
from commitments.models import Commitment
from commitments.queries import timeline as timelines
from commitments.queries.timeline import Group
from tests import factories as make
from tests.dashboards.scenes import full

pytestmark = pytest.mark.django_db
ADDRESS = "/en/timeline/"
TODAY = "2026-11-21T09:00:00Z"


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


def page(address: str = ADDRESS, client: Client | None = None, *, status: int = 200) -> str:
    """The page as text, its white space closed up and its entities read."""
    response = (client or Client()).get(address)
    assert response.status_code == status
    return unescape(" ".join(response.content.decode().split()))


def due(edtf: str, **given: object) -> Commitment:
    """A commitment with a deadline."""
    row: Commitment = make.CommitmentFactory(**given)
    make.DeadlineFactory(commitment=row, edtf=edtf)
    return row


def test_it_says_so_when_nothing_is_on_record() -> None:
    shown = page()
    assert "Nothing on record falls due in this time." in shown
    assert "Every commitment here names a date." in shown


def test_each_commitment_is_a_link_with_its_date_its_status_and_its_lateness() -> None:
    row = due("2027", title={"en": "Build the bridge"})
    late = due("2025", title={"en": "Mend the road"})
    shown = page()
    label = "Build the bridge: in 2027; not assessed; not yet due"
    assert shown.count(f'<a class="promise" href="/en/commitments/{row.reference}/" aria-label="{label}">') == 2
    assert (
        shown.count(f'href="/en/commitments/{late.reference}/" aria-label="Mend the road: in 2025; not assessed;') == 2
    )
    assert shown.count('<use href="#overdue"') == 3  # in two drawings and in the table
    assert f'<th scope="row"><a href="/en/commitments/{row.reference}/">Build the bridge</a></th>' in shown


def test_what_has_a_milestone_says_how_many() -> None:
    row = due("2027", title={"en": "Build"})
    make.MilestoneFactory(commitment=row, due="2026", title={"en": "The plan"})
    shown = page()
    assert "Build: in 2027; not assessed; not yet due; 1 milestone" in shown
    assert "<title>Milestone: The plan (2026)</title>" in shown
    assert "<p>The plan (2026)</p>" in shown


def test_an_unsure_or_open_end_is_drawn_otherwise_than_a_known_one() -> None:
    known, unsure = due("2027"), due("2027~")
    shapes = {
        row.reference: re.findall(rf'{row.reference}/" aria-label.*?<path class="span not_due" d="(.*?)"', page())
        for row in (known, unsure)
    }
    assert {name: [path.count("M") for path in paths] for name, paths in shapes.items()} == {
        known.reference: [1, 1],
        unsure.reference: [13, 11],
    }


def test_what_names_no_date_stands_in_its_own_band_cut_with_the_way_to_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timelines, "UNDATED", 1)
    rows = [make.CommitmentFactory() for _ in range(3)]
    shown = page()
    assert "3 commitments name no date, so nobody can say when they are late." in shown
    assert [row.reference in shown for row in rows] == [False, False, True]
    assert '<a href="/en/commitments/?missing=deadline">And 2 more: the list</a>' in shown


def test_a_group_that_has_more_leads_to_the_list_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "ROWS_OF_GROUP", 1)
    road = make.SectorFactory(slug="road")
    for edtf in ("2027", "2028", "2029"):
        due(edtf, sectors=[road])
    address = "/en/commitments/?sector=road&due_after=2024-01-01&due_before=2031-12-31&ordering=deadline"
    assert f'<a href="{address}">And 2 more: the list</a>' in page()
    assert "3 of 3 commitments" in page(address)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", "2024", "2031"),
        ("?from=2015", "2015", "2022"),
        ("?zoom=quarter", "second quarter of 2026", "first quarter of 2028"),
        ("?zoom=quarter&from=2019-Q4", "fourth quarter of 2019", "third quarter of 2021"),
        ("?zoom=quarter&from=2019", "first quarter of 2019", "fourth quarter of 2020"),
        ("?zoom=year&from=2019-Q4", "2019", "2026"),
        ("?from=0000", "1", "8"),
        ("?from=9999", "9992", "9999"),
        ("?zoom=quarter&from=9999-Q4", "first quarter of 9998", "fourth quarter of 9999"),
    ],
)
def test_the_address_says_which_days_are_shown(query: str, first: str, last: str) -> None:
    assert f'<p class="lead">{first[0].upper()}{first[1:]} – {last}: 0 commitments may fall due' in page(
        ADDRESS + query
    )


def test_earlier_and_later_step_by_half_and_the_calendar_has_ends() -> None:
    shown = page(ADDRESS + "?zoom=quarter&from=2026-Q2&group=owner")
    assert 'rel="prev" href="?from=2025-Q2&group=owner&zoom=quarter"' in shown
    assert 'rel="next" href="?from=2027-Q2&group=owner&zoom=quarter"' in shown
    assert ('rel="prev"' in page(ADDRESS + "?from=0001"), 'rel="next"' in page(ADDRESS + "?from=9992")) == (
        False,
        False,
    )


def test_the_other_zoom_keeps_the_time_that_is_looked_at() -> None:
    assert '<a href="?from=2026-Q2&zoom=quarter">By quarter</a>' in page()
    assert '<a href="?from=2015-Q1&zoom=quarter">By quarter</a>' in page(ADDRESS + "?from=2015")
    assert '<a href="?from=2024&zoom=year">By year</a>' in page(ADDRESS + "?zoom=quarter")


def test_what_lies_beyond_leads_there() -> None:
    for edtf in ("2011-05-06", "2012", "2040"):
        due(edtf)
    shown = page()
    assert '<a href="?from=2012&zoom=year">2 fell due before this time</a>' in shown
    assert '<a href="?from=2040&zoom=year">1 falls due after it</a>' in shown
    assert "Back to the present" in page(ADDRESS + "?from=2012")
    assert "Back to the present" not in shown


@pytest.mark.parametrize(("by", "heading"), [("sector", "Roads"), ("owner", "The ministry"), ("source", "The text")])
def test_it_is_grouped_as_it_is_asked(by: str, heading: str) -> None:
    row = due("2027", sectors=[make.SectorFactory(slug="of-it", name={"en": "Roads"})])
    make.ResponsibilityFactory(
        commitment=row, organisation=make.OrganisationFactory(slug="of-it", name={"en": "The ministry"})
    )
    source = make.SourceFactory(slug="of-it", title={"en": "The text"})
    make.CitationFactory(commitment=row, passage=make.PassageFactory(source=source))
    assert f'<h2 id="h-1"><a href="?group={by}&{by}=of-it">{heading}</a></h2>' in page(f"{ADDRESS}?group={by}").replace(
        f"?{by}=of-it&group={by}", f"?group={by}&{by}=of-it"
    )


def test_the_filters_of_the_list_narrow_it_and_can_be_taken_away() -> None:
    road = make.SectorFactory(slug="road", name={"en": "Roads"})
    inside, outside = due("2027", sectors=[road]), due("2027")
    shown = page(ADDRESS + "?sector=road&group=owner&kind=project")
    assert (inside.reference in shown, outside.reference in shown) == (True, False)
    assert '<a href="?group=owner&kind=project"><span>Sector: Roads</span>' in shown
    assert '<a href="?group=owner&sector=road"><span>Kind: project</span>' in shown
    assert "/en/commitments/?sector=road&kind=project&missing=deadline" not in shown  # nothing more is undated


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("zoom=month", "Write year or quarter."),
        ("from=soon", "Write a year such as 2026, or a quarter such as 2026-Q3."),
        ("from=2026-Q5", "Write a year such as 2026, or a quarter such as 2026-Q3."),
        ("from=２０２６", "Write a year such as 2026, or a quarter such as 2026-Q3."),
        ("group=colour", "Write sector, owner or source."),
        ("zoom=year&zoom=quarter", "Give this parameter once."),
        ("sector=none", "There is no “none” on record."),
        ("status=done", "“done” is not known here."),
        ("due_after=2026-01-01", "This parameter is not known."),
        ("colour=red", "This parameter is not known."),
        ("q=%00", "This holds a character that cannot be stored."),
        ("as_of=2026-02-30", "2026-02-06"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_write(query: str, words: str) -> None:
    assert words in page(f"{ADDRESS}?{query}", status=400)


def test_what_is_internal_is_shown_to_its_side_alone() -> None:
    person = make.analyst("AA")
    hidden = make.OrganisationFactory(name={"en": "A hidden owner"})
    row = due("2027", visibility="internal", title={"en": "A secret"}, by=person)
    make.ResponsibilityFactory(commitment=row, organisation=hidden)
    due("2019", visibility="internal")
    make.CommitmentFactory(visibility="internal")
    shown = page(ADDRESS + "?group=owner")
    assert ("A secret" in shown, "A hidden owner" in shown, "fell due" in shown) == (False, False, False)
    assert "Every commitment here names a date." in shown
    own = Client()
    own.force_login(person)
    assert (
        "A secret" in page(ADDRESS + "?group=owner", own),
        "A hidden owner" in page(ADDRESS + "?group=owner", own),
    ) == (
        True,
        True,
    )


def test_another_time_shows_what_was_on_record_and_its_links_stay_there() -> None:
    row = due("2027")
    make.DeadlineFactory(commitment=row, edtf="2030", at=make.AT.replace(month=3), reason={"en": "Put off."})
    then = page(ADDRESS + "?recorded_at=2026-02-01")
    assert (f"{row.reference}: in 2027;" in then, f"{row.reference}: in 2030;" in page()) == (True, True)
    assert f'href="/en/commitments/{row.reference}/?recorded_at=2026-02-01"' in then
    assert 'href="?from=2020&recorded_at=2026-02-01&zoom=year"' in then
    assert ">1 February 2026</text>" in then


@pytest.mark.parametrize("language", ["en", "fr", "vi"])
@pytest.mark.parametrize("query", ["", "?zoom=quarter", "?group=owner", "?group=source&from=2027"])
def test_it_answers_in_three_languages(language: str, query: str) -> None:
    full()
    assert f'<html lang="{language}">' in page(f"/{language}/timeline/{query}")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("group", ["sector", "owner", "source"])
def test_three_groups_take_as_many_queries_as_one(
    group: str, number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        full(f"AB-2025-9{each}1")
    with django_assert_num_queries(12):
        client.get(f"{ADDRESS}?group={group}")


def test_the_list_of_a_group_by_owner_is_of_what_it_leads_and_not_of_all_that_it_has_a_part_in() -> None:
    ways = Ways(QueryDict("group=owner"), around(date(2026, 11, 21), "year"), "owner", {}, date(2026, 11, 21))
    asked = QueryDict(ways.listed(Group("ministry", {}, 1, [])).partition("?")[2])
    assert (asked.getlist("owner"), asked.getlist("role")) == (["ministry"], ["lead", "co_lead"])
    assert "role" not in ways.listed(Group("", {}, 1, []))
