"""Words are given, corrected and given on many with nothing but a keyboard, at a desk and on a telephone, by day and night."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from commitments.models import Commitment
from tests.admin.pages import address
from tests.factories import (
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    SideFactory,
    StatusUpdateFactory,
    analyst,
)
from tests.journeys.keys import Keys
from tests.journeys.visits import Visit, hindrances, too_wide, turn
from tests.journeys.workbench import WALKERS, WALKS, at_work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST = 80
"""How often somebody presses Tab before giving up, on a page of Django's own."""


@pytest.fixture(params=WALKS, ids=WALKERS)
def visit(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Visit]]:
    """A window, signed in, and what goes wrong in it."""
    analyst("AA", username="anna")
    yield from at_work(browser, live_server.url, "anna", request.param, locale="en-GB")


def tab_to(page: Page, wanted: Locator) -> Keys:
    """Press Tab until the focus is there, on a page whose look is Django's."""
    one = wanted.first.element_handle()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if one.evaluate("each => each === document.activeElement"):
            return Keys(page)
    raise AssertionError(f"{wanted} was not reached")


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window; the next step is taken in the other theme."""
    turn(page)
    return too_wide(page) == []


def opened(page: Page, path: str) -> None:
    """Go there."""
    page.goto(path, wait_until="domcontentloaded")


def test_an_analyst_goes_through_the_list_and_records_one_word_after_the_other(visit: tuple[Page, Visit]) -> None:
    page, _watched = visit
    first, second = CommitmentFactory(), CommitmentFactory()
    StatusUpdateFactory(commitment=first, side=SideFactory(code="BB"), note={"en": "Their word"})
    passage = PassageFactory(gist={"en": "The bridge is begun."})
    opened(page, address("commitment", "changelist") + "?kind=project")
    keys = tab_to(page, page.get_by_role("link", name=f"Record status on {first.reference}"))
    keys.press("Enter")
    status = page.get_by_label("Status:", exact=True)
    expect(status).to_be_focused()
    expect(page.locator(".say-side", has_text="Their word")).to_be_visible()
    assert fits(page)
    keys.type("in p").to(page.get_by_label("Progress:")).type("40")
    keys.to(page.get_by_label("English").first).type("Half of it.")
    keys.to(page.locator("#id_passage + .select2 .select2-selection")).press("Enter")
    page.locator(".select2-search__field:focus").wait_for()
    keys.type("bridge")
    page.get_by_role("option", name="The bridge is begun.").wait_for()
    keys.press("Enter")
    expect(page.locator("#id_passage + .select2")).to_contain_text("The bridge is begun.")
    keys.to(page.get_by_role("button", name="Save and go to the next one")).press("Enter")
    page.wait_for_url(f"**{address('commitment', 'say', second.pk)}?*")
    expect(page.get_by_text(f"Recorded for AA on {first.reference}")).to_be_visible()
    keys.type("st").to(page.get_by_role("button", name="Save", exact=True)).press("Enter")
    page.wait_for_url("**/commitment/?kind=project")
    word = first.updates.get(side__code="AA")
    assert (word.status, word.progress, word.note) == ("in_progress", 40, {"en": "Half of it."})
    assert (word.evidence.get().passage, second.updates.get().status) == (passage, "stalled")


def test_an_analyst_corrects_a_word_from_the_commitments_page(visit: tuple[Page, Visit]) -> None:
    page, _watched = visit
    commitment = CommitmentFactory()
    StatusUpdateFactory(commitment=commitment, note={"en": "A slip"}, progress=90)
    opened(page, address("commitment", "change", commitment.pk))
    tab_to(page, page.get_by_role("link", name="Correct this word #1")).press("Enter")
    page.wait_for_url("**/say/?back=page&corrects=1")
    keys = Keys(page).to(page.get_by_label("Progress:")).press("Control+A").type("9")
    keys.to(page.get_by_role("button", name="Save", exact=True)).press("Enter")
    expect(page.get_by_text("Say why: what was wrong")).to_be_visible()
    assert fits(page)
    keys.to(page.get_by_label("Why:")).type("A nought too many.")
    keys.to(page.get_by_role("button", name="Save", exact=True)).press("Enter")
    page.wait_for_url(f"**{address('commitment', 'change', commitment.pk)}")
    old = page.locator(".row.corrected")
    expect(old.locator("s", has_text="90 %")).to_have_css("text-decoration-line", "line-through")
    expect(old).to_contain_text("Corrected by #2")
    assert commitment.updates.get(number=2).corrects.number == 1


def test_an_analyst_gives_one_word_on_all_that_are_chosen(visit: tuple[Page, Visit]) -> None:
    page, _watched = visit
    rows = [CommitmentFactory() for _ in range(3)]
    StatusUpdateFactory(commitment=rows[0], status="completed")
    opened(page, address("commitment", "changelist"))
    tab_to(page, page.locator("select[name=action]")).type("Record one")
    for row in rows:
        tab_to(page, page.locator(f".action-select[value='{row.pk}']")).press("Space")
    page.locator("select[name=action]").evaluate("each => each.form.requestSubmit(each.form.elements.index)")
    page.locator("#id_status:focus").wait_for()
    assert fits(page)
    keys = Keys(page).type("st")
    keys.to(page.get_by_role("button", name="Show what will change")).press("Enter")
    expect(page.get_by_text(f"{rows[0].reference}: Your side said “completed” last")).to_be_visible()
    keys.to(page.get_by_label("Why:")).press("Control+A").type("The works stopped.")
    keys.to(page.get_by_role("button", name="Show what will change")).press("Enter")
    expect(page.locator(".say-contradicts")).to_have_text("Your side said “completed” last, and now says “stalled”.")
    assert fits(page)
    assert Commitment.objects.filter(status="stalled").count() == 0
    keys.to(page.get_by_role("button", name="Record it on 3 commitments")).press("Enter")
    expect(page.get_by_text("Recorded for AA on 3 commitments.")).to_be_visible()
    assert Commitment.objects.filter(status="stalled").count() == 3


def test_the_pages_shut_nobody_out(visit: tuple[Page, Visit]) -> None:
    page, _watched = visit
    commitment = CommitmentFactory()
    DeadlineFactory(commitment=commitment)
    wrong = StatusUpdateFactory(commitment=commitment, note={"en": "A slip"}, status="completed")
    StatusUpdateFactory(commitment=commitment, corrects=wrong, evidence=[PassageFactory(), "https://example.org/"])
    StatusUpdateFactory(commitment=commitment, side=SideFactory(code="BB"))
    found: list[Any] = []
    for query in ("", "?corrects=2"):
        opened(page, address("commitment", "say", commitment.pk) + query)
        found += hindrances(page)
    page.get_by_label("Progress:").fill("101")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".errorlist").first.wait_for()
    found += hindrances(page)
    opened(page, address("commitment", "changelist"))
    page.locator(".action-select").first.check()
    page.locator("select[name=action]").select_option("say_many")
    page.locator("button[name=index]").click()
    page.locator("#id_status").select_option("not_started")
    found += hindrances(page)
    page.get_by_label("Why:").fill("The works were another's.")
    page.get_by_role("button", name="Show what will change").click()
    page.locator(".say-changes").wait_for()
    found += hindrances(page)
    assert found == [], found
