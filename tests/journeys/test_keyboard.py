"""Every page's question answered with nothing but a keyboard, at four widths, in both themes and three languages."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from commitments.models import Commitment
from tests.journeys.happened import EXPRESSWAY
from tests.journeys.keys import Keys
from tests.journeys.visits import Theme

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Opened = Callable[..., Page]


@pytest.fixture
def opened(record: str, browser: Browser) -> Iterator[Opened]:
    """Open an address in a window of some width and theme."""
    contexts = []

    def at(address: str, width: int, theme: Theme) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        contexts.append(context)
        page = context.new_page()
        page.goto(record + address)
        return page

    yield at
    for context in contexts:
        context.close()


def test_a_co_chair_goes_from_the_overview_to_what_is_overdue(opened: Opened) -> None:
    page = opened("/fr/", 1920, "dark")
    keys = Keys(page)
    keys.to(page.get_by_role("link", name="Aller au contenu")).press("Enter")
    expect(page.locator("#main")).to_be_focused()
    overdue = page.locator("dl.headline > div", has=page.locator("dt", has_text=re.compile("^En retard$")))
    number = overdue.get_by_role("link").inner_text()
    keys.to(overdue.get_by_role("link")).press("Enter")
    expect(page.locator("#results")).to_have_text(f"{number} engagements sur {Commitment.objects.public().count()}")
    row = page.locator("tbody a").first
    title = row.inner_text()
    keys.to(row).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_ministry_narrows_the_list_on_a_small_window(opened: Opened) -> None:
    page = opened("/en/commitments/", 390, "light")
    keys = Keys(page)
    keys.to(page.get_by_role("link", name="Skip to the content")).press("Enter")
    expect(page.locator("#main")).to_be_focused()
    keys.to(page.get_by_role("searchbox")).type("trade").press("Enter")
    expect(page.get_by_role("link", name="Words: trade")).to_be_visible()
    status = page.locator("details.facet").first
    keys.to(status.locator("summary")).press("Enter")
    expect(status).to_have_attribute("open", "")
    keys.to(status.get_by_role("checkbox", name="not assessed")).press("Space")
    page.wait_for_url("**/?q=trade&status=not_assessed")
    expect(status.get_by_role("checkbox", name="not assessed")).to_be_focused()
    keys.press("Escape")
    expect(status).not_to_have_attribute("open", "")
    expect(status.locator("summary")).to_be_focused()
    shown = page.locator("tbody tr").count()
    expect(page.locator("#results")).to_have_text(f"{shown} of {Commitment.objects.public().count()} commitments")
    keys.to(page.get_by_role("link", name="Words: trade")).press("Enter")
    page.wait_for_url("**/?status=not_assessed")
    keys.to(page.get_by_role("link", name="CSV"))


def test_an_embassy_goes_through_a_promise_to_two_editions_side_by_side(opened: Opened) -> None:
    page = opened(f"/vi/commitments/{EXPRESSWAY}/", 768, "dark")
    keys = Keys(page)
    keys.to(page.locator("a[href$='/history/']")).press("Enter")
    page.wait_for_url("**/history/")
    older = page.locator("input[name=from]")
    keys.to(page.locator("input[name=from]:checked")).press("ArrowDown")
    expect(older.nth(2)).to_be_focused()
    expect(older.nth(2)).to_be_checked()
    keys.press("Enter")  # a form is sent from any of its fields
    expect(page.locator("#side-by-side")).to_be_visible()
    same = page.locator(".comparison details")
    keys.to(same.locator("summary")).press("Enter")
    expect(same.locator("table")).to_be_visible()


def test_a_company_reads_the_timeline_and_goes_to_an_anniversary(opened: Opened) -> None:
    page = opened("/fr/timeline/", 1440, "light")
    keys = Keys(page)
    mark = page.locator("a.promise:visible", has_text="50")
    keys.to(page.locator("a.promise:visible", has=page.locator("title", has_text="18 juillet 2027")).or_(mark))
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("50")


def test_a_journalist_reads_a_chart_mark_by_mark_and_as_a_table(opened: Opened) -> None:
    page = opened("/en/indicators/", 390, "dark")
    keys = Keys(page)
    keys.to(page.get_by_role("link", name="Bilateral trade", exact=True)).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bilateral trade")
    keys.to(page.locator(".chart-narrow [data-tip]", has_text="").first)
    expect(page.locator(".tip")).to_contain_text("Projection, not reported")
    keys.press("Tab")
    expect(page.locator(".tip")).to_contain_text("Target: USD 4 billion in 2020.")
    keys.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()
    table = page.locator("details.numbers").first
    keys.to(table.locator("summary")).press("Space")
    expect(table.get_by_role("cell", name="USD 2.25 billion")).to_be_visible()


def test_a_ministry_looks_itself_up_and_reads_what_it_owes(opened: Opened) -> None:
    page = opened("/vi/organisations/", 1440, "dark")
    keys = Keys(page)
    keys.to(page.get_by_role("searchbox")).type("bo cong thuong lao").press("Enter")
    page.wait_for_url("**/?q=*")
    keys.to(page.get_by_role("link", name="Bộ Công Thương Lào")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bộ Công Thương Lào")
    owed = page.locator(".headline a").first
    number = owed.inner_text()
    keys.to(owed).press("Enter")
    expect(page.locator("#results")).to_contain_text(re.compile(f"^{number} "))


def test_a_journalist_goes_from_a_meeting_to_its_text_and_on_to_a_promise(opened: Opened) -> None:
    page = opened("/fr/meetings/", 768, "light")
    keys = Keys(page)
    keys.to(page.locator("tbody a").first).press("Enter")
    page.wait_for_url("**/meetings/*/")
    keys.to(page.locator("ul.rows a").first).press("Enter")
    page.wait_for_url("**/sources/*/")
    promise = page.locator("ol.passages a[href*='/commitments/']").first
    title = promise.inner_text()
    keys.to(promise).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_journalist_types_two_days_and_reads_what_changed(opened: Opened) -> None:
    page = opened("/en/changes/", 390, "light")
    keys = Keys(page)
    keys.to(page.get_by_label("First day")).type("11102026").press("Enter")
    page.wait_for_url(re.compile("from=2026-11-10"))
    expect(page.locator("#differences")).to_contain_text("commitments new or changed")
    keys.to(page.get_by_role("link", name=re.compile("editions in these days")).first).press("Enter")
    page.wait_for_url("**/history/")
    page.goto(page.url.replace(f"commitments/{EXPRESSWAY}/history/", "changes/"))
    keys.to(page.get_by_role("link", name="Earlier changes")).press("Enter")
    expect(page.get_by_role("link", name="The newest changes")).to_be_visible()


def test_somebody_lost_searches_and_then_reads_the_page_of_another_day(opened: Opened) -> None:
    page = opened("/vi/nowhere/", 1920, "light")
    keys = Keys(page)
    keys.to(page.get_by_role("searchbox")).press("Control+A").type("thuong mai").press("Enter")
    page.wait_for_url("**/commitments/?q=*")
    expect(page.locator("#results")).to_contain_text(str(page.locator("tbody tr").count()))
    times = page.locator("details.times")
    keys.to(times.locator("summary")).press("Enter")
    keys.to(page.locator("#as_of")).type("06012025").press("Enter")
    page.wait_for_url("**as_of=2025-06-01*")
    past = page.locator(".past[role=status]")
    expect(past).to_contain_text("1/6/2025")
    keys.to(past.get_by_role("link")).press("Enter")
    expect(past).to_have_count(0)
    assert "q=thuong" in page.url
