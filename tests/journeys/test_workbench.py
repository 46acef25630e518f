"""No page of the workbench shuts anybody out, breaks the rules that it is sent with, or is wider than its window."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.journeys.visits import Visit, hindrances, too_wide
from tests.journeys.workbench import LOOKS, complaints, dressed, keeper, pages, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICY = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
PARTS = 8
"""The pages come in parts, so that no process has all of them while others wait."""
AT_LEAST = 60
"""How many pages there are, whatever is added."""
Window = Callable[[str], tuple[Page, Visit]]


@pytest.fixture
def window(record: str, browser: Browser) -> Iterator[Window]:
    """The window of each person, opened when the first page is asked for: the others come in the same."""
    keeper()
    contexts: list[BrowserContext] = []
    opened: dict[str, tuple[Page, Visit]] = {}

    def of(who: str) -> tuple[Page, Visit]:
        if who not in opened:
            contexts.append(signed_in(browser, record, who, *LOOKS[0]))
            visit = Visit(record)
            opened[who] = (visit.begin(contexts[-1]), visit)
        return opened[who]

    yield of
    for context in contexts:
        context.close()


def policy_of(response: Response) -> dict[str, list[str]]:
    """The policy that an answer was sent with, by its rules."""
    rules = response.headers["content-security-policy"].split(";")
    return {name: values for name, *values in (rule.split() for rule in rules)}


def wrong_with(page: Page, visit: Visit, where: str, width: int, theme: Any) -> list[Any]:
    """What is wrong with a page in any look: it comes in this one, and is then seen in the other theme and window."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    response = page.goto(where, wait_until="load")
    assert response is not None
    bad = [("status", response.status)] if response.status != (400 if "never" in where else 200) else []
    bad += [] if policy_of(response) == POLICY else [("policy", policy_of(response))]
    bad += hindrances(page)
    page.set_viewport_size({"width": sum({each for each, _theme in LOOKS}) - width, "height": 900})
    bad += [*too_wide(page), *complaints(visit), *visit.elsewhere]
    visit.complaints.clear()
    visit.elsewhere.clear()
    return bad


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(part: int, window: Window) -> None:
    wrong: dict[str, Any] = {}
    looks = set()
    for who, where, *look in dressed(islice(pages(), part, None, PARTS)):
        page, visit = window(who)
        looks.add(tuple(look))
        if bad := wrong_with(page, visit, where, *look):
            wrong[f"{where} in {look}"] = bad
    assert wrong == {}
    assert looks == set(LOOKS), "every look has its pages"


def test_no_page_is_forgotten_here(record: str) -> None:
    keeper()
    assert len(list(pages())) >= AT_LEAST


NAMELESS = """() => document.querySelector("#content").insertAdjacentHTML("beforeend", '<input name="nameless">')"""
PALE = """(theme) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media (prefers-color-scheme: ${theme}) { h1 { color: #777; background: #888; } }`);
  document.adoptedStyleSheets = [sheet];
}"""
WIDE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("h1 { width: 500px; }");
  document.adoptedStyleSheets = [sheet];
}"""


def test_each_harm_would_be_noticed(window: Window) -> None:
    page, visit = window("keeper")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/admin/")
    for theme in ("light", "dark", "light", "dark"):  # each after the other, whichever the page is in
        page.evaluate(PALE, theme)
        assert [each[0] for each in hindrances(page)] == ["color-contrast"]
    page.evaluate(WIDE)
    assert [each[0] for each in hindrances(page)] == ["wide"]
    page.evaluate(NAMELESS)
    assert "label" in [each[0] for each in hindrances(page)]
    assert visit.complaints == []
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'x()' }))")
    assert "Content Security Policy" in " ".join(visit.complaints)
