"""In a real browser, with scripts and without: two versions are chosen from by keyboard, and a lost session loses no word."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from commitments.actions.keep import keep
from commitments.models import Commitment
from tests.admin.pages import address
from tests.factories import AT, PASSWORD, CommitmentFactory, analyst
from tests.journeys.visits import hindrances
from tests.journeys.workbench import WALKERS, WALKS, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# Whoever has no scripts meets the same pages.
WAYS = [(WALKS[0], True), (WALKS[1], False)]


@pytest.fixture(params=WAYS, ids=["at a desk", "on a telephone without scripts"])
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Anna has signed in."""
    walk, scripts = request.param
    analyst("AA", username="anna")
    for opened, _watched in at_work(browser, live_server.url, "anna", walk, java_script_enabled=scripts):
        yield opened


def sign_in(page: Page) -> None:
    """Give name and password."""
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def title(page: Page) -> Locator:
    """The English title."""
    return page.locator("[name=title_en]")


def write(page: Page, commitment: Commitment) -> None:
    """Open the commitment, and type into it."""
    page.goto(address("commitment", "change", commitment.pk))
    title(page).fill("Mine")
    page.get_by_label("Why").fill("The ministry said so.")


def save(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Save", exact=True).click()


def overtaken(page: Page) -> Commitment:
    """Type into a commitment that somebody else saves meanwhile, and be asked which version counts."""
    commitment: Commitment = CommitmentFactory(title={"en": "Shown"})
    write(page, commitment)
    commitment.title = {"en": "Theirs"}
    keep(commitment, by=None, at=AT, why={"en": "They say so."})
    save(page)
    expect(page.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    return commitment


def test_whoever_was_overtaken_chooses_by_keyboard(page: Page) -> None:
    commitment = overtaken(page)
    expect(page.get_by_role("group", name="Title (English)")).to_contain_text("Theirs")
    theirs = page.get_by_role("radio", name="Take what was saved")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("input[type=radio]:focus").count():
            break
    page.keyboard.press("Enter")  # nothing is chosen: the browser asks, and so would the page
    expect(theirs).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Take what I typed")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    commitment.refresh_from_db()
    assert commitment.title == {"en": "Mine"}


def test_a_session_that_ended_loses_no_word(page: Page) -> None:
    commitment = CommitmentFactory(title={"en": "Shown"})
    write(page, commitment)
    Session.objects.all().delete()
    save(page)
    expect(page.get_by_text("Sign in here and what you typed comes back")).to_be_visible()
    sign_in(page)
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    expect(title(page)).to_have_value("Mine")
    commitment.refresh_from_db()
    assert commitment.title == {"en": "Shown"}
    save(page)
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    commitment.refresh_from_db()
    assert commitment.title == {"en": "Mine"}


def test_a_session_that_ended_while_one_chose_loses_no_word_and_no_choice(page: Page) -> None:
    commitment = overtaken(page)
    page.get_by_role("radio", name="Take what I typed").check()
    Session.objects.all().delete()
    page.get_by_role("button", name="Save with these choices").click()
    sign_in(page)
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    expect(page.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(page.get_by_role("radio", name="Take what I typed")).to_be_checked()
    commitment.refresh_from_db()
    assert commitment.title == {"en": "Theirs"}
    page.get_by_role("button", name="Save with these choices").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    commitment.refresh_from_db()
    assert commitment.title == {"en": "Mine"}


# What looks for hindrances is a script itself.
@pytest.mark.parametrize("page", [(walk, True) for walk in WALKS], ids=WALKERS, indirect=True)
def test_the_pages_on_the_way_shut_nobody_out(page: Page) -> None:
    commitment = overtaken(page)
    assert hindrances(page) == []
    page.goto(address("commitment", "change", commitment.pk))
    Session.objects.all().delete()
    save(page)
    expect(page.get_by_text("Sign in here and what you typed comes back")).to_be_visible()
    assert hindrances(page) == []
