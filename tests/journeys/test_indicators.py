"""How far? What people ask of the indicators, and what a chart's marks say to pointer, finger and keyboard."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ADDRESSES = ["/en/indicators/", "/en/indicators/bilateral-trade/"]


@pytest.fixture
def finger(browser: Browser) -> Iterator[Page]:
    """A telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def tip(page: Page) -> Locator:
    """The tooltip."""
    return page.locator(".tip")


def test_a_journalist_reads_how_much_growth_is_still_needed_without_scripts(record: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{record}/en/indicators/")
    page.get_by_role("link", name="Bilateral trade", exact=True).click()
    row = page.get_by_role("row", name="lecourrier.vn").filter(has_text="a year")
    expect(row).to_contain_text("USD 2.25 billion 2024")
    expect(row).to_contain_text("30.5% a year until 2027, 3 years")
    expect(page.get_by_text("This is no forecast and nobody reported it.", exact=False)).to_be_visible()
    mark = page.get_by_role("img", name="2024: USD 2.25 billion (lecourrier.vn)")
    mark.focus()
    expect(mark).to_be_focused()
    context.close()


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


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_and_no_rule_is_broken(address: str, scheme: str, record: str, browser: Browser) -> None:
    told: list[str] = []
    # Axe puts its own script into the page, which the policy of our pages forbids: only here it may.
    for wide, bypassed in ((390, False), (1440, True), (1920, False)):
        context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=bypassed,
            viewport={"width": wide, "height": 900},
        )
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: told.extend([] if request.url.startswith(record) else [request.url]))
        page.goto(record + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        if bypassed:
            page.evaluate("document.querySelectorAll('details:not([name])').forEach(each => each.open = true)")
            assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        context.close()
    assert told == []
