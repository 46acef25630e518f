"""What people look up in the registers, told in a real browser that runs no scripts."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_ministry_finds_what_it_owes_and_the_list_agrees_with_its_page(record: str, plain: Page) -> None:
    plain.goto(f"{record}/en/organisations/")
    plain.get_by_label("Search the organisations by name").fill("bo cong thuong lao")
    plain.get_by_role("button", name="Search").click()
    plain.get_by_role("link", name="Ministry of Industry and Commerce of Laos").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Ministry of Industry and Commerce of Laos")
    owed = plain.locator(".headline a").first
    number = owed.inner_text()
    owed.click()
    expect(plain.get_by_role("heading", level=2)).to_contain_text(f"{number} of ")


def test_a_journalist_goes_from_a_meeting_to_its_text_and_to_what_was_promised(record: str, plain: Page) -> None:
    plain.goto(f"{record}/en/meetings/")
    plain.get_by_role("link", name="Meeting of General Secretary To Lam and the Lao Prime Minister").click()
    expect(plain.get_by_text("Its texts name 22 commitments, and establish 15 of these.")).to_be_visible()
    plain.get_by_role("link", name="Lao Dong: To Lam and Sonexay Siphandone").click()
    expect(plain.get_by_role("heading", name="26 passages, in the order of the text")).to_be_visible()
    plain.get_by_role("link", name="Consolidate political trust").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Consolidate political trust")
    plain.get_by_role("link", name="Lao Dong: To Lam and Sonexay Siphandone").first.click()
    assert plain.url == f"{record}/en/sources/laodong-2026-02-05-prime-minister/"
