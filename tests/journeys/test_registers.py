"""What people look up in the registers, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from commitments.models import Commitment, Passage, Source

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_ministry_finds_what_it_owes_and_the_list_agrees_with_its_page(record: str, reader: Page) -> None:
    reader.goto(f"{record}/en/organisations/")
    reader.get_by_label("Search the organisations by name").fill("bo cong thuong lao")
    reader.get_by_role("button", name="Search").click()
    reader.get_by_role("link", name="Ministry of Industry and Commerce of Laos").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Ministry of Industry and Commerce of Laos")
    owed = reader.locator(".headline a").first
    number = owed.inner_text()
    owed.click()
    expect(reader.get_by_role("heading", level=2)).to_contain_text(f"{number} of ")


def test_a_journalist_goes_from_a_meeting_to_its_text_and_to_what_was_promised(record: str, reader: Page) -> None:
    reader.goto(f"{record}/en/meetings/")
    reader.get_by_role("link", name="Meeting of General Secretary To Lam and the Lao Prime Minister").click()
    expect(reader.get_by_text("Its texts name 22 commitments, and establish 15 of these.")).to_be_visible()
    reader.get_by_role("link", name="Lao Dong: To Lam and Sonexay Siphandone").click()
    expect(reader.get_by_role("heading", name="26 passages, in the order of the text")).to_be_visible()
    reader.get_by_role("link", name="Consolidate political trust").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Consolidate political trust")
    reader.get_by_role("link", name="Lao Dong: To Lam and Sonexay Siphandone").first.click()
    assert reader.url == f"{record}/en/sources/laodong-2026-02-05-prime-minister/"


def test_an_embassy_reads_what_a_text_established_and_that_its_copy_is_another_text(record: str, reader: Page) -> None:
    text = Source.objects.get(slug="vna-2025-12-01-industrial-chain")
    named = Commitment.objects.public().filter(citations__passage__source=text).distinct().count()
    reader.goto(f"{record}/en/sources/")
    expect(reader.locator("#texts")).to_contain_text(f"{Source.objects.count()} texts")
    row = reader.locator("tbody tr", has_text="VNA: the memorandum on a Viet Nam–Laos industrial chain")
    expect(row.locator("td").last).to_contain_text(str(named))
    row.get_by_role("link").first.click()
    expect(reader.locator("dl.facts")).to_contain_text("Attached, but it is another text: its fingerprint differs")
    placed = Passage.objects.filter(source=text).exclude(fingerprint="").count()
    expect(reader.locator("li.passage .broken")).to_have_count(placed)
    reader.get_by_role("link", name=f"It names {named} commitments.").click()
    expect(reader.locator("#results")).to_contain_text(f"{named} of ")


def test_a_ministry_reads_what_became_of_what_a_meeting_established(record: str, reader: Page) -> None:
    established = Commitment.objects.public().filter(
        citations__passage__source__meeting__slug="state-visit-2025-12-01", citations__relation="establishes"
    )
    reader.goto(f"{record}/vi/meetings/")
    row = reader.locator("tbody tr", has_text="1/12/2025")
    row.get_by_role("link").first.click()
    reader.wait_for_url("**/meetings/state-visit-2025-12-01/")
    numbers = [each.inner_text() for each in reader.locator("dl.headline strong").all()]
    spoken = established.exclude(status="not_assessed").distinct().count()
    assert numbers[:2] == [str(established.distinct().count()), str(spoken)]
    rows = reader.locator("#established ~ table tbody tr, section[aria-labelledby=established] tbody tr")
    expect(rows).to_have_count(established.distinct().count())
    expect(rows.filter(has_text="VL-2025-014")).to_contain_text("Chưa bắt đầu")
