"""An analyst records a status update in a real browser, and nothing on the way breaks the page's own rules."""

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from commitments.models import Commitment
from tests.admin.pages import address
from tests.factories import PASSWORD, CommitmentFactory, PassageFactory, analyst

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[390, 1440])
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Page:
    """A phone's window or a desk's, signed in."""
    analyst("AA", username="anna")
    opened = browser.new_page(base_url=live_server.url, viewport={"width": request.param, "height": 900})
    opened.goto("/admin/login/")
    opened.get_by_label("Username").fill("anna")
    opened.get_by_label("Password").fill(PASSWORD)
    opened.get_by_role("button", name="Log in").click()
    return opened


def test_an_analyst_records_a_status_update_from_the_commitments_page(page: Page) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory(gist={"en": "The bridge is begun."})
    broken: list[str] = []
    page.on("console", lambda message: broken.append(said(message)))
    page.goto(address("commitment", "change", commitment.pk))
    page.locator(".words").get_by_role("link", name="Record a status update").click()
    page.get_by_label("Status:", exact=True).select_option("in_progress")
    page.locator("#id_passage + .select2 .select2-selection").click()
    page.keyboard.type("bridge")
    page.get_by_role("option", name="The bridge is begun.").click()
    page.get_by_label("Why").fill("The ministry said so.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**{address('commitment', 'change', commitment.pk)}")
    page.get_by_text("Recorded for AA on").wait_for()
    assert Commitment.objects.get().status == "in_progress"
    assert commitment.updates.get().evidence.get().passage == passage
    assert [message for message in broken if "Content Security Policy" in message] == []


def said(message: ConsoleMessage) -> str:
    """What the browser complains of."""
    return message.text


@pytest.mark.parametrize("path", ["/admin/", "list", "add", "change"])
def test_no_page_is_wider_than_its_window_or_breaks_its_policy(page: Page, path: str) -> None:
    commitment = CommitmentFactory()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(said(message)))
    places = {
        "list": address("commitment", "changelist"),
        "add": address("commitment", "add"),
        "change": address("commitment", "change", commitment.pk),
    }
    page.goto(places.get(path, path))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [message for message in broken if "Content Security Policy" in message] == []
