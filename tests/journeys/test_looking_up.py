"""An analyst looks something up with nothing but a keyboard: the list and back to it, and what was said and changed."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from commitments.models import Commitment
from tests.journeys.happened import EXPRESSWAY, PARK
from tests.journeys.keys import Keys
from tests.journeys.visits import hindrances

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLACE = """() => [location.href, scrollY, [...document.querySelectorAll("#result_list tbody tr")].map((row) => row.innerText)]"""


def rows(page: Page) -> Locator:
    """The commitments that the list shows."""
    return page.locator("#result_list tbody tr")


def test_an_analyst_narrows_the_list_and_takes_it_back(workbench: Page) -> None:
    page, keys = workbench, Keys(workbench)
    divergent = page.locator(".pile-divergent a")
    number = int(divergent.locator(".number").inner_text())
    assert number > 0
    keys.to(divergent).press("Enter")
    page.wait_for_url("**/?standing=divergent")
    kind = page.locator("details[data-filter-title=kind]")
    keys.to(kind.locator("summary")).press("Enter")
    choice = kind.get_by_role("link", name=re.compile(" [1-9][0-9]*$")).first
    counted = int(choice.locator(".count").inner_text())
    keys.to(choice).press("Enter")
    page.wait_for_url("**kind=*")
    expect(rows(page)).to_have_count(counted)
    keys.to(page.locator(".chips a", has_text="Kind")).press("Enter")
    expect(rows(page)).to_have_count(number)
    keys.to(page.locator("#searchbar")).type("nothing has these words").press("Enter")
    expect(page.locator(".paginator")).to_contain_text("0 commitments")
    assert hindrances(page) == []


def test_an_analyst_finds_one_of_many_and_is_at_the_same_place_again(workbench: Page) -> None:
    page, keys = workbench, Keys(workbench)
    page.goto("/admin/commitments/commitment/", wait_until="domcontentloaded")
    expect(page.locator("#result_list thead")).to_contain_text(
        re.compile("title.*lead.*deadline.*status", re.IGNORECASE | re.DOTALL)
    )
    assert hindrances(page) == []
    sector = page.locator("details[data-filter-title=sector]")
    keys.to(page.get_by_role("link", name="Filters", exact=True)).press("Enter")  # past a hundred rows
    if not sector.evaluate("each => each.open"):
        keys.to(sector.locator("summary")).press("Enter")
    choice = sector.get_by_role("link", name=re.compile("Trade"))
    counted = int(choice.locator(".count").inner_text())
    keys.to(choice).press("Enter")
    page.wait_for_url("**sector=trade*")
    expect(rows(page)).to_have_count(counted)
    keys.to(page.locator("#searchbar")).type("trade").press("Enter")
    page.wait_for_url("**q=trade*")
    found = rows(page).count()
    assert 1 < found < counted
    expect(page.locator(".chips")).to_contain_text("Trade")
    keys.to(page.locator("th.column-due .text a")).press("Enter")
    page.wait_for_url("**o=*")
    expect(page.locator("th.column-due")).to_have_class(re.compile("ascending"))
    assert hindrances(page) == []
    in_order(page)
    assert rows(page).count() == found
    open_the_last_and_come_back(page, keys)


def open_the_last_and_come_back(page: Page, keys: Keys) -> None:
    """The list is as it was, and where it was."""
    last = rows(page).last.locator("th a")
    keys.to(last)
    before, reference = page.evaluate(PLACE), last.inner_text()
    keys.press("Enter")
    expect(page.locator("#content h1")).to_be_visible()
    assert reference in page.locator("#content").inner_text()
    assert hindrances(page) == []
    page.go_back(wait_until="load")
    page.wait_for_function(f"before => JSON.stringify(({PLACE})()) === JSON.stringify(before)", arg=before)


def in_order(page: Page) -> None:
    """The rows stand by their deadlines as the record has them, and those without any come last."""
    shown = rows(page).locator("th a").all_inner_texts()
    stored = dict(Commitment.objects.values_list("reference", "due_latest"))
    days = [stored[reference] for reference in shown]
    dated = [day for day in days if day is not None]
    assert days == sorted(dated) + [None] * (len(days) - len(dated))
    assert len(set(days)) > 1, "an order that can be seen"


def test_an_analyst_reads_the_history_the_other_side_and_the_public_page(workbench: Page) -> None:
    page, keys = workbench, Keys(workbench)
    park = Commitment.objects.get(reference=PARK)
    page.goto(f"/admin/commitments/commitment/{park.pk}/change/", wait_until="domcontentloaded")
    ours, theirs = (page.locator(".side-words", has=page.locator(f"#side-{code}")) for code in ("VN", "LA"))
    expect(ours).to_contain_text("The study of the park has begun.")
    expect(theirs).to_contain_text("The land is not chosen yet.")
    beside(ours, theirs)
    assert hindrances(page) == []
    keys.to(page.locator(".object-tools").get_by_role("link", name="History")).press("Enter")
    page.wait_for_url("**/history/")
    newest = page.locator("li.edition").first
    expect(newest).to_contain_text("The study of the park has begun.")
    expect(newest).to_contain_text("The ministry reported.")
    expect(newest).to_contain_text("recorded by analyst-vn")
    assert hindrances(page) == []
    keys.to(page.locator("input[name=from]:checked")).press("ArrowDown", "Enter")
    page.wait_for_url("**from=*")
    expect(page.get_by_role("heading", name=re.compile("side by side"))).to_be_visible()
    expect(page.locator(".columns-shown")).to_contain_text("The study of the park has begun.")
    assert hindrances(page) == []
    keys.to(page.locator(".object-tools").get_by_role("link", name="Public page")).press("Enter")
    page.wait_for_url(f"**/{PARK}/preview/")
    expect(page.get_by_text("This is a preview of the public page.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(park.title["en"])
    assert hindrances(page) == []
    keys.to(page.get_by_role("link", name="Back to the workbench")).press("Enter")
    page.wait_for_url(f"**/commitment/{park.pk}/change/")


def beside(ours: Locator, theirs: Locator) -> None:
    """Two columns of the same height where there is room, and one below the other where there is none; both are in view."""
    one, two = ours.bounding_box(), theirs.bounding_box()
    assert one is not None
    assert two is not None
    if ours.page.evaluate("innerWidth") > 1000:
        assert one["y"] == two["y"]
        assert one["x"] != two["x"]
    else:
        assert one["x"] == two["x"]
        assert one["y"] != two["y"]


def test_what_was_corrected_stands_in_the_history_in_words(workbench: Page) -> None:
    page = workbench
    row = Commitment.objects.get(reference=EXPRESSWAY)
    page.goto(f"/admin/commitments/commitment/{row.pk}/history/", wait_until="domcontentloaded")
    newest = page.locator("li.edition").first
    expect(newest).to_contain_text("Laos sets its word 1 right: “in progress”")
    expect(newest).to_contain_text("The works go on.")
    expect(newest).to_contain_text("The status shown changed from “stalled” to “in progress”.")
    assert hindrances(page) == []
