"""In a real browser, with scripts and without: a step outlives the session, is sent once, and is weighed by keyboard."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from commitments.actions.keep import keep_part
from commitments.models import Commitment, Edition
from tests.admin.pages import address
from tests.admin.test_never_lost_in_a_browser import page, sign_in
from tests.admin.test_steps_in_a_browser import reach
from tests.factories import AT, CommitmentFactory, DeadlineFactory, MilestoneFactory, StatusUpdateFactory
from tests.journeys.visits import hindrances
from tests.journeys.workbench import WALKERS, WALKS

__all__ = ["page"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = "The two ministers agreed."
NOT_SAVED = "This is what you had typed. It is not saved yet"
KEPT_NO_MORE = "What was typed is kept no more"


def go(page: Page, step: str, commitment: Commitment) -> None:
    """Open the page of a step."""
    page.goto(address("commitment", step, commitment.pk), wait_until="domcontentloaded")


def type_into(page: Page, name: str, words: str) -> None:
    """Go to a field by keyboard and write over what is in it."""
    reach(page, f"[name={name}]")
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press(page: Page, selector: str) -> None:
    """Go to a button by keyboard and press it."""
    reach(page, selector)
    page.keyboard.press("Enter")


def note(page: Page) -> Locator:
    """The English note of a word."""
    return page.locator("[name=note_en]")


def test_a_word_outlives_the_session_and_the_back_button_sends_it_no_second_time(page: Page) -> None:
    commitment = CommitmentFactory()
    go(page, "say", commitment)
    page.locator("[name=status]").select_option("stalled")
    note(page).fill("Typed once")
    Session.objects.all().delete()
    press(page, "[name=_save]")
    expect(page.get_by_text("Sign in here and what you typed comes back")).to_be_visible()
    sign_in(page)
    expect(page.get_by_text(NOT_SAVED)).to_be_visible()
    expect(note(page)).to_have_value("Typed once")
    assert not commitment.updates.exists()
    press(page, "[name=_save]")
    expect(page.get_by_text("Recorded for AA on")).to_be_visible()
    page.go_back()
    expect(page.get_by_text(KEPT_NO_MORE)).to_be_visible()
    expect(note(page)).to_have_value("")
    assert commitment.updates.count() == 1


def test_a_text_outlives_the_session_as_its_own_form(page: Page) -> None:
    page.goto("/admin/register/", wait_until="domcontentloaded")
    page.locator("[name=source-slug]").fill("joint-words")
    page.locator("[name=text]").fill("A preamble.\nThe two sides will build a bridge.")
    page.locator("[name=why]").fill(WHY)
    before = Edition.objects.count()
    Session.objects.all().delete()
    page.get_by_role("button", name="Register all of it").click()
    sign_in(page)
    expect(page.get_by_text(NOT_SAVED)).to_be_visible()
    expect(page.locator("[name=source-slug]")).to_have_value("joint-words")
    expect(page.locator("[name=why]")).to_have_value(WHY)
    expect(page.get_by_role("button", name="Register all of it")).to_be_visible()
    assert Edition.objects.count() == before


def test_a_deadline_is_typed_once_whatever_comes_between(page: Page) -> None:
    """The session ends, a colleague sets another date meanwhile, and the slip is told before it is saved."""
    commitment = CommitmentFactory()
    DeadlineFactory(commitment=commitment, edtf="2027")
    go(page, "deadline", commitment)
    type_into(page, "date", "June 2099")
    page.locator("[name=basis]").select_option("explicit")
    type_into(page, "reason_en", WHY)
    Session.objects.all().delete()
    press(page, "[name=_preview]")
    sign_in(page)
    expect(page.get_by_text(NOT_SAVED)).to_be_visible()
    expect(page.locator("[name=date]")).to_have_value("June 2099")
    DeadlineFactory(commitment=commitment, edtf="2030", reason={"en": "They agreed otherwise."})
    press(page, "[name=_preview]")
    expect(page.get_by_role("heading", name="Somebody else saved first")).to_be_visible()
    expect(page.get_by_role("group", name="New date")).to_contain_text("2030")
    expect(page.get_by_role("group", name="New date")).to_contain_text("June 2099")
    press(page, "[name=_look]")
    expect(page.locator(".slip")).to_contain_text("In 2030")
    press(page, "[name=_save]")
    expect(page.get_by_text("is now: in June 2099")).to_be_visible()
    assert [each.edtf for each in commitment.deadlines.all()] == ["2027", "2030", "2099-06"]


def test_a_milestone_that_two_changed_is_chosen_field_by_field_by_keyboard(page: Page) -> None:
    step = MilestoneFactory(title={"en": "Shown"})
    go(page, "milestones", step.commitment)
    page.locator(f"#milestone-{step.pk} summary").nth(1).click()
    type_into(page, f"edit-{step.pk}-title_en", "Mine")
    type_into(page, f"edit-{step.pk}-due", "June 2099")
    type_into(page, f"edit-{step.pk}-why", WHY)
    step.title = {"en": "Theirs"}
    keep_part(step, by=None, at=AT, why={"en": "They say so."})
    press(page, f"[name=_edit-{step.pk}]")
    expect(page.get_by_role("group", name="Title (English)")).to_contain_text("Theirs")
    expect(page.get_by_text("They say so.")).to_be_visible()
    reach(page, "[name=choice-title_en]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Take what I typed")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("is now: Mine, due June 2099.")).to_be_visible()
    step.refresh_from_db()
    assert (step.title, step.due) == ({"en": "Mine"}, "2099-06")


def test_a_milestone_is_taken_away_by_keyboard(page: Page) -> None:
    step = MilestoneFactory()
    page.goto(address("commitment", "change", step.commitment.pk), wait_until="domcontentloaded")
    press(page, f".words a[href='{address('commitment', 'milestones', step.commitment.pk)}']")
    page.wait_for_url("**/milestones/")
    reach(page, f"#milestone-{step.pk} summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    type_into(page, f"drop-{step.pk}-why", "It was a mistake.")
    press(page, f"[name=_drop-{step.pk}]")
    expect(page.get_by_text("Milestone 1 was taken away.")).to_be_visible()
    assert step.commitment.milestones.count() == 0


# Whoever has no scripts meets the same pages; what looks for hindrances is a script itself.
@pytest.mark.parametrize("page", [(walk, True) for walk in WALKS], ids=WALKERS, indirect=True)
def test_the_pages_of_one_way_shut_nobody_out(page: Page) -> None:
    commitment = CommitmentFactory()
    for factory in (DeadlineFactory, MilestoneFactory, StatusUpdateFactory):
        factory(commitment=commitment)
    page.goto(address("commitment", "change", commitment.pk), wait_until="domcontentloaded")
    assert hindrances(page) == []
    go(page, "milestones", commitment)
    assert hindrances(page) == []
    go(page, "say", commitment)
    page.locator("[name=status]").select_option("in_progress")
    StatusUpdateFactory(commitment=commitment, note={"en": "A colleague's word"}, status="in_progress")
    page.locator("[name=_save]").click()
    expect(page.get_by_text("A colleague's word")).to_be_visible()
    assert hindrances(page) == []
