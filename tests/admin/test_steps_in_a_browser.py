"""An analyst moves a deadline and keeps milestones by the keyboard alone, on a desk and on a telephone, by day and night."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from commitments.models import Commitment
from tests.admin.pages import address
from tests.factories import PASSWORD, CommitmentFactory, DeadlineFactory, MilestoneFactory, PassageFactory, analyst
from tests.journeys.visits import hindrances, too_wide
from tests.journeys.workbench import WALKERS, WALKS, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = "The two ministers agreed."


@pytest.fixture(params=WALKS, ids=WALKERS)
def page(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window in which an analyst of AA has signed in; what the browser complains of fails the journey."""
    analyst("AA", username="anna")
    for opened, _watched in at_work(browser, live_server.url, "anna", request.param):
        yield opened


def reach(page: Page, selector: str) -> None:
    """Go on with the tabulator until what is wanted has the focus."""
    for _step in range(150):
        if page.evaluate("wanted => document.activeElement?.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The keyboard does not reach {selector}.")


def follow(page: Page, path: str) -> None:
    """Go to a link by the keyboard and follow it."""
    reach(page, f"a[href='{path}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")


def fill_deadline(page: Page, date: str, *, passage: str) -> None:
    """Type a new deadline; the slip comes while one types."""
    reach(page, "[name=date]")
    page.keyboard.type(date)
    reach(page, "[name=basis]")
    page.keyboard.type("stated")
    reach(page, ".field-passage .select2-selection")
    page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()
    page.keyboard.type(passage)
    page.get_by_role("option", name=passage).wait_for()
    page.keyboard.press("Enter")
    reach(page, "[name=reason_en]")
    page.keyboard.type(WHY)


def test_a_deadline_is_moved_by_the_keyboard_and_its_slip_is_read_before(page: Page) -> None:
    commitment, passage = CommitmentFactory(), PassageFactory(gist={"en": "It is put off."})
    DeadlineFactory(commitment=commitment, edtf="2025")
    page.goto(address("commitment", "change", commitment.pk), wait_until="domcontentloaded")
    follow(page, address("commitment", "deadline", commitment.pk))
    assert hindrances(page) == []
    fill_deadline(page, "by the end of June 2099", passage="It is put off.")
    page.get_by_text("By the end of June 2099").wait_for()
    assert "overdue" in page.locator(".slip").inner_text()
    assert hindrances(page) == []
    reach(page, "[name=_save]")
    page.keyboard.press("Enter")
    page.get_by_text(f"The deadline of {commitment.reference} is now: by the end of June 2099.").wait_for()
    newest = commitment.deadlines.last()
    assert (newest.edtf, newest.passage, newest.reason) == ("../2099-06", passage, {"en": WHY})


def test_what_cannot_be_read_offers_nothing_to_save(page: Page) -> None:
    commitment = CommitmentFactory()
    page.goto(address("commitment", "deadline", commitment.pk), wait_until="domcontentloaded")
    reach(page, "[name=date]")
    page.keyboard.type("June 2099")
    page.locator("[name=_save]").wait_for(state="visible")
    page.keyboard.press("Control+A")
    page.keyboard.type("03/04/2099")
    page.get_by_text("may be two different days").wait_for()
    assert page.locator("[name=_save]").is_hidden()
    page.keyboard.press("Enter")
    page.get_by_text("Please correct the errors below.").wait_for()
    assert page.locator("[name=date]").input_value() == "03/04/2099"
    assert hindrances(page) == []


def test_without_scripts_the_first_step_shows_and_the_second_saves(browser: Browser, live_server: LiveServer) -> None:
    commitment = CommitmentFactory()
    analyst("AA", username="anna")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/admin/login/?next={address('commitment', 'deadline', commitment.pk)}", wait_until="domcontentloaded")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("New date").fill("2099")
    page.get_by_label("Basis").select_option("explicit")
    page.get_by_label("English").fill(WHY)
    assert page.locator("[name=_save]").is_hidden()
    page.keyboard.press("Tab")
    page.locator("[name=_preview]").press("Enter")
    page.get_by_text("Nothing is saved yet.").wait_for()
    page.locator("[name=_save]").press("Enter")
    page.get_by_text("is now: in 2099").wait_for()
    assert commitment.deadlines.get().edtf == "2099"
    context.close()


def test_milestones_are_reached_and_taken_by_the_keyboard(page: Page) -> None:
    commitment = CommitmentFactory(recurrence="FREQ=YEARLY")
    step = MilestoneFactory(commitment=commitment, due="2025")
    page.goto(address("commitment", "change", commitment.pk), wait_until="domcontentloaded")
    follow(page, address("commitment", "milestones", commitment.pk))
    mark_as_reached(page, step.pk)
    assert hindrances(page) == []
    take_the_first_two(page)
    assert too_wide(page) == []
    step.refresh_from_db()
    assert step.reached_on is not None
    assert commitment.milestones.count() == 3
    add(page, commitment)


def mark_as_reached(page: Page, pk: int) -> None:
    """Open the short form, leave the day as it is, say why and send it."""
    reach(page, f"#milestone-{pk} summary")
    page.keyboard.press("Enter")
    assert hindrances(page) == []
    reach(page, f"[name=reach-{pk}-why]")
    page.keyboard.type(WHY)
    reach(page, f"[name=_reach-{pk}]")
    page.keyboard.press("Enter")
    page.get_by_text("Milestone 1 was reached on").wait_for()


def take_the_first_two(page: Page) -> None:
    """Tick them, say why and send it."""
    boxes = page.locator(".tick input")
    for name in [boxes.nth(number).get_attribute("name") for number in (0, 1)]:
        reach(page, f"[name='{name}']")
        page.keyboard.press("Space")
    reach(page, "[name=take-why]")
    page.keyboard.type(WHY)
    reach(page, "[name=_take]")
    page.keyboard.press("Enter")
    page.get_by_text("2 milestones were added.").wait_for()


def add(page: Page, commitment: Commitment) -> None:
    """Add one more, whose date is first written in a way that cannot be read."""
    for due, answer in (("soon", "cannot be read as one date"), ("before June 2099", "Milestone 4 was added.")):
        reach(page, "[name=add-title_en]")
        page.keyboard.press("Control+A")
        page.keyboard.type("A plan")
        reach(page, "[name=add-due]")
        page.keyboard.press("Control+A")
        page.keyboard.type(due)
        reach(page, "[name=add-why]")
        page.keyboard.press("Control+A")
        page.keyboard.type(WHY)
        reach(page, "[name=_add]")
        page.keyboard.press("Enter")
        page.get_by_text(answer).wait_for()
    assert commitment.milestones.get(number=4).due == "../2099-05"
