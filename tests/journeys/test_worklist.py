"""An analyst's morning with nothing but a keyboard: the piles, the list behind one, its filters, and what others changed."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from commitments.actions.accounts import open_account
from commitments.models import Organisation, User
from tests.journeys.happened import PARK
from tests.journeys.keys import Keys

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def workbench(record: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The home of an analyst who has seen nothing yet, in one window and theme."""
    width, theme = request.param
    name = f"morning-{User.objects.count()}"
    person = open_account(
        username=name, password="a long enough secret", organisation=Organisation.objects.get(slug="government-vn")
    )
    User.objects.filter(pk=person.pk).update(seen_edition=0)
    client = Client()
    client.force_login(person)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="en")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": record}])
    page = context.new_page()
    page.goto(f"{record}/admin/", wait_until="domcontentloaded")
    yield page
    context.close()


def test_an_analyst_goes_through_the_piles_and_says_what_was_seen(workbench: Page) -> None:
    page, keys = workbench, Keys(workbench)
    fits_and_is_open_to_all(page)
    silent = page.locator(".pile-overdue a")
    number = silent.locator(".number").inner_text()
    keys.to(silent).press("Enter")
    page.wait_for_url("**/commitment/?lateness=overdue")
    expect(page.locator("#result_list tbody tr")).to_have_count(int(number))
    fits_and_is_open_to_all(page)
    page.go_back(wait_until="domcontentloaded")
    expect(page.locator(".news .changes > li", has_text=PARK).first).to_be_visible()
    keys.to(page.get_by_role("button", name="I have seen these")).press("Enter")
    expect(page.get_by_text("Nothing that you have not seen.")).to_be_visible()
    expect(page.locator(".pile-changed .number")).to_have_text("0")


def test_an_analyst_narrows_the_list_and_takes_it_back(workbench: Page) -> None:
    page, keys = workbench, Keys(workbench)
    divergent = page.locator(".pile-divergent a")
    number = int(divergent.locator(".number").inner_text())
    assert number > 0
    keys.to(divergent).press("Enter")
    page.wait_for_url("**/?standing=divergent")
    kind = page.locator("details[data-filter-title=kind]")
    keys.to(kind.locator("summary")).press("Enter")
    choice = kind.get_by_role("link", name=re.compile(" [1-9][0-9]*$")).first
    counted = int(choice.locator(".count").inner_text())
    keys.to(choice).press("Enter")
    page.wait_for_url("**kind=*")
    expect(page.locator("#result_list tbody tr")).to_have_count(counted)
    keys.to(page.locator(".chips a", has_text="Kind")).press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(number)
    keys.to(page.locator("#searchbar")).type("nothing has these words").press("Enter")
    expect(page.locator(".paginator")).to_contain_text("0 commitments")
    fits_and_is_open_to_all(page)


def fits_and_is_open_to_all(page: Page) -> None:
    """The page is no wider than its window, and no serious hindrance is found in it."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in {"serious", "critical"}] == []
