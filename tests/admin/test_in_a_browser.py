"""An analyst signs in and records a status update in a real browser, and nothing on the way breaks the page's own rules."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from commitments.models import Commitment
from tests.admin.pages import address
from tests.factories import PASSWORD, CommitmentFactory, PassageFactory, analyst
from tests.journeys.visits import too_wide, turn
from tests.journeys.workbench import NOBODY, WALKERS, WALKS, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=WALKS, ids=WALKERS)
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone's window or a desk's, signed in by the form; what the browser complains of fails the test."""
    analyst("AA", username="anna")
    for opened, _watched in at_work(browser, live_server.url, NOBODY, request.param):
        opened.goto("/admin/login/")
        opened.get_by_label("Username").fill("anna")
        opened.get_by_label("Password").fill(PASSWORD)
        opened.get_by_role("button", name="Log in").click()
        opened.wait_for_url("**/admin/")
        yield opened


def test_an_analyst_records_a_status_update_from_the_commitments_page(page: Page) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory(gist={"en": "The bridge is begun."})
    page.goto(address("commitment", "change", commitment.pk))
    assert too_wide(page) == []
    turn(page)
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
