"""How far? What people ask of the indicators, and what a chart's marks say to pointer, finger and keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from commitments.models import Indicator, Observation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def finger(browser: Browser) -> Iterator[Page]:
    """A telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def tip(page: Page) -> Locator:
    """The tooltip."""
    return page.locator(".tip")


def test_a_journalist_reads_how_much_growth_is_still_needed(record: str, reader: Page) -> None:
    reader.goto(f"{record}/en/indicators/")
    listed = Indicator.objects.count()
    expect(reader.get_by_text(f"{listed} indicators", exact=True)).to_be_visible()
    reader.get_by_role("link", name="Bilateral trade", exact=True).click()
    row = reader.get_by_role("row", name="lecourrier.vn").filter(has_text="a year")
    expect(row).to_contain_text("USD 2.25 billion 2024")
    expect(row).to_contain_text("30.5% a year until 2027, 3 years")
    expect(reader.get_by_text("This is no forecast and nobody reported it.", exact=False)).to_be_visible()
    mark = reader.get_by_role("img", name="2024: USD 2.25 billion (lecourrier.vn)")
    mark.focus()
    expect(mark).to_be_focused()
    # Two publishers who differ stand side by side, each with its own text.
    reader.get_by_text("The same numbers as a table").first.click()
    october = reader.get_by_role("row", name="January to October 2025")
    expect(october).to_have_count(
        Observation.objects.filter(indicator__code="bilateral-trade", period__contains="2025-10").count()
    )
    october.filter(has_text="vietnam.vnanet.vn").get_by_role("link").last.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(
        "Trade, investment and when the five billion are due"
    )


def test_every_mark_speaks_to_the_keyboard_and_escape_silences_it(record: str, page: Page) -> None:
    page.goto(f"{record}/en/indicators/bilateral-trade/")
    page.get_by_role("img", name="Projection, not reported", exact=False).focus()
    expect(tip(page)).to_contain_text("between 12.7% and 22.5% a year")
    page.keyboard.press("Tab")
    expect(tip(page)).to_contain_text("Target: USD 4 billion in 2020.")
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()


def test_a_pointer_may_move_onto_the_tooltip_and_leaving_closes_it(record: str, page: Page) -> None:
    page.goto(f"{record}/en/indicators/bilateral-trade/")
    page.locator(".chart-wide .seen.part [data-tip-at]").first.hover()
    expect(tip(page)).to_contain_text("first quarter of 2024: USD 417.8 million")
    # The marks beneath the tooltip stay silent while it is read.
    tip(page).hover()
    expect(tip(page)).to_contain_text("first quarter of 2024")
    page.get_by_role("heading", level=1).hover()
    expect(tip(page)).to_be_hidden()


def test_a_finger_opens_a_tooltip_and_closes_it_elsewhere(record: str, finger: Page) -> None:
    finger.goto(f"{record}/en/indicators/bilateral-trade/")
    finger.locator(".chart-narrow .seen.whole [data-tip-at]").last.tap()
    expect(tip(finger)).to_contain_text("USD 2.25 billion")
    finger.get_by_role("heading", level=1).tap()
    expect(tip(finger)).to_be_hidden()
