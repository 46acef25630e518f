"""What holds of every page in a browser, each opened in three languages by people who were never there before."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_django.live_server_helper import LiveServer

from commitments.dashboards.urls import urlpatterns
from commitments.models import User
from tests.journeys.happened import INSIDE, STAFF
from tests.journeys.visits import NO_PAGES, PAGES, Theme, Visit, shut_out

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
VISITS: list[tuple[str, int, Theme]] = [("fr", 390, "light"), ("en", 1440, "dark"), ("vi", 1440, "light")]
HARM = {
    "elsewhere": '<img src="http://127.0.0.2:9/pixel.png" alt="">',
    "width": '<p class="frame"><svg width="3000" height="9"></svg></p>',
    "cut off": '<svg class="chart" viewBox="0 0 9 9"><text>A label that is too long</text></svg>',
    "weight": f"<!-- {'x' * 120_000} -->",
    "image-alt": '<img src="/static/none.png">',
    "shift": '<script>setTimeout(() => document.querySelector("h1").before(document.createElement("hr")), 60)</script>',
}
Windows = list[tuple[str, BrowserContext, Page, Visit]]


@pytest.fixture(scope="module")
def windows(live_server: LiveServer, browser: Browser) -> Iterator[Windows]:
    """A window for each language, through which all visitors look one after the other; it keeps no file of any page."""
    opened: Windows = []
    for language, width, theme in VISITS:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        visit = Visit(str(live_server.url))
        page = visit.begin(context)
        context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        opened.append((language, context, page, visit))
    yield opened
    for _language, context, _page, _visit in opened:
        context.close()


def come(context: BrowserContext, own: str, address: str) -> None:
    """Be somebody who was never there before; only staff are let in to the page of parts and to a preview."""
    context.clear_cookies()
    if address.startswith("parts/") or address.endswith("/preview/"):
        client = Client()
        client.force_login(User.objects.get(username=STAFF), "django.contrib.auth.backends.ModelBackend")
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": own}])


@pytest.mark.parametrize("address", [address for addresses in PAGES.values() for address in addresses])
def test_it_is_light_still_and_wide_enough_asks_nobody_else_and_shuts_nobody_out(
    address: str, record: str, windows: Windows
) -> None:
    wrong: list[Any] = []
    for (language, context, page, visit), (_language, width, theme) in zip(windows, VISITS, strict=True):
        come(context, record, address)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.goto(f"{record}/{language}/{address}")
        assert page.locator("html").get_attribute("lang") == language
        visit.measure(page)
        assert INSIDE not in page.content()
        visit.resize(page)
        if language == "fr":
            visit.wrong += shut_out(page)
        wrong += visit.taken()
    # Staff alone see every part in every state at once: a heavy page.
    assert [each for each in wrong if address != "parts/" or each[0] != "weight"] == []


def test_no_page_is_forgotten_here() -> None:
    assert {pattern.name for pattern in urlpatterns} - NO_PAGES == set(PAGES) - {""}


def test_each_harm_would_be_noticed(record: str, browser: Browser) -> None:
    def harm(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{''.join(HARM.values())}</main>"))

    seen = {}
    for bypassed in (True, False):  # only whoever breaks the policy as well gets as far as doing harm
        context = browser.new_context(bypass_csp=bypassed, viewport={"width": 1440, "height": 900})
        visit = seen[bypassed] = Visit(record)
        page = visit.begin(context)
        page.route(f"{record}/en/meetings/", harm)
        page.goto(f"{record}/en/meetings/")
        page.wait_for_timeout(200)
        visit.measure(page)
        visit.resize(page)
        visit.wrong += shut_out(page)
        context.close()
    assert set(HARM) == {each[0] for each in seen[True].wrong} | ({"elsewhere"} if seen[True].elsewhere else set())
    assert "Content Security Policy" in " ".join(seen[False].complaints)
