"""How far? The register of indicators and the page of one, read as a visitor does."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commitments.actions.keep import keep
from commitments.models import Indicator
from tests import factories as make
from tests.dashboards.scenes import text_of
from tests.factories import AT, WHY

pytestmark = pytest.mark.django_db
TODAY = "2026-11-22T09:00:00Z"
LIST, ONE = "/en/indicators/", "/en/indicators/trade/"


def page(client: Client, address: str = ONE, **asked: str) -> str:
    """The page as text, its white space closed up."""
    return text_of(client, address, **asked)


def reported(row: Indicator, period: str, value: int | str, publisher: str = "An agency", **given: Any) -> None:
    source = make.SourceFactory(publisher=publisher, published_on=given.pop("published", "2026-02-01"))
    make.ObservationFactory(indicator=row, period=period, value=Decimal(value), source=source, **given)


def promised(row: Indicator, value: int, edtf: str = "", **given: Any) -> None:
    target = make.TargetFactory(indicator=row, value=Decimal(value), commitment=make.CommitmentFactory(**given))
    if edtf:
        make.DeadlineFactory(commitment=target.commitment, edtf=edtf)


@pytest.fixture
def trade() -> Indicator:
    """An indicator of two publishers, one of whom revised a year, with targets of every kind."""
    row: Indicator = make.IndicatorFactory(code="trade", name={"en": "Trade"}, partnership=make.PartnershipFactory())
    reported(row, "2023", 1_500_000_000)
    reported(row, "2024", 2_200_000_000, published="2025-01", flag="provisional")
    reported(row, "2024", 2_250_000_000, published="2025-08", flag="final")
    reported(row, "2025-01/2025-10", 2_500_000_000, side=make.SideFactory(code="AA"))
    reported(row, "2025", 3_000_000_000, publisher="Another", published="2025-11", flag="estimated")
    promised(row, 1_000_000_000, "2023", reference="AB-2020-001")
    promised(row, 5_000_000_000, "2027/2028", reference="AB-2025-001")
    promised(row, 10_000_000_000, reference="AB-2025-002")
    return row


def test_an_empty_register_says_so(client: Client) -> None:
    assert "Nothing is counted here yet: no indicator is on record." in page(client, LIST)


@pytest.mark.usefixtures("trade")
def test_the_register_shows_the_newest_value_of_each_publisher_and_the_targets(client: Client) -> None:
    make.IndicatorFactory(code="unseen", name={"en": "Unseen"})
    shown = page(client, LIST)
    assert "2 indicators" in shown
    assert "<strong>USD 2.25 billion</strong> <span>2024</span>" in shown
    assert "part of a year · An agency, statistics of Side AA" in shown
    assert "estimate or expectation · Another" in shown
    assert "2.2 billion" not in shown
    assert re.search(r'href="/en/commitments/AB-2025-001/">USD 5 billion</a> <span>between 2027 and 2028', shown)
    assert "USD 10 billion</a> <span>no date stated" in shown
    assert "No value has been reported yet." in shown
    assert "No target is on record." in shown


@pytest.mark.usefixtures("trade")
@time_machine.travel(TODAY)
def test_the_growth_needed_is_told_with_what_it_is_computed_from(client: Client) -> None:
    shown = page(client)
    assert 'USD 2.25 billion <span class="quiet">2024</span>' in shown
    assert '<strong>30.5% a year</strong> <span class="quiet">until 2027, 3 years</span>' in shown
    assert '<strong>22.1% a year</strong> <span class="quiet">until 2028, 4 years</span>' in shown
    assert "No date is stated, so no yearly growth can be computed." in shown
    assert "no more than parts of years or estimates: Another, An agency, statistics of Side AA." in shown


@pytest.mark.usefixtures("trade")
@time_machine.travel(TODAY)
def test_an_older_target_is_told_with_what_was_reported_of_its_year(client: Client) -> None:
    shown = page(client)
    older = shown[shown.index("Older targets") :]
    assert "USD 1 billion in 2023" in older
    assert "Reported for 2023: USD 1.5 billion (An agency)" in older


@pytest.mark.usefixtures("trade")
def test_a_projection_names_what_it_assumes_and_is_no_report(client: Client) -> None:
    shown = page(client)
    assert "This is no forecast and nobody reported it. It starts from what was reported for 2024" in shown
    said = "50% a year, as between 2023 (USD 1.5 billion) and 2024 (USD 2.25 billion), both from An agency"
    assert said in shown
    assert "no growth: it stays at USD 2.25 billion, the value of 2024 (An agency)" in shown
    assert "reached in 2026 at the fastest pace, and not within 20 years at the slowest" in shown
    assert shown.count('class="projected" tabindex="0"') == 2


@pytest.mark.usefixtures("trade")
def test_a_revised_value_is_shown_as_older_beside_the_one_that_counts(client: Client) -> None:
    shown = page(client)
    assert "2024, An agency: first USD 2.2 billion, then USD 2.25 billion" in shown
    assert "provisional, January 2025 → final, August 2025" in shown
    assert '<tr class="older"><td>2024</td><td class="figures"><s>USD 2.2 billion</s></td><td>older figure' in shown
    assert "2024: USD 2.2 billion (An agency) – an older figure, revised since" in shown


@pytest.mark.usefixtures("trade")
def test_every_number_of_the_chart_is_in_the_table_with_its_flag(client: Client) -> None:
    shown = page(client)
    table = shown[shown.index('<details class="numbers">') :]
    for value in ("USD 1.5 billion", "USD 2.25 billion", "USD 2.5 billion", "USD 3 billion", "USD 5 billion"):
        assert value in table
    for flag in ("provisional", "final", "estimated", "not said"):
        assert flag in table
    assert "Projection, not reported" in table


def test_a_single_number_is_no_chart(client: Client, trade: Indicator) -> None:
    row = make.IndicatorFactory(code="single", unit="km", period="none")
    assert "No value has been reported yet, and nothing is promised of it." in page(client, "/en/indicators/single/")
    reported(row, "2025-04", "203.8")
    shown = page(client, "/en/indicators/single/")
    assert '<svg class="chart ' not in shown
    assert '<details class="numbers" open>' in shown
    assert "203.8 km" in shown
    assert '<svg class="chart ' in page(client)


@pytest.mark.parametrize("language", ["fr", "en", "vi"])
@pytest.mark.usefixtures("trade")
def test_both_pages_are_there_in_every_language_and_in_the_bar(language: str, client: Client) -> None:
    for address in (f"/{language}/indicators/", f"/{language}/indicators/trade/"):
        assert f'href="/{language}/indicators/"' in page(client, address)


def test_an_internal_target_is_seen_by_its_own_side_alone(trade: Indicator) -> None:
    own, other = make.analyst("AA"), make.analyst("BB")
    secret = make.CommitmentFactory(visibility="internal", by=own, title={"en": "A secret aim"})
    make.TargetFactory(commitment=secret, indicator=trade, value=Decimal(7_000_000_000), by=own)
    for person, seen in ((None, False), (other, False), (own, True)):
        client = Client()
        if person:
            client.force_login(person)
        for address in (LIST, ONE):
            shown = page(client, address)
            assert (secret.reference in shown, "USD 7 billion" in shown) == (seen, seen)


def test_the_pages_are_of_the_time_that_is_asked_for(client: Client, trade: Indicator) -> None:
    reported(trade, "2026", 9_000_000_000, published="2027", at=AT + timedelta(days=30))
    trade.name = {"en": "Commerce"}
    keep(trade, by=None, at=AT + timedelta(days=30), why=WHY)
    assert "USD 9 billion" in page(client)
    for address in (LIST, ONE):
        then = page(client, address, recorded_at="2026-01-10")
        assert "You are reading" in then
        assert "USD 9 billion" not in then
        assert "Commerce" not in then
        assert "recorded_at=2026-01-10" in then
    assert client.get(ONE, {"recorded_at": "2026-01-01"}).status_code == 404
    assert "This was not on record then" in client.get(ONE, {"recorded_at": "2026-01-01"}).content.decode()


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/en/indicators/none/", 404, "There is no indicator at this address"),
        ("/en/indicators/?partnership=none", 400, "There is no “none” on record."),
        ("/en/indicators/?cursor=none", 400, "This page of the list is not there."),
        ("/en/indicators/?sort=none", 400, "sort"),
        ("/en/indicators/trade/?unit=none", 400, "unit"),
        ("/en/indicators/?as_of=2026-02-31", 400, "2026-02-31"),
    ],
)
@pytest.mark.usefixtures("trade")
def test_what_cannot_be_read_is_answered_in_words(address: str, status: int, said: str, client: Client) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert said in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_both_pages_take_as_many_queries_for_three_as_for_one(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        row = make.IndicatorFactory(code=f"trade-{each}")
        for year in range(number):
            reported(row, str(2020 + year), 5 + year, publisher=f"Publisher {year}", side=make.SideFactory())
            promised(row, 50 + year, "2030")
    with django_assert_num_queries(6):
        client.get(LIST)
    with django_assert_num_queries(4):
        client.get("/en/indicators/trade-0/")
