"""What holds of every page in a browser, each opened in three languages by people who were never there before."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Route

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
Visitor = Callable[[str, int, Theme], BrowserContext]


@pytest.fixture
def visitor(record: str, browser: Browser) -> Visitor:
    """Somebody who was never there before; only staff are let in to the page of parts and to a preview, as if they had signed in."""

    def come(address: str, width: int, theme: Theme) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        if address.startswith("parts/") or address.endswith("/preview/"):
            client = Client()
            client.force_login(User.objects.get(username=STAFF), "django.contrib.auth.backends.ModelBackend")
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": record}])
        return context

    return come


@pytest.mark.parametrize("address", [address for addresses in PAGES.values() for address in addresses])
def test_it_is_light_still_and_wide_enough_asks_nobody_else_and_shuts_nobody_out(
    address: str, record: str, visitor: Visitor
) -> None:
    visit = Visit(record)
    for language, width, theme in VISITS:
        context = visitor(address, width, theme)
        page = visit.begin(context)
        page.goto(f"{record}/{language}/{address}")
        assert page.locator("html").get_attribute("lang") == language
        visit.measure(page)
        assert INSIDE not in page.content()
        visit.resize(page)
        if language == "fr":
            assert shut_out(page) == []
        context.close()
    # Staff alone see every part in every state at once: a heavy page.
    wrong = [each for each in visit.wrong if address != "parts/" or each[0] != "weight"]
    assert (visit.elsewhere, visit.complaints, wrong) == ([], [], [])


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
