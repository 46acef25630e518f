"""When? What people ask of the timeline: without scripts, by keyboard, on a telephone, in both themes."""

from collections.abc import Iterator

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def record(record: str) -> Iterator[str]:
    """The first content of the record, served on a day of 2026; the address of the server."""
    with time_machine.travel("2026-11-21T09:00:00Z"):
        yield record


def test_a_co_chair_sees_what_falls_due_in_2027_and_goes_there_without_scripts(record: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{record}/en/timeline/")
    page.get_by_role("link", name="By quarter").click()
    page.get_by_role("link", name="By owner").click()
    row = page.get_by_role("link", name="on 18 July 2027; not assessed; not yet due").first
    row.focus()
    expect(row).to_be_focused()
    row.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("50th anniversary of the Treaty")
    context.close()


@pytest.mark.parametrize("query", ["", "?zoom=quarter&group=source", "?zoom=never"])
@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_nothing_in_it_keeps_anybody_out(record: str, page: Page, width: int, theme: str, query: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(f"{record}/en/timeline/{query}")
    for table in page.locator("details.numbers > summary").all():
        table.click()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [line for line in told if "400" not in line] == []


def test_every_word_in_it_lies_in_its_frame(record: str, page: Page) -> None:
    for language in ("en", "fr", "vi"):
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{record}/{language}/timeline/?group=source")
            outside = page.evaluate(
                """() => [...document.querySelectorAll("svg.chart text")].filter((text) => {
                    const frame = text.ownerSVGElement.viewBox.baseVal, box = text.getBBox();
                    return box.x < 0 || box.x + box.width > frame.width + 0.5;
                }).map((text) => text.textContent)"""
            )
            assert outside == []
