"""No page of the workbench shuts anybody out, breaks the rules that it is sent with, or is wider than its window."""

from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Response

from tests.journeys.visits import Visit
from tests.journeys.workbench import dressed, findings, keeper, pages, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICY = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]


def policy_of(response: Response | None) -> dict[str, list[str]]:
    """The policy that an answer was sent with, by its rules."""
    assert response is not None
    rules = response.headers["content-security-policy"].split(";")
    return {name: values for name, *values in (rule.split() for rule in rules)}


def wide(page: Page) -> list[Any]:
    """By how much a page is wider than its window."""
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [("wide", over)] if over > 0 else []


def complaints(visit: Visit) -> list[str]:
    """What the browser complains of, but for its advice on passwords, and that it leaves the focus where somebody has it."""
    return [each for each in visit.complaints if not each.startswith(("[DOM]", "Autofocus processing was blocked"))]


def test_every_page(record: str, browser: Browser) -> None:
    keeper()
    wrong: dict[str, Any] = {}
    contexts: dict[Any, Any] = {}
    opened: Counter[str] = Counter()
    for who, where, width, theme in dressed(pages()):
        look = (who, width, theme)
        context = contexts[look] = contexts.get(look) or signed_in(browser, record, *look)
        visit = Visit(record)
        page = visit.begin(context)
        response = page.goto(where, wait_until="load")
        assert response is not None
        opened[f"{width} {theme}"] += 1
        bad = [("status", response.status)] if response.status != (400 if "never" in where else 200) else []
        bad += [] if policy_of(response) == POLICY else [("policy", policy_of(response))]
        bad += [*wide(page), *complaints(visit), *visit.elsewhere]  # before axe, which asks for styles of its own
        bad += findings(page)
        if bad:
            wrong[f"{where} at {width} in the {theme}"] = bad
        page.close()
    assert wrong == {}
    assert min(opened.values()) > 5, "every look has its pages"


HARM = """() => document.querySelector("#content").insertAdjacentHTML("beforeend", '<input name="nameless">')"""


def test_each_harm_would_be_noticed(record: str, browser: Browser) -> None:
    keeper()
    context = signed_in(browser, record, "keeper", 390, "light")
    visit = Visit(record)
    page = visit.begin(context)
    page.goto("/admin/")
    page.evaluate(HARM)
    assert "label" in [name for name, _nodes in findings(page)]
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), { text: 'x()' }))")
    assert "Content Security Policy" in " ".join(visit.complaints)
    context.close()
