"""An analyst's morning with nothing but a keyboard: the piles, the list behind one, and what others changed."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.happened import PARK
from tests.journeys.keys import Keys
from tests.journeys.visits import hindrances

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_analyst_goes_through_the_piles_and_says_what_was_seen(workbench: Page) -> None:
    page, keys = workbench, Keys(workbench)
    assert hindrances(page) == []
    silent = page.locator(".pile-overdue a")
    number = silent.locator(".number").inner_text()
    keys.to(silent).press("Enter")
    page.wait_for_url("**/commitment/?lateness=overdue")
    expect(page.locator("#result_list tbody tr")).to_have_count(int(number))
    assert hindrances(page) == []
    page.go_back(wait_until="domcontentloaded")
    expect(page.locator(".news .changes > li", has_text=PARK).first).to_be_visible()
    keys.to(page.get_by_role("button", name="I have seen these")).press("Enter")
    expect(page.get_by_text("Nothing that you have not seen.")).to_be_visible()
    expect(page.locator(".pile-changed .number")).to_have_text("0")
    assert hindrances(page) == []
