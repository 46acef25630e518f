"""The overview: real numbers with what they are a share of, and nothing that the reader may not see."""

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories as make
from tests.dashboards.scenes import full, sides, text_of

pytestmark = pytest.mark.django_db
TODAY = "2026-11-21T09:00:00Z"


def page(client: Client, address: str = "/en/") -> str:
    """The page as text, its white space closed up."""
    return text_of(client, address)


def test_it_says_so_when_nothing_is_on_record(client: Client) -> None:
    assert "No commitment is on record yet." in page(client)


@time_machine.travel(TODAY)
def test_its_numbers_are_those_one_counts_by_hand(client: Client) -> None:
    rows = [make.CommitmentFactory() for _ in range(3)]
    make.StatusUpdateFactory(commitment=rows[0])
    make.DeadlineFactory(commitment=rows[1], edtf="2025")
    shown = page(client)
    assert "<strong>1</strong> <span>of 3: a side has said how it goes</span>" in shown
    assert "<strong>1</strong></a> <span>of 3: the last day has passed</span>" in shown
    assert "/en/commitments/?status=not_assessed" in shown
    assert ">2 of 3 commitments<" in shown
    assert "325 days past the last day" in shown


@time_machine.travel(TODAY)
def test_next_deadlines_say_how_sure_they_are_and_how_many_days_are_left(client: Client) -> None:
    make.DeadlineFactory(edtf="2027", basis="inferred")
    shown = page(client)
    assert "<span>In 2027</span>" in shown
    assert "<strong>405</strong> days to the last day" in shown
    assert "an analyst&#x27;s reading" in shown


def test_where_the_sides_differ_each_has_its_word(client: Client) -> None:
    row = make.CommitmentFactory()
    for side, status in zip(sides(), ("completed", "stalled"), strict=True):
        make.StatusUpdateFactory(commitment=row, side=side, status=status)
    shown = page(client)
    assert shown.index("AA</span>") < shown.index("Completed", shown.index("Where the sides differ"))
    assert "The sides do not differ on anything that both have assessed." not in shown


def test_what_is_internal_is_neither_shown_nor_counted(client: Client) -> None:
    make.CommitmentFactory(visibility="internal", title={"en": "A secret"})
    assert "No commitment is on record yet." in page(client)


def test_a_side_sees_and_counts_what_it_keeps_internal(client: Client) -> None:
    person = make.analyst("AA")
    make.PartnershipFactory()
    make.CommitmentFactory(visibility="internal", by=person)
    client.force_login(person)
    assert "All partnerships" in page(client)
    assert "<strong>1</strong>" in page(client)
    assert client.get("/en/")["Cache-Control"] == "private, no-store"


def test_one_partnership_can_be_looked_at_alone(client: Client) -> None:
    make.CommitmentFactory()
    other = make.PartnershipFactory(slug="cc", code="CC", sides=list(sides()))
    make.CommitmentFactory(reference="CC-2025-001", partnership=other)
    shown = page(client, "/en/?partnership=cc")
    assert "By status, of 1" in shown
    assert "/en/commitments/?status=not_assessed&amp;partnership=cc" in shown


def test_the_chart_and_its_table_hold_the_same_numbers(client: Client) -> None:
    full()
    shown = page(client)
    assert shown.count('<svg class="chart ') == 2
    assert '<td>2024</td><td class="figures">USD 4</td>' in shown


def test_the_last_changes_say_for_whom_and_why(client: Client) -> None:
    row = make.CommitmentFactory()
    make.StatusUpdateFactory(commitment=row, by=make.analyst("AA"), why={"en": "The ministry wrote."})
    shown = page(client)
    assert "The ministry wrote." in shown
    assert "Recorded for: Body ministry" in shown


def test_a_sector_and_what_an_organisation_and_those_below_it_have_a_part_in_can_be_looked_at_alone(
    client: Client,
) -> None:
    field, ministry = make.SectorFactory(slug="field"), make.OrganisationFactory(slug="ministry")
    body = make.OrganisationFactory(parent=ministry)
    both, one = make.CommitmentFactory(sectors=[field]), make.CommitmentFactory(sectors=[field])
    for row in (both, make.CommitmentFactory()):
        make.ResponsibilityFactory(commitment=row, organisation=body)
    assert "By status, of 2" in page(client, "/en/?sector=field")
    assert "By status, of 2" in page(client, "/en/?owner=ministry")
    shown = page(client, "/en/?owner=ministry&sector=field&partnership=aa-bb")
    assert "By status, of 1" in shown
    assert "Only what “Body ministry”, or an organisation below it, has a part in." in shown
    assert "Only what belongs to the sector “Field field”." in shown
    assert "?status=not_assessed&amp;partnership=aa-bb&amp;sector=field&amp;owner=ministry" in shown
    assert one.reference not in shown


@pytest.mark.parametrize("name", ["partnership", "sector", "owner"])
def test_what_is_not_on_record_cannot_be_looked_at_alone(name: str, client: Client) -> None:
    assert client.get(f"/en/?{name}=nowhere").status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_page_takes_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        row = full(f"AB-2025-9{each}1")
        make.StatusUpdateFactory(commitment=row, by=make.analyst("AA"))
    with django_assert_num_queries(13):
        client.get("/en/")


@pytest.mark.parametrize("query", ["sektor=trade", "cursor=1", "partnership=aa-bb&partnership=aa-bb", "q=bridge"])
def test_what_it_cannot_narrow_by_is_named_and_never_ignored(query: str, client: Client) -> None:
    make.PartnershipFactory()
    name = query.partition("=")[0]
    assert f"<strong>{name}</strong>" in text_of(client, f"/en/?{query}", status=400)


def test_each_part_of_the_record_names_itself_as_its_address(client: Client) -> None:
    row = make.CommitmentFactory(sectors=[make.SectorFactory(slug="trade")])
    make.ResponsibilityFactory(commitment=row, organisation=make.OrganisationFactory(slug="ministry"))
    for asked, named in (
        ("", ""),
        ("?sector=trade&owner=ministry&partnership=", "?owner=ministry&amp;sector=trade"),
        ("?sector=trade&recorded_at=2026-01-06", "?sector=trade"),
    ):
        assert f'<link rel="canonical" href="http://testserver/en/{named}">' in page(client, f"/en/{asked}")
