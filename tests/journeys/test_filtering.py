"""Somebody narrows the list down, with scripts and without: the same addresses, counts and rows, and no page lost."""

import re
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, Route, expect

from commitments.models import Commitment

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def marked(page: Page) -> bool:
    """Whether this is still the page that was marked, and not one that was loaded since."""
    return bool(page.evaluate("window.marked === true"))


def opened(page: Page, address: str) -> None:
    """Open a list and mark its page."""
    page.goto(address)
    page.evaluate("window.marked = true")


def choose(page: Page, facet: str, value: str) -> Any:
    """Open a filter and tick one of its values; its field."""
    details = page.locator("details.facet", has=page.locator("summary", has_text=facet)).first
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()
    field = details.get_by_role("checkbox", name=value)
    field.click()  # and not `check`, which waits for this very field even when the page is loaded anew
    return field


def test_an_analyst_narrows_the_list_without_a_reload_and_goes_back(record: str, page: Page) -> None:
    whole = Commitment.objects.public().count()
    projects = Commitment.objects.filter(sectors__slug="trade").distinct().count()
    opened(page, f"{record}/en/commitments/")
    heading = page.locator("#results")
    field = choose(page, "Sector", "Trade")
    expect(heading).to_have_text(f"{projects} of {whole} commitments")
    assert page.url.endswith("/en/commitments/?sector=trade")
    expect(page.get_by_role("status").first).to_have_text(f"{projects} of {whole} commitments")
    expect(field).to_be_focused()
    expect(page.get_by_role("link", name="Sector: Trade")).to_be_visible()
    expect(page.get_by_role("link", name="CSV")).to_have_attribute("href", "/api/v1/commitments.csv?sector=trade")
    expect(page.get_by_role("link", name="Français")).to_have_attribute("href", "/fr/commitments/?sector=trade")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{record}/en/commitments/?sector=trade"
    page.go_back()
    expect(heading).to_have_text(f"{whole} of {whole} commitments")
    expect(field).not_to_be_checked()
    page.go_forward()
    expect(heading).to_have_text(f"{projects} of {whole} commitments")
    expect(field).to_be_checked()
    assert marked(page)


def test_words_chips_orders_and_pages_need_no_reload_either(record: str, page: Page) -> None:
    opened(page, f"{record}/en/commitments/")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("#results")).to_be_focused()
    page.get_by_label("Words in the title").fill("trade")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Words: trade")).to_be_visible()
    assert page.url.endswith("/en/commitments/?q=trade")
    page.locator("details.order summary").click()
    page.get_by_role("link", name="Next deadline first").click()
    page.wait_for_url("**/?ordering=deadline&q=trade")
    choose(page, "Status", "not assessed")
    page.wait_for_url("**/?ordering=deadline&q=trade&status=not_assessed")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Words: trade").click()
    page.wait_for_url("**/?ordering=deadline&status=not_assessed")
    expect(page.get_by_label("Words in the title")).to_have_value("")
    assert marked(page)


def test_the_counts_follow_and_are_what_choosing_shows(record: str, page: Page) -> None:
    opened(page, f"{record}/en/commitments/")
    choose(page, "Sector", "Trade")
    page.wait_for_url("**/?sector=trade")
    expect(page.locator(".results")).not_to_have_attribute("aria-busy", "true")
    status = page.locator("details.facet", has=page.locator("summary", has_text="Status")).first
    status.locator("summary").click()
    label = status.locator("label").first
    count = label.locator(".count").inner_text()
    label.locator("input").check()
    expect(page.locator("#results")).to_have_text(re.compile(f"^{count} of "))


def test_the_newest_choice_wins_over_a_slow_older_one(record: str, page: Page) -> None:
    opened(page, f"{record}/en/commitments/")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(800)
        route.continue_()

    page.route(re.compile(r"\?sector=trade$"), slowly)
    choose(page, "Sector", "Trade")
    choose(page, "Sector", "Education")
    page.wait_for_url("**/?sector=education-training&sector=trade")
    page.wait_for_timeout(1200)
    assert page.url.endswith("?sector=education-training&sector=trade")
    expect(page.get_by_role("link", name="Sector: Education")).to_be_visible()
    assert marked(page)


def test_what_fails_is_asked_again_as_without_scripts(record: str, page: Page) -> None:
    opened(page, f"{record}/en/commitments/")
    page.route(re.compile(r"\?sector=trade$"), lambda route: route.abort(), times=1)
    choose(page, "Sector", "Trade")
    expect(page.get_by_role("link", name="Sector: Trade")).to_be_visible()
    assert not marked(page)


def test_without_scripts_the_form_is_sent_to_the_same_address(record: str, plain: Page) -> None:
    plain.goto(f"{record}/en/commitments/")
    plain.locator("summary", has_text="Sector").first.click()
    plain.get_by_role("checkbox", name="Trade").check()
    plain.get_by_role("button", name="Apply").first.click()
    shown = Commitment.objects.filter(sectors__slug="trade").distinct().count()
    expect(plain.locator("#results")).to_have_text(f"{shown} of {Commitment.objects.public().count()} commitments")
    assert "sector=trade" in plain.url


def test_a_delegate_takes_the_deadlines_along_as_a_calendar(record: str, page: Page) -> None:
    page.goto(f"{record}/en/commitments/?sector=trade")
    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar of the deadlines").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    dated = Commitment.objects.filter(sectors__slug="trade").exclude(due_earliest=None, due_latest=None).distinct()
    assert {str(event["uid"]).split("-deadline")[0] for event in calendar.events} == {row.reference for row in dated}
    assert dated


def test_a_journalist_finds_a_promise_by_words_without_accents_and_reads_its_passage(record: str, reader: Page) -> None:
    reader.goto(f"{record}/fr/commitments/")
    reader.get_by_label("Mots du titre").fill("chaine industrielle")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("link", name="Mots\xa0: chaine industrielle")).to_be_visible()
    reader.get_by_role("link", name="Protocole d’accord sur la chaîne industrielle").first.click()
    assert reader.url.endswith("/fr/commitments/VL-2025-003/")
    expect(reader.get_by_text("paragraphe 3")).to_be_visible()
    # The copy that is attached to its text is another text.
    expect(reader.get_by_text("Rompu").first).to_be_visible()
